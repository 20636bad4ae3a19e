/** Makes calls of V2. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';

type Extra = Partial<Pick<Call, 'query' | 'body' | 'method' | 'idAdvice'>>;

/** A call that only reads; GET unless told otherwise. `scope` is the one that the token needs. */
export function read(purpose: string, path: string, scope: string, extra: Extra = {}): Call {
	return make(purpose, path, scope, 'always', { method: 'GET', ...extra });
}

/** A call that only reads, but moves a cursor or starts a job, and so is not sent twice; POST unless told otherwise. */
export function readOnce(purpose: string, path: string, scope: string, extra: Extra = {}): Call {
	return { ...make(purpose, path, scope, 'once', { method: 'POST', ...extra }), reads: true };
}

/** A call that changes something; POST unless told otherwise. */
export function change(purpose: string, path: string, scope: string, extra: Extra = {}): Call {
	return make(purpose, path, scope, 'once', { method: 'POST', ...extra });
}

function make(
	purpose: string,
	path: string,
	scope: string,
	repeatable: Call['repeatable'],
	extra: Extra & Pick<Call, 'method'>,
): Call {
	return { purpose, generation: 'v2', path: `/api/v2${path}`, scope, repeatable, ...extra };
}

/** The query of a list that comes in windows (documented for reports, assumed for the others). */
export function windowQuery(window: { from: number; size: number }): IDataObject {
	return { from: window.from, limit: window.size };
}
