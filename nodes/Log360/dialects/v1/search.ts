/** V1 search: `POST /RestAPI/v1/search` and `/search/async` (documented). */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import type { SearchCriteria } from '../dialect';
import { wireIds } from '../ids';
import { present } from '../present';
import { quoted } from '../quote';
import { read, readOnce } from './call';

export function search(criteria: SearchCriteria): Call {
	return read('search logs', '/search', { method: 'POST', body: searchBody(criteria) });
}

/** With a cursor nothing else is needed (documented). The cursor may be a scroll id, which moves when it is used. */
export function searchNext(cursor: string): Call {
	return readOnce('fetch the next page of logs', '/search', { body: { cursor } });
}

export function searchStart(criteria: SearchCriteria): Call {
	return readOnce('start a search', '/search/async', { body: searchBody(criteria) });
}

function searchBody(criteria: SearchCriteria): IDataObject {
	return present({
		query: withLogTypes(criteria.query, criteria.logTypes),
		from: criteria.from,
		to: criteria.to,
		hosts: wireIds(criteria.sourceIds),
		groups: wireIds(criteria.groupIds),
	});
}

/**
 * V1 has no parameter for log types; its pages say to put them into the query. The field `LOGTYPE` is assumed, since no page
 * names it.
 */
export function withLogTypes(query: string, logTypes: readonly string[]): string {
	if (logTypes.length === 0) return query;
	const condition = logTypes.map((type) => `LOGTYPE = ${quoted(type)}`).join(' OR ');
	const rest = query.trim();
	return rest === '' || rest === '*' ? condition : `(${rest}) AND (${condition})`;
}
