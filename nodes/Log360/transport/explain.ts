/** Explains a failed call: its cause, a message that says what happened, and what to do about it. */
import type { Call } from './call';
import { excerpt } from './excerpt';
import { explainNetwork } from './explainNetwork';
import { explainWords } from './explainWords';
import type { Explanation } from './explanation';
import { errorIn, type Failure, type ServerWords } from './failure';

/** `baseUrl` is named where the address may be at fault. */
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
			const words = errorIn(failure.body) ?? wordsOf(failure.body);
			const explanation = explainWords(failure.status, words, call);
			return failure.retryAfterMs === undefined
				? explanation
				: { ...explanation, retryAfterMs: failure.retryAfterMs };
		}
	}
}

/** The words of a body that is no error of Log360, such as the page of a proxy: worth showing, but not as the reason. */
function wordsOf(body: unknown): ServerWords {
	if (typeof body === 'string') return body.trim() === '' ? {} : { title: excerpt(body) };
	if (typeof body === 'object' && body !== null) {
		const { message } = body as { message?: unknown };
		if (typeof message === 'string' && message !== '') return { text: message };
	}
	return {};
}
