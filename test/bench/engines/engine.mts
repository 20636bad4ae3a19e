/** What an engine has to do to be measured beside the others: be installed, take events, answer the same questions over HTTP. */
import type { Condition } from './conditions.mts';

/** First page of a search, newest first. */
export interface Page {
	/** Events on the page. */
	readonly rows: number;
	/** All hits. */
	readonly total: number;
	/** RECORDNUMBER of the newest event, undefined without one. */
	readonly newest: number | undefined;
}

/** A value, or an hour in epoch ms, with the number of its events. */
export type Count = readonly [value: string | number, events: number];

/** An answer as it came; reading it is the work of the measuring client and not a part of the time. */
export type Unread<T> = () => T;

/** An engine and how to get it. Files beside this one have one each. */
export interface Recipe {
	/** Short name, for choosing. */
	readonly id: string;
	/** Name and version as the table shows them. */
	readonly name: string;
	/** What a reader of the table has to know of it, one sentence: durability, schema, how its answers are asked for. */
	readonly remark: string;
	/** What this machine lacks to install it, by name; undefined when nothing is missing. */
	available(): string | undefined;
	/** Brings it from a package registry into a cache folder, the first time. @throws Error when that fails */
	install(): Promise<void>;
	/** Starts it on an empty folder. */
	start(folder: string): Promise<Engine>;
}

/** An engine that runs. Everything goes over HTTP, as its users do it. */
export interface Engine {
	/** Stores events, one JSON object a line with `TIME` in epoch ms; resolves when the engine says that it has them. */
	ingest(lines: string): Promise<void>;
	/** Makes everything visible and merges what the engine merges when asked to. Its own time counts for nothing. */
	settled(): Promise<void>;
	/** What its data take. */
	bytesOnDisk(): Promise<number>;
	/** The newest 1,000 hits with the exact number of all of them. */
	search(condition: Condition): Promise<Unread<Page>>;
	/** The number of hits alone. */
	count(condition: Condition): Promise<Unread<number>>;
	/** Events by hour, those that have any. */
	byHour(): Promise<Unread<readonly Count[]>>;
	/** The most frequent values of a field. */
	top(field: string, limit: number): Promise<Unread<readonly Count[]>>;
	/** Processor time that it has used since it started, ms. */
	processorTime(): number;
	/** Resident memory, bytes. */
	residentMemory(): number;
	/**
	 * Whether it has ended by itself, asked when a request has failed: a connection is gone a little before its process is.
	 *
	 * @returns how, with what it said last; undefined when it runs on
	 */
	howItEnded(): Promise<string | undefined>;
	/** Ends it; nothing is done when it has ended already. */
	stop(): Promise<void>;
}

/** Hits on a page. */
export const PAGE = 1_000;
