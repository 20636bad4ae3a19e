/** Adds the host and log type filters of a request to its query. */

import { and, fieldEqualsAny, type Query } from '../query';

/** The filters that the API takes beside the query. */
export interface Filters {
	/** Host names; absent = all. */
	readonly hosts?: readonly string[] | undefined;
	/** `LOGTYPE` values; absent = all. */
	readonly logTypes?: readonly string[] | undefined;
}

/** The query that selects what `query` and all given filters select. */
export function restrict(query: Query, filters: Filters): Query {
	const parts: Query[] = [query];
	if (filters.hosts !== undefined) parts.push(fieldEqualsAny('HOSTNAME', filters.hosts));
	if (filters.logTypes !== undefined) parts.push(fieldEqualsAny('LOGTYPE', filters.logTypes));
	return parts.length === 1 ? query : and(parts);
}
