/** Outgoing: calls to other systems, their addresses checked; what others may use of it. */

/** Why an outgoing call brought no answer. */
export { NoAnswerError } from './errors';

/** Reads the Retry-After header (RFC 9110): seconds, or an HTTP date. */
export { retryAfter } from './retry-after';

/** Calls another system over HTTP: checked address, no redirects, a time limit, a bounded answer. */
export {
	checkTarget,
	outgoing,
	type OutgoingRequest,
	type OutgoingResponse,
	type Send,
} from './send';

/** Signs webhook messages as the Standard Webhooks specification says (https://www.standardwebhooks.com). */
export { isWebhookSecret, newWebhookSecret, webhookHeaders } from './standard-webhooks';
