/** The event store's interface: what every adapter offers, in the words of the product and not of a database. */
import type { AggregateRequest, AggregateResult } from './aggregate';
import type { LogEvent } from './event';

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

/**
 * Totals are exact up to so many hits and a lower bound beyond, as in Elasticsearch, which the product uses: counting
 * costs time in proportion, little where the index alone decides, much where every candidate has to be read.
 */
export const TOTAL_LIMIT = { indexed: 1_000_000, read: 10_000 } as const;

/** One page of hits. */
export interface SearchPage {
	/** UTF-8 JSON text of the hits, comma separated, without the enclosing brackets. */
	readonly hits: Uint8Array;
	/** Number of hits in this page. */
	readonly count: number;
	/** Id of the last (oldest) hit, 0 on an empty page. */
	readonly lastId: number;
	/** Whether more hits follow. */
	readonly more: boolean;
	/** Upper bound of the ids this page could see; handed on, it keeps later events out of the next pages. */
	readonly upTo: number;
	/** Number of hits in all, when asked for; a lower bound at and beyond {@link TOTAL_LIMIT}. */
	readonly total: number | undefined;
}

/** A long run over all hits of a query, in batches of ids, newest first, on one unchanging snapshot. */
export type ScanRequest = Pick<SearchRequest, 'query' | 'from' | 'to' | 'hosts' | 'logTypes'>;

/** A piece of a scan. */
export interface ScanBatch {
	/** Ids of the hits, descending. */
	readonly ids: Float64Array;
	/** Candidates looked at for this batch, hits or not. */
	readonly scanned: number;
}

/** A device that sends logs. */
export interface LogSource {
	/** Host id, the number that V1's `hosts` and V2's `log_source_ids` take. */
	readonly id: number;
	/** Host name as it appears in events. */
	readonly name: string;
	/** Name that users gave it; the host name when they gave none. */
	readonly displayName: string;
	/** IP address, empty when no event told it. */
	readonly ip: string;
	/** Log type, for instance `Windows`. */
	readonly logType: string;
	/** Id of the group it belongs to. */
	readonly groupId: number;
	/** Name of the group it belongs to. */
	readonly group: string;
	/** Whether its logs are taken in. */
	readonly enabled: boolean;
	/** Name of its domain and id of its agent; null for a source that nobody added with one. */
	readonly domain: string | null;
	readonly agentId: number | null;
	/** First and last event's time, epoch ms; 0 when it has sent none yet. */
	readonly firstSeen: number;
	readonly lastSeen: number;
	/** Number of events stored. */
	readonly events: number;
}

/** A group of log sources. */
export interface LogSourceGroup {
	readonly id: number;
	readonly name: string;
	/** Number of log sources in it. */
	readonly members: number;
}

/** A field that at least one stored event has, or that the product always lists. */
export interface LogField {
	/** Server name, for instance `USERNAME`. */
	readonly server: string;
	/** Display name, for instance `Username`. */
	readonly client: string;
	readonly type: 'text' | 'number' | 'boolean';
}

/** A log type that at least one event has, that is predefined, or that a user made. */
export interface LogType {
	/** What events carry as `LOGTYPE`. */
	readonly id: string;
	/** Display name; the product's V1 calls it a description. */
	readonly description: string;
	/** Whether a user made it. */
	readonly custom?: boolean;
	/** What its maker wrote about it. */
	readonly details?: string;
}

/** What an append did. */
export interface AppendResult {
	/** Events stored. */
	readonly stored: number;
	/** Events dropped because their log source is disabled. */
	readonly dropped: number;
}

/** Stores and finds events. Every method rejects when the store is closed. */
export interface EventStore {
	/** Stores events; resolves once they are durable. Events of disabled log sources are dropped. */
	append(events: readonly LogEvent[]): Promise<AppendResult>;
	/** One page of hits. Rejects with a `QuerySyntaxError` (by name) on a bad query. */
	search(request: SearchRequest): Promise<SearchPage>;
	/** All hits' ids; ending the iteration or aborting the signal frees the snapshot and stops the work. */
	scan(request: ScanRequest, signal?: AbortSignal): AsyncIterable<ScanBatch>;
	/** Counts by time and by values; aborting the signal stops the work. */
	aggregate(request: AggregateRequest, signal?: AbortSignal): Promise<AggregateResult>;
	/** JSON text of the events with these ids, in the given order; ids that are gone are left out. */
	fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }>;
	/** The largest id in the store, 0 when it is empty. */
	maxId(): Promise<number>;
	sources(): Promise<LogSource[]>;
	groups(): Promise<LogSourceGroup[]>;
	/** All fields; with a log type those that events of that type had, which is compared without case. */
	fields(logType?: string): Promise<LogField[]>;
	logTypes(): Promise<LogType[]>;
	/** The most frequent distinct values of a field, or undefined when the field has too many to list. */
	fieldValues(field: string): Promise<readonly string[] | undefined>;
	/** Number of stored events. */
	count(): Promise<number>;
	/** Finishes what was accepted and releases the files. */
	close(): Promise<void>;
}

/** The stored document of an event: the JSON text that searches hand out. */
export function documentOf({ time, fields }: LogEvent): string {
	const text = JSON.stringify(fields);
	return text === '{}' ? `{"TIME":${time}}` : `{"TIME":${time},${text.slice(1)}`;
}
