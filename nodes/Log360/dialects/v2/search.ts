/** V2 search: `POST /api/v2/search` (documented). */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import type { SearchCriteria } from '../dialect';
import { wireIds } from '../ids';
import { isoTime } from '../times';

export function search(criteria: SearchCriteria): Call {
	return {
		purpose: 'search logs',
		generation: 'v2',
		method: 'POST',
		path: '/api/v2/search',
		body: searchBody(criteria),
		scope: 'search.READ',
		repeatable: 'always',
	};
}

/**
 * `query` and `cursor` exclude each other (documented). Whether the mandatory times stay mandatory beside a cursor is not
 * documented, so they can be repeated.
 */
export function searchNext(cursor: string, criteria?: SearchCriteria): Call {
	return {
		purpose: 'fetch the next page of logs',
		generation: 'v2',
		method: 'POST',
		path: '/api/v2/search',
		body: criteria ? { cursor, ...times(criteria) } : { cursor },
		scope: 'search.READ',
		repeatable: 'once',
	};
}

/** The body of a search without cursor; shared by the synchronous and the asynchronous form. */
export function searchBody(criteria: SearchCriteria): IDataObject {
	return {
		query: criteria.query,
		...times(criteria),
		...(criteria.sourceIds.length > 0 ? { log_source_ids: wireIds(criteria.sourceIds) } : {}),
		...(criteria.groupIds.length > 0 ? { log_source_group_ids: wireIds(criteria.groupIds) } : {}),
		...(criteria.logTypes.length > 0 ? { log_types: [...criteria.logTypes] } : {}),
		response_type: criteria.names,
	};
}

function times(criteria: SearchCriteria): IDataObject {
	return { start_time: isoTime(criteria.from), end_time: isoTime(criteria.to) };
}
