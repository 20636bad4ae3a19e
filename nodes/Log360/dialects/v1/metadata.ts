/** V1 lists of log sources, fields and types (documented). */
import type { Call } from '../../transport/call';
import type { Window } from '../dialect';

export function logSources(window: Window): Call {
	return read('list log sources', '/RestAPI/v1/meta/log_sources', {
		from: window.from,
		to: window.from + window.size - 1,
	});
}

export function logTypes(): Call {
	return read('list log types', '/RestAPI/v1/meta/log_types');
}

export function logFields(): Call {
	return read('list log fields', '/RestAPI/v1/meta/log_fields');
}

function read(purpose: string, path: string, query?: Record<string, number>): Call {
	return {
		purpose,
		generation: 'v1',
		method: 'GET',
		path,
		...(query ? { query } : {}),
		repeatable: 'always',
	};
}
