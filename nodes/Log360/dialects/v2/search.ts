/** V2 search: `POST /api/v2/search` (documented) and `/search/async` (existence documented, path observed). */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import type { SearchCriteria, TimeRange } from '../dialect';
import { wireIds } from '../ids';
import { present } from '../present';
import { isoRange } from '../times';
import { read, readOnce } from './call';

const SCOPE = 'search.READ';

export function search(criteria: SearchCriteria): Call {
	return read('search logs', '/search', SCOPE, { method: 'POST', body: searchBody(criteria) });
}

/**
 * `query` and `cursor` exclude each other (documented). Whether the mandatory times stay mandatory beside a cursor is not
 * documented, so they can be repeated.
 */
export function searchNext(cursor: string, times?: TimeRange): Call {
	return readOnce('fetch the next page of logs', '/search', SCOPE, {
		body: times ? { cursor, ...isoRange(times) } : { cursor },
	});
}

export function searchStart(criteria: SearchCriteria): Call {
	return readOnce('start a search', '/search/async', SCOPE, { body: searchBody(criteria) });
}

function searchBody(criteria: SearchCriteria): IDataObject {
	return present({
		query: criteria.query,
		...isoRange(criteria),
		log_source_ids: wireIds(criteria.sourceIds),
		log_source_group_ids: wireIds(criteria.groupIds),
		log_types: criteria.logTypes,
		response_type: criteria.names,
	});
}
