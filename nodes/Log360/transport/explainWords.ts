/** Explains answers that are errors, by their status and by what the server says. */
import { adviceFor, isRetirement } from './advice';
import type { Call } from './call';
import type { Cause, Explanation } from './explanation';
import type { ServerWords } from './failure';
import { isPageNotFound, statusOfTitle } from './titles';

/** Causes are looked for in so much of what a server says. */
const MOST_WORDS = 2_000;
const TOKEN_WORDS =
	/(invalid|unknown|expired|revoked|missing|malformed|bad|no)\b.{0,20}\b(auth[ -]?)?token|token.{0,30}(invalid|expired|revoked|unknown|missing)|unauthori[sz]ed|authentication/i;
const SCOPE_WORDS = /\bscope|forbidden|permission|not allowed|access denied/i;
const CURSOR_WORDS =
	/cursor.{0,60}(expired|invalid|unknown|no longer|gone|not valid|not one)|(expired|invalid|unknown).{0,20}cursor|scroll.?id|search.?context/i;
const NAMES_CALL = /\b(page not found|path|endpoint|operation|url|uri|route)\b/i;
const RATE_WORDS = /rate.?limit|too many requests|throttl/i;

/** Statuses that no words about a cursor change: who asks and how often comes before what is asked. */
const SURE = new Set([401, 403, 429]);

/**
 * Goes by the status, then by the heading where both generations send errors with a status of 200, and by other words last. Codes
 * tell nothing: each product numbers its errors in its own way.
 */
function causeOf(wire: number, words: ServerWords): Cause {
	const status = wire < 400 ? (statusOfTitle(words.title) ?? wire) : wire;
	const text = [words.code, words.title, words.text].filter(Boolean).join(' ').slice(0, MOST_WORDS);
	if (!SURE.has(status) && CURSOR_WORDS.test(text)) return 'cursorExpired';
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

export function explainWords(status: number, words: ServerWords, call: Call): Explanation {
	const cause = causeOf(status, words);
	if (call.extension && isUnknownCall(status, words)) return explainExtension(status, call);
	const reason = words.text === undefined ? undefined : sentence(words.text);
	const advice = adviceFor({ cause, status, title: words.title, text: reason ?? '', call });
	// A refusal has no words of our own, so those of the server are the message; and only the server knows what was not found.
	if ((cause === 'badRequest' || cause === 'notFound') && reason !== undefined) {
		return {
			cause,
			message:
				cause === 'notFound'
					? `Could not ${call.purpose}: ${inSentence(reason)}`
					: `The server refused to ${call.purpose}: ${reason}`,
			description: words.code ? `${advice} Error code: ${words.code}.` : advice,
			httpCode: String(status),
		};
	}
	const said = reason ?? (words.title === undefined ? undefined : sentence(words.title));
	const code = words.code ? ` (code ${words.code})` : '';
	return {
		cause,
		message: messageOf(cause, status, call, words),
		description: said === undefined ? advice : `The server said: ${said}${code}. ${advice}`,
		httpCode: String(status),
	};
}

/** Whether an answer means that the server does not have the call at all, rather than that it does not know an id. */
function isUnknownCall(wire: number, words: ServerWords): boolean {
	const status = wire < 400 ? statusOfTitle(words.title) : wire;
	if (status === 405 || status === 501) return true;
	if (status !== 404) return false;
	const text = words.text ?? '';
	return text === '' || isPageNotFound(words.title) || NAMES_CALL.test(text);
}

/** The error of a call that Log360 itself does not have, whatever it answers to it. */
export function explainExtension(status: number, call: Call): Explanation {
	return {
		cause: 'notFound',
		message: `Could not ${call.purpose}: this needs log360-server`,
		description: `Log360 has no such call (${call.method} ${call.path}); it is an extension of log360-server. A log360-server that does not know it either is older than this node.`,
		httpCode: String(status),
	};
}

function messageOf(cause: Cause, status: number, call: Call, words: ServerWords): string {
	const could = `Could not ${call.purpose}`;
	const v1 = call.generation === 'v1';
	const said = words.text ?? '';
	switch (cause) {
		case 'badToken':
			return `${could}: the server does not accept the ${v1 ? 'V1 ' : ''}token`;
		case 'missingScope':
			return call.scope
				? `${could}: the token lacks the scope ${call.scope}`
				: `${could}: the token is not allowed to do this`;
		case 'cursorExpired':
			return `${could}: the cursor is no longer valid`;
		case 'notFound':
			return isPageNotFound(words.title)
				? `${could}: the server does not have this call`
				: `${could}: not found`;
		case 'gone':
			return isRetirement(call, said)
				? `${could}: this server no longer offers API V1`
				: `${could}: it is gone`;
		case 'conflict':
			if (/changed since/i.test(said)) return `${could}: it has been changed since`;
			return /\bthe most\b/i.test(said)
				? `${could}: the token has as many as it may`
				: `${could}: it is not in a state that allows this`;
		case 'tooLarge':
			return `${could}: the request is too large`;
		case 'rateLimited':
			return `${could}: too many requests`;
		case 'serverError':
			return `${could}: the server failed (HTTP ${status})`;
		default:
			return `The server refused to ${call.purpose}`;
	}
}

/** The words of the server as they stand behind a colon; abbreviations keep their capitals. */
function inSentence(reason: string): string {
	return /^[A-Z][a-z ]/.test(reason) ? reason.charAt(0).toLowerCase() + reason.slice(1) : reason;
}

/** Without the full stop, and without a word that stands twice, as in `query: Query error at ...`. */
function sentence(text: string): string {
	return text
		.trim()
		.replace(/^(\w+): (?=\1\b)/i, '')
		.replace(/(?<![.\s])[.\s]+$/, '');
}
