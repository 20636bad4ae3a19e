/** Explains a failed call: its cause, a message that says what happened, and what to do about it. */
import type { Call } from './call';
import type { Connection } from './connection';
import { excerpt } from './excerpt';
import { explainNetwork, explainWantsTls } from './explainNetwork';
import { explainExtension, explainWords } from './explainWords';
import type { Explanation } from './explanation';
import { errorIn, type Failure, type ServerWords } from './failure';
import { redact } from './redact';

/** The parts of a connection that an explanation names, or must not name. */
type Server = Pick<Connection, 'baseUrl' | 'secrets'>;

/** Long texts of the server are cut here. */
const LONGEST = 500;

/**
 * Explains a failed call to a server, without any of its secrets. They are removed before a text is cut, since half a token would
 * not be recognised afterwards.
 */
export function explain(failure: Failure, call: Call, server: Server): Explanation {
	const clean = (text: string) => redact(text, server.secrets);
	switch (failure.kind) {
		case 'network':
			return explainNetwork(failure.code, clean(failure.text), call, server.baseUrl);
		case 'notJson':
			// Log360 shows a page for addresses that it does not have.
			if (call.extension && failure.status < 500) return explainExtension(failure.status, call);
			return {
				cause: 'notJson',
				message: `The answer of ${server.baseUrl} is not JSON (HTTP ${failure.status})`,
				description: `Could not ${call.purpose}: something other than the Log360 API answered on ${call.path}. Check host, port and API version of the credential, and whether a proxy or login page stands in between. The answer began: ${excerpt(clean(failure.text))}`,
				httpCode: String(failure.status),
			};
		case 'embedded':
			return explainWords(failure.status, cleanWords(errorIn(failure.body) ?? {}, clean), call);
		case 'status': {
			const wantsTls = explainWantsTls(failure.body, call, server.baseUrl);
			if (wantsTls) return wantsTls;
			const words = errorIn(failure.body) ?? wordsOf(failure.body, clean);
			const explanation = explainWords(failure.status, cleanWords(words, clean), call);
			return failure.retryAfterMs === undefined
				? explanation
				: { ...explanation, retryAfterMs: failure.retryAfterMs };
		}
	}
}

function cleanWords(words: ServerWords, clean: (text: string) => string): ServerWords {
	const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
	return Object.fromEntries(
		Object.entries(words)
			.filter(([, text]) => text !== undefined)
			.map(([key, text]) => [key, short(clean(text as string))]),
	);
}

/** The words of a body that is no error of Log360, such as the page of a proxy: worth showing, but not as the reason. */
function wordsOf(body: unknown, clean: (text: string) => string): ServerWords {
	if (typeof body === 'string') return body.trim() === '' ? {} : { title: excerpt(clean(body)) };
	if (typeof body === 'object' && body !== null) {
		const { message } = body as { message?: unknown };
		if (typeof message === 'string' && message !== '') return { text: message };
	}
	return {};
}
