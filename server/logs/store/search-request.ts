/** What is asked of the event store: one page of a search, or all of its hits. */

/** How hits name their fields: the product's server names or its display ("client") names. */
export type NameForm = 'server' | 'client';

/** A search over the stored events, newest first. */
export interface SearchRequest {
	/** Query in the search language; `*` or an empty string selects everything. */
	readonly query: string;
	/** Start of the time range, epoch ms, inclusive. */
	readonly from: number;
	/** End of the time range, epoch ms, inclusive. */
	readonly to: number;
	/** Only events of these log sources (host names); absent = all. */
	readonly hosts?: readonly string[];
	/** Only events of these log types (`LOGTYPE` values); absent = all. */
	readonly logTypes?: readonly string[];
	/** Only events with a smaller id: the keyset position of the page before. */
	readonly before?: number;
	/** Only events with an id up to this one: the upper bound fixed at the first page. */
	readonly upTo?: number;
	/** Hits per page, at least 1. */
	readonly limit: number;
	/** Field names of the hits. */
	readonly form: NameForm;
	/** Whether to count all hits, see {@link TOTAL_LIMIT}. */
	readonly withTotal: boolean;
}

/** A long run over all hits of a query, in batches of ids, newest first, on one unchanging snapshot. */
export type ScanRequest = Pick<SearchRequest, 'query' | 'from' | 'to' | 'hosts' | 'logTypes'>;
