/** The error table: for every failure its cause, a message that says what happened, and what to do about it. */
import type { Call } from './call';
import { errorIn, type Failure, type ServerWords } from './failure';

/** Why a call failed, as far as code needs to tell. */
export type Cause =
	| 'badToken'
	| 'missingScope'
	| 'cursorExpired'
	| 'badRequest'
	| 'notFound'
	| 'gone'
	| 'conflict'
	| 'tooLarge'
	| 'rateLimited'
	| 'serverError'
	| 'notJson'
	| 'tls'
	| 'wrongScheme'
	| 'unreachable'
	| 'interrupted'
	| 'timeout'
	| 'canceled';

export interface Explanation {
	readonly cause: Cause;
	readonly message: string;
	readonly description: string;
	readonly httpCode?: string;
	readonly retryAfterMs?: number;
}

/** Explains a failed call; `baseUrl` is named where the address may be at fault. */
export function explain(failure: Failure, call: Call, baseUrl: string): Explanation {
	switch (failure.kind) {
		case 'network':
			return explainNetwork(failure.code, failure.text, call, baseUrl);
		case 'notJson':
			return {
				cause: 'notJson',
				message: `The answer of ${baseUrl} is not JSON (HTTP ${failure.status})`,
				description: `Could not ${call.purpose}: something other than the Log360 API answered on ${call.path}. Check host, port and API version of the credential, and whether a proxy or login page stands in between. The answer began: ${excerpt(failure.text)}`,
				httpCode: String(failure.status),
			};
		case 'embedded':
			return explainWords(failure.status, errorIn(failure.body) ?? {}, call);
		case 'status': {
			const words = errorIn(failure.body) ?? { text: plainText(failure.body) };
			const explanation = explainWords(failure.status, words, call);
			return failure.retryAfterMs === undefined
				? explanation
				: { ...explanation, retryAfterMs: failure.retryAfterMs };
		}
	}
}

const TOKEN_WORDS =
	/(invalid|unknown|expired|revoked|missing|malformed|bad|no)\b.{0,20}\btoken|token.{0,30}(invalid|expired|revoked|unknown|missing)|unauthori[sz]ed|authentication/i;
const SCOPE_WORDS = /\bscope|forbidden|permission|not allowed|access denied/i;
const CURSOR_WORDS =
	/cursor.{0,60}(expired|invalid|unknown|no longer|gone|not valid)|(expired|invalid|unknown).{0,20}cursor|scroll.?id|search.?context/i;
const RATE_WORDS = /rate.?limit|too many requests|throttl/i;

/** Reads the words first, because both generations send errors with a status of 200. */
function causeOf(status: number, words: ServerWords): Cause {
	const text = `${words.code ?? ''} ${words.text ?? ''}`;
	if (CURSOR_WORDS.test(text)) return 'cursorExpired';
	if (status === 401) return 'badToken';
	if (status === 403) return 'missingScope';
	if (status === 404) return 'notFound';
	if (status === 409) return 'conflict';
	if (status === 410) return 'gone';
	if (status === 413) return 'tooLarge';
	if (status === 429 || RATE_WORDS.test(text)) return 'rateLimited';
	if (status >= 500) return 'serverError';
	if (status < 400 && TOKEN_WORDS.test(text)) return 'badToken';
	if (status < 400 && SCOPE_WORDS.test(text)) return 'missingScope';
	return 'badRequest';
}

function explainWords(status: number, words: ServerWords, call: Call): Explanation {
	const cause = causeOf(status, words);
	const said = words.text
		? `The server said: ${words.text.replace(/\.$/, '')}${codeOf(words)}.`
		: '';
	const v1 = call.generation === 'v1';
	const { message, advice } = advise(cause, status, v1, call);
	return {
		cause,
		message:
			cause === 'badRequest' && words.text
				? `The server refused to ${call.purpose}: ${words.text}`
				: message,
		description: [cause === 'badRequest' && words.text ? '' : said, advice]
			.filter(Boolean)
			.join(' '),
		httpCode: String(status),
	};
}

function advise(
	cause: Cause,
	status: number,
	v1: boolean,
	call: Call,
): { message: string; advice: string } {
	const could = `Could not ${call.purpose}`;
	switch (cause) {
		case 'badToken':
			return {
				message: `${could}: the server does not accept the ${v1 ? 'V1 ' : ''}token`,
				advice: v1
					? 'Check the V1 token in the credential. New V1 tokens can no longer be made; if there is none, use API version V2.'
					: 'The token is wrong, expired or revoked, or belongs to the other API version. Create or regenerate one under Settings > Admin Settings > API Settings and paste it into the credential.',
			};
		case 'missingScope':
			return {
				message: call.scope
					? `${could}: the token lacks the scope ${call.scope}`
					: `${could}: the token is not allowed to do this`,
				advice:
					'Create a token with this scope under Settings > Admin Settings > API Settings and put it into the credential.',
			};
		case 'cursorExpired':
			return {
				message: `${could}: the cursor is no longer valid`,
				advice:
					'The server forgets a cursor after 5 minutes without use. Narrow the time range, or use Search and Wait, whose results stay for 24 hours.',
			};
		case 'notFound':
			return {
				message: `${could}: not found`,
				advice: `Check the ID. If every call fails this way, this build may not have ${call.path}: check the API version of the credential.`,
			};
		case 'gone':
			return {
				message: `${could}: it is gone`,
				advice: v1
					? 'This server no longer offers API V1, whose support ended in September 2026. Choose API version V2 in the credential.'
					: 'It was deleted or has expired; results of jobs are kept for 24 hours.',
			};
		case 'conflict':
			return {
				message: `${could}: it is not in a state that allows this`,
				advice: 'Fetch it again and check its status before the next attempt.',
			};
		case 'tooLarge':
			return {
				message: `${could}: the request is too large`,
				advice: 'Send fewer IDs or a shorter query.',
			};
		case 'rateLimited':
			return {
				message: `${could}: too many requests`,
				advice:
					'The server allows 60 requests a minute over all users of the API. Lower the number of items or raise the interval; the node has already waited and tried again as far as it may.',
			};
		case 'serverError':
			return {
				message: `${could}: the server failed (HTTP ${status})`,
				advice:
					'This is a fault of the server or of a proxy before it. Try again later, and see the logs of the product.',
			};
		default:
			return {
				message: `The server refused to ${call.purpose}`,
				advice: 'Check the parameters of the node.',
			};
	}
}

const TLS_CODES =
	/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_\w+|ERR_TLS_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/;
const UNREACHABLE_CODES = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/;
const TIMEOUT_CODES = /^(ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT)$/;

function explainNetwork(code: string, text: string, call: Call, baseUrl: string): Explanation {
	const could = `Could not ${call.purpose}`;
	if (code === 'ERR_CANCELED') return explainCanceled(call);
	if (TLS_CODES.test(code) || /certificate|altnames/i.test(text)) {
		return {
			cause: 'tls',
			message: `${could}: the certificate of ${baseUrl} cannot be verified`,
			description: `Reason: ${code || excerpt(text)}. Give the server a certificate that n8n trusts, use the host name that is in the certificate, or switch on "Ignore SSL Issues" in the credential.`,
		};
	}
	if (
		code === 'EPROTO' ||
		code.startsWith('ERR_SSL') ||
		/wrong version number|packet length too long/i.test(text)
	) {
		return {
			cause: 'wrongScheme',
			message: `${could}: ${baseUrl} does not speak HTTPS on this port`,
			description:
				'Begin the server URL of the credential with http://, or use the HTTPS port of the product.',
		};
	}
	if (UNREACHABLE_CODES.test(code)) {
		return {
			cause: 'unreachable',
			message: `${could}: no server answers at ${baseUrl}`,
			description: `Reason: ${code}. Check host and port of the credential (8095, older installations 8400), that the product runs, and that n8n can reach it; inside a container, localhost is the container itself.`,
		};
	}
	if (TIMEOUT_CODES.test(code) || /timeout|timed out/i.test(text)) {
		return {
			cause: 'timeout',
			message: `${could}: ${baseUrl} did not answer in time`,
			description:
				'Raise Timeout in the options, narrow the time range, or use Search and Wait for large results.',
		};
	}
	return {
		cause: 'interrupted',
		message: `${could}: the connection to ${baseUrl} broke off`,
		description: `Reason: ${code || excerpt(text)}. If the server listens for HTTPS on this port, the server URL must begin with https://. It is unknown whether the server has carried out the request.`,
	};
}

/** The word "canceled", spelled so, makes n8n show the execution as canceled and not as failed. */
export function explainCanceled(call: Call): Explanation {
	return {
		cause: 'canceled',
		message: `Could not ${call.purpose}: the execution was canceled`,
		description: '',
	};
}

function codeOf(words: ServerWords): string {
	return words.code ? ` (code ${words.code})` : '';
}

function plainText(body: unknown): string | undefined {
	if (typeof body === 'string') return body.trim() === '' ? undefined : excerpt(body);
	if (typeof body === 'object' && body !== null) {
		const { message } = body as { message?: unknown };
		if (typeof message === 'string') return message;
	}
	return undefined;
}

function excerpt(text: string): string {
	const line = text
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return line === '' ? '(empty)' : `"${line.slice(0, 120)}"`;
}
