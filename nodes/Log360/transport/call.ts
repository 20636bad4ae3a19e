/** One request to the server, described without sending it. */
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/** API generation: `v1` is `/RestAPI/v1`, `v2` is `/api/v2`. */
export type Generation = 'v1' | 'v2';

export interface Call {
	/** What the call does, for error messages, e.g. `search logs`. */
	readonly purpose: string;
	readonly generation: Generation;
	readonly method: IHttpRequestMethods;
	/** Path below the server URL, with its leading slash. */
	readonly path: string;
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	/** In the place of a body: a text whose type `headers` tells. */
	readonly text?: string;
	/** Headers beside those that every call has. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Where the ids that the call names come from; the advice after a 404. */
	readonly idAdvice?: string;
	/** V2 token scope that the call needs, named in the error of a 403. */
	readonly scope?: string;
	/** Set for calls that only read although they are sent once; the others that are sent once change something. */
	readonly reads?: true;
	/** Set for calls that only log360-server has; Log360 itself does not know them. */
	readonly extension?: true;
	/**
	 * How often the server may see the call without harm. `always`: it only reads. `once`: it changes something or
	 * moves a cursor, so it is sent again only where the server said it had refused it (429). `keyed`: it changes something and
	 * carries a key by which the server knows it again, so it is sent again after a lost connection as well.
	 */
	readonly repeatable: 'always' | 'keyed' | 'once';
}

/** Whether a call changes something on the server. */
export function changes(call: Call): boolean {
	return call.repeatable !== 'always' && call.reads !== true;
}

/** Returns the call with another path, or the call itself when `path` is empty. */
export function withPath(call: Call, path: string | undefined): Call {
	const wanted = (path ?? '').trim();
	if (wanted === '') return call;
	return { ...call, path: wanted.startsWith('/') ? wanted : `/${wanted}` };
}

/**
 * Makes one path segment of an id.
 *
 * @throws RangeError for an empty id and for `.` and `..`, which would change the path
 */
export function segment(id: string | number): string {
	const text = String(id).trim();
	if (text === '' || text === '.' || text === '..') {
		throw new RangeError(`"${text}" cannot be an ID`);
	}
	return encodeURIComponent(text);
}
