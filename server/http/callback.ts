/** Reads the headers by which a caller asks to be told when its job has ended; an extension of this server. */
import type { Callback } from '../logs/search';
import { isWebhookSecret } from '../platform/outgoing';
import type { Context } from 'koa';
import { ApiError } from './errors';

const URL_HEADER = 'X-Log360-Callback-Url';
const SECRET_HEADER = 'X-Log360-Callback-Secret';
const MAX_LENGTH = 2048;
const MAX_SECRET = 256;

/**
 * Whom to call, or undefined.
 *
 * @throws ApiError invalid_parameter for what is no http or https URL, and for a secret that is weak or has no URL
 */
export function callbackOf(ctx: Context): Callback | undefined {
	const url = ctx.get(URL_HEADER);
	const secret = ctx.get(SECRET_HEADER);
	if (url === '' && secret === '') return undefined;
	if (!isHttpUrl(url)) {
		throw new ApiError(
			'invalid_parameter',
			`${URL_HEADER}: expected an http or https URL of at most ${MAX_LENGTH} characters`,
		);
	}
	if (secret === '') return { url };
	if (secret.length > MAX_SECRET || !isWebhookSecret(secret)) {
		throw new ApiError(
			'invalid_parameter',
			`${SECRET_HEADER}: expected whsec_ and 24 to 64 bytes in base64, or any text of 24 to ${MAX_SECRET} characters`,
		);
	}
	return { url, secret };
}

function isHttpUrl(url: string): boolean {
	return url.length <= MAX_LENGTH && URL.canParse(url) && /^https?:/.test(new URL(url).protocol);
}
