/** A request that the scripted server saw, in the form of the tables of requests. */
import type { Seen } from '../../../support/scripted';
import type { Request } from './cases';

export function sent({ method, path, query, body }: Seen): Request {
	const what = {
		...(Object.keys(query).length > 0 ? { query } : {}),
		...(body === undefined ? {} : { body: body as object }),
	};
	return Object.keys(what).length === 0 ? [method, path] : [method, path, what];
}
