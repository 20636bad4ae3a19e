/** V2 lists: log fields (documented), log sources and log types (observed paths). */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import type { Window } from '../dialect';

export function logSources(window: Window): Call {
	return read('list log sources', '/api/v2/log-sources', 'logsources.READ', {
		from: window.from,
		limit: window.size,
	});
}

export function logSourceGroups(window: Window): Call {
	return read(
		'list log source groups',
		'/api/v2/log-sources/log-source-groups',
		'logsources.READ',
		{
			from: window.from,
			limit: window.size,
		},
	);
}

export function logTypes(window: Window): Call {
	return read('list log types', '/api/v2/log-type', 'logformats.READ', {
		from: window.from,
		limit: window.size,
	});
}

export function logFields(): Call {
	return read('list log fields', '/api/v2/meta/log-fields', 'logfields.READ');
}

function read(purpose: string, path: string, scope: string, query?: IDataObject): Call {
	return {
		purpose,
		generation: 'v2',
		method: 'GET',
		path,
		scope,
		...(query ? { query } : {}),
		repeatable: 'always',
	};
}
