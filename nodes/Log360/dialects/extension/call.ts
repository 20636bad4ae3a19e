/** Makes calls that only log360-server has: Log360 itself does not know them, and the errors say so. */
import type { Call } from '../../transport/call';
import { change as v2Change, read as v2Read, readOnce as v2ReadOnce } from '../v2/call';

type Extra = Partial<Pick<Call, 'query' | 'body' | 'method' | 'idAdvice'>>;

/** A call that only reads; GET unless told otherwise. */
export function read(purpose: string, path: string, scope: string, extra: Extra = {}): Call {
	return { ...v2Read(purpose, path, scope, extra), extension: true };
}

/** A call that only reads, but starts a job, and so is not sent twice; POST unless told otherwise. */
export function readOnce(purpose: string, path: string, scope: string, extra: Extra = {}): Call {
	return { ...v2ReadOnce(purpose, path, scope, extra), extension: true };
}

/** A call that changes something; POST unless told otherwise. */
export function change(purpose: string, path: string, scope: string, extra: Extra = {}): Call {
	return { ...v2Change(purpose, path, scope, extra), extension: true };
}
