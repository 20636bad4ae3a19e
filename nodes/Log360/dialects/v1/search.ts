/** V1 search: `POST /RestAPI/v1/search` (documented). */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import type { SearchCriteria } from '../dialect';
import { wireIds } from '../ids';

export function search(criteria: SearchCriteria): Call {
	return {
		purpose: 'search logs',
		generation: 'v1',
		method: 'POST',
		path: '/RestAPI/v1/search',
		body: searchBody(criteria),
		repeatable: 'always',
	};
}

/** With a cursor nothing else is needed (documented). The cursor may be a scroll id, which moves when it is used. */
export function searchNext(cursor: string): Call {
	return {
		purpose: 'fetch the next page of logs',
		generation: 'v1',
		method: 'POST',
		path: '/RestAPI/v1/search',
		body: { cursor },
		repeatable: 'once',
	};
}

/** The body of a search without cursor; shared by the synchronous and the asynchronous form. */
export function searchBody(criteria: SearchCriteria): IDataObject {
	return {
		query: withLogTypes(criteria.query, criteria.logTypes),
		from: criteria.from,
		to: criteria.to,
		...(criteria.sourceIds.length > 0 ? { hosts: wireIds(criteria.sourceIds) } : {}),
		...(criteria.groupIds.length > 0 ? { groups: wireIds(criteria.groupIds) } : {}),
	};
}

/**
 * V1 has no parameter for log types; its pages say to put them into the query. The field `LOGTYPE` is assumed, since no page
 * names it.
 */
export function withLogTypes(query: string, logTypes: readonly string[]): string {
	if (logTypes.length === 0) return query;
	const condition = logTypes.map((type) => `LOGTYPE = "${escaped(type)}"`).join(' OR ');
	const rest = query.trim();
	return rest === '' || rest === '*' ? condition : `(${rest}) AND (${condition})`;
}

function escaped(value: string): string {
	return value.replace(/["\\]/g, '\\$&');
}
