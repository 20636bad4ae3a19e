/** What the ingest thread answers: it parses batches and hands them straight to the store's writer. */
import type { ParserRule } from '../log-types';
import type { MessagePort } from 'node:worker_threads';
import type { IngestReport } from './batch';
import type { ExplainedText } from './explain';
import type { ParseOptions } from './parse-line';
import type { Zone } from './time';
import type { BatchKey } from './part-marker';
import type { Takes } from './port';

/** How a batch is read. */
export interface BatchOptions extends ParseOptions {
	/** Whether the zones of log sources hold: the call named none. */
	readonly sourceZones: boolean;
}

/** The thread's methods. */
export interface IngestMethods {
	/** Connects the thread to the writer of the store, which wants this. */
	connect(port: MessagePort, wants: Takes): void;
	/** Opens a batch; its number is what the other calls name it by. With a key it is stored once, however often it comes. */
	begin(options: BatchOptions, key?: BatchKey): number;
	/** Takes bytes; true when the batch is not worth reading on, see `IngestBatch.isHopeless`. */
	push(batch: number, chunk: Uint8Array, now: number): Promise<boolean>;
	/** Ends a batch; `nextLine` is the number of the first line that it did not take. */
	end(
		batch: number,
		whole: boolean,
		now: number,
	): Promise<{ report: IngestReport; nextLine: number }>;
	/** Stops a batch whose sender is gone; what is committed stays, and the report says how much that is. */
	abandon(batch: number): IngestReport;
	/** Applies these parser rules, and no others, to all events from now on. */
	useRules(all: readonly ParserRule[]): void;
	/** Reads times without a zone in these, by lower-case name of the log source, in batches from now on. */
	useZones(zones: ReadonlyMap<string, Zone>): void;
	/** How many parser rules a text has driven onto the engine whose time is linear. */
	slowRules(): number;
	/** Reads a text, stores nothing, and says why each line was read so. */
	explain(text: string, options: BatchOptions): ExplainedText;
	/** Whole lines from a listener, as one batch. */
	lines(lines: readonly string[], options: BatchOptions): Promise<IngestReport>;
}
