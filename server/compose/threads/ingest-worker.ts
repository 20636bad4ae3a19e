/** Worker thread entry that parses logs and hands prepared batches straight to the store's writer thread. */
import { ProfileMatcher } from '../../detection';
import { type LogEvent, PlainEvent } from '../../logs/events';
import { bytesAt } from '../../logs/terms';
import { type AppendResult, BatchPreparer, buffersOf } from '../../logs/store';
import type { ProfileNews } from '../../storage/sqlite';
import { type ParserRule, RuleSet } from '../../logs/log-types';
import { serveWorker } from '../../platform/threads';
import {
	type BatchKey,
	type BatchOptions,
	type ExplainedText,
	explainText,
	IngestBatch,
	type IngestMethods,
	type IngestReport,
	type ParseOptions,
	type PortReply,
	type ReadyBatch,
	type Takes,
	type Zone,
} from '../../logs/ingest';
import type { MessagePort } from 'node:worker_threads';

/** Events of a text that are explained. */
const MOST_EXPLAINED = 100;
/** Batches wait meanwhile, ms. */
const EXPLAIN_BUDGET_MS = 50;

const preparer = new BatchPreparer();
const rules = new RuleSet(
	(rule) =>
		process.emitWarning(
			`${named(rule)} met a text that its pattern takes too long for; it is matched in linear time until rules change`,
		),
	(rule, reason) => process.emitWarning(`${named(rule)} cannot be used: ${reason}`),
);
const batches = new Map<number, IngestBatch>();
const waiting = new Map<
	number,
	{ resolve: (result: AppendResult) => void; reject: (error: Error) => void }
>();
let writer: MessagePort | undefined;
/** What the writer wants. */
let takes: Takes = 'prepared';
/** The clock of the main thread as its latest call told it, epoch ms. */
let arrivedAt = 0;
let nextCommit = 1;
let nextBatch = 1;

/** Zones of log sources by lower-case name; undefined while none has one. */
let zones: ReadonlyMap<string, Zone> | undefined;

function zoned({ sourceZones, ...options }: BatchOptions): ParseOptions {
	return sourceZones && zones !== undefined ? { ...options, hostZones: zones } : options;
}

let matcher: ProfileMatcher | undefined;

/** Prepares a batch and finds the alert profiles that its events match, which is work the writer need not do. */
function prepare(parsed: readonly LogEvent[]): ReadyBatch {
	const events = rules.apply(parsed);
	// What crosses threads is copied as plain objects.
	if (takes === 'events')
		return { events: events.map(({ time, fields }) => ({ time, fields })), arrivedAt };
	const batch = preparer.prepare(events);
	const matches = matcher?.match({
		length: events.length,
		fields: (index) => (events[index] as LogEvent).fields,
		plain: (index) => {
			const event = events[index];
			return event instanceof PlainEvent ? event : undefined;
		},
		time: (index) => (events[index] as LogEvent).time,
		terms: (index) => bytesAt(batch.terms, index),
	});
	return { ...batch, matches, arrivedAt };
}

const tools = {
	prepare,
	/** V8 would look for it when as many such buffers have come together as it thinks worth a collection of all garbage. */
	release: (chunk: Uint8Array<ArrayBuffer>) => void chunk.buffer.transfer(0),
	commit: (prepared: ReadyBatch) =>
		new Promise<AppendResult>((resolve, reject) => {
			if (writer === undefined) throw new Error('The store has stopped');
			const batch = nextCommit++;
			waiting.set(batch, { resolve, reject });
			writer.postMessage({ batch, prepared }, 'events' in prepared ? [] : buffersOf(prepared));
		}),
};

function settle(reply: PortReply | ProfileNews): void {
	if ('profiles' in reply) {
		matcher = new ProfileMatcher(reply.profiles);
		return;
	}
	const waiter = waiting.get(reply.batch);
	waiting.delete(reply.batch);
	if ('error' in reply) {
		// What this batch reported as new was rolled back with it.
		preparer.reset();
		const { error, name, code } = reply;
		waiter?.reject(Object.assign(new Error(error), { name }, code === undefined ? {} : { code }));
	} else {
		waiter?.resolve(reply);
	}
}

function batchOf(number: number): IngestBatch {
	const batch = batches.get(number);
	if (batch === undefined) throw new Error(`There is no open batch ${number}`);
	return batch;
}

function named({ id, name }: ParserRule): string {
	return `The parser rule ${id} (${JSON.stringify(name)})`;
}

const methods: IngestMethods = {
	connect: (port: MessagePort, wants: Takes) => {
		writer = port;
		takes = wants;
		port.on('message', settle);
		port.on('close', () => {
			// The writer is gone: without this its batches would wait forever.
			writer = undefined;
			for (const { reject } of waiting.values()) reject(new Error('The store has stopped'));
			waiting.clear();
		});
	},
	begin: (options: BatchOptions, key?: BatchKey): number => {
		const number = nextBatch++;
		arrivedAt = options.now;
		batches.set(number, new IngestBatch(zoned(options), tools, key));
		return number;
	},
	push: async (number: number, chunk: Uint8Array, now: number): Promise<boolean> => {
		arrivedAt = now;
		const batch = batchOf(number);
		await batch.push(chunk);
		return batch.isHopeless;
	},
	/** Ends a batch; `nextLine` is the number of the first line that it did not take. */
	end: async (
		number: number,
		whole: boolean,
		now: number,
	): Promise<{ report: IngestReport; nextLine: number }> => {
		arrivedAt = now;
		const batch = batchOf(number);
		batches.delete(number);
		const report = await batch.end(whole);
		return { report, nextLine: batch.nextLine };
	},
	/** Stops a batch whose sender is gone; what is committed stays, and the report says how much that is. */
	abandon: (number: number): IngestReport => {
		const batch = batchOf(number);
		batches.delete(number);
		return batch.report();
	},
	useRules: (all: readonly ParserRule[]): void => rules.use(all),
	useZones: (all: ReadonlyMap<string, Zone>): void => {
		zones = all.size === 0 ? undefined : all;
	},
	/** Number of parser rules that a text has driven onto the slower, linear engine. */
	slowRules: (): number => rules.slow,
	explain: (text: string, options: BatchOptions): ExplainedText =>
		explainText([Buffer.from(text)], zoned(options), {
			...{ most: MOST_EXPLAINED, budget: EXPLAIN_BUDGET_MS },
			finish: (event) => rules.apply([event])[0]!,
		}),
	/** Whole lines from a listener, as one batch. */
	lines: async (lines: readonly string[], options: BatchOptions): Promise<IngestReport> => {
		arrivedAt = options.now;
		const batch = new IngestBatch(zoned(options), tools);
		batch.pushLines(lines);
		return batch.end(true);
	},
};

serveWorker({ ...methods });
