/** V2 metadata: log fields (documented), log types and users (scopes documented, paths observed). */
import type { Call } from '../../transport/call';
import type { Window } from '../dialect';
import { read, windowQuery } from './call';

export function logTypes(window: Window): Call {
	return read('list log types', '/log-type', 'logformats.READ', { query: windowQuery(window) });
}

export function logFields(): Call {
	return read('list log fields', '/meta/log-fields', 'logfields.READ');
}

export function users(window: Window): Call {
	return read('list users', '/meta/users', 'users.READ', { query: windowQuery(window) });
}
