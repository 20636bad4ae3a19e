/** Makes calls of V1. */
import type { Call } from '../../transport/call';

type Extra = Partial<Pick<Call, 'query' | 'body' | 'method' | 'idAdvice'>>;

/** A call that only reads; GET unless told otherwise. */
export function read(purpose: string, path: string, extra: Extra = {}): Call {
	return make(purpose, path, 'always', { method: 'GET', ...extra });
}

/** A call that only reads, but moves a cursor or starts a job, and so is not sent twice; POST unless told otherwise. */
export function readOnce(purpose: string, path: string, extra: Extra = {}): Call {
	return { ...make(purpose, path, 'once', { method: 'POST', ...extra }), reads: true };
}

/** A call that changes something; POST unless told otherwise. */
export function change(purpose: string, path: string, extra: Extra = {}): Call {
	return make(purpose, path, 'once', { method: 'POST', ...extra });
}

function make(
	purpose: string,
	path: string,
	repeatable: Call['repeatable'],
	extra: Extra & Pick<Call, 'method'>,
): Call {
	return { purpose, generation: 'v1', path: `/RestAPI/v1${path}`, repeatable, ...extra };
}
