/** The event store's interface: what every adapter offers, in the words of the product and not of a database. */
import type { SearchCaller } from './search-watch';
import type { FieldValue, LogEvent, LogField, LogSource, LogSourceGroup, LogType } from '../events';
import type { AggregateProgress, AggregateRequest, AggregateResult } from './aggregate';
import type { NameForm, ScanRequest, SearchRequest } from './search-request';

export type { NameForm, ScanRequest, SearchRequest } from './search-request';

/**
 * Totals are exact up to so many hits and a lower bound beyond, as in Elasticsearch, which the product uses: counting
 * costs time in proportion, little where the index alone decides, much where every candidate has to be read. Up to
 * `candidates` of these are all read.
 */
export const TOTAL_LIMIT = { indexed: 1_000_000, read: 10_000, candidates: 50_000 } as const;

/** Hits of a page end here, whatever their number, characters of JSON: much more is more than a string may hold. */
export const MAX_PAGE_LENGTH = 8 * 1024 * 1024;

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

/** A piece of a scan. */
export interface ScanBatch {
	/** Ids of the hits, descending. */
	readonly ids: Float64Array;
	/** Candidates looked at for this batch, hits or not. */
	readonly scanned: number;
}

/** What an append did. */
export interface AppendResult {
	/** Events stored. */
	readonly stored: number;
	/** Events dropped because their log source is disabled. */
	readonly dropped: number;
}

/** Places in the list of log sources. */
export interface SourcePage {
	/** The first one, from 1. */
	readonly from: number;
	/** Most sources. */
	readonly limit: number;
}

/** What names log sources; each kind by itself, so that a source needs to match one key only. */
export interface SourceKeys {
	readonly ids?: readonly number[];
	/** Host names, compared without case. */
	readonly names?: readonly string[];
	/** Ids of groups. */
	readonly groups?: readonly number[];
}

/** Stores and finds events. Every method rejects when the store is closed. */
export interface EventStore {
	/** Stores events; resolves once they are durable. Events of disabled log sources are dropped. */
	append(events: readonly LogEvent[]): Promise<AppendResult>;
	/**
	 * One page of hits. Rejects with a `QuerySyntaxError` (by name) on a bad query, and with a `SearchStoppedError` (by
	 * its code) when it takes too long or its caller has gone.
	 */
	search(request: SearchRequest, caller?: SearchCaller): Promise<SearchPage>;
	/** All hits' ids; ending the iteration or aborting the signal frees the snapshot and stops the work. */
	scan(request: ScanRequest, signal?: AbortSignal): AsyncIterable<ScanBatch>;
	/**
	 * Counts by time and by values, on one snapshot; aborting the signal stops the work.
	 *
	 * @param background for what nobody waits for: it may take as long as it does, and tells how far it is. Without it
	 *   rejects with a `SearchStoppedError` (by its code) when it has worked for too long
	 */
	aggregate(
		request: AggregateRequest,
		signal?: AbortSignal,
		background?: AggregateProgress,
	): Promise<AggregateResult>;
	/** JSON text of the events with these ids, in the given order; ids that are gone are left out. */
	fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }>;
	/** The largest id in the store, 0 when it is empty. */
	maxId(): Promise<number>;
	/** All log sources; where only some are wanted, {@link sourcePage} and {@link sourcesWith} do not read the others. */
	sources(): Promise<LogSource[]>;
	/** The log sources at some places of the list by id. */
	sourcePage(page: SourcePage): Promise<{ readonly total: number; readonly sources: LogSource[] }>;
	/** The log sources that one of the keys names, by id. */
	sourcesWith(keys: SourceKeys): Promise<LogSource[]>;
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

/** The event of a stored document. */
export function eventOf(document: string): LogEvent {
	const { TIME, ...fields } = JSON.parse(document) as Record<string, FieldValue>;
	return { time: Number(TIME), fields };
}
