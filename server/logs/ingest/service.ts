/** Takes raw logs in: the main thread's side of the ingest thread. */
import { type Clock, FairQueue } from '../../platform';
import type { ParserRule } from '../log-types';
import { LARGE_HEAP, ownThread, WorkerClient } from '../../platform/threads';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { IngestReport } from './batch';
import { asUtf8 } from './bytes/text';
import type { ExplainedText } from './explain';
import type { BatchOptions, IngestMethods } from './thread';
import type { LineFormat, ParseOptions } from './parse-line';
import type { BatchKey } from './part-marker';
import type { Takes } from './port';
import { type DateOrder, parseZone, type Zone } from './time';

/** Bytes handed to the ingest thread at once: fewer, larger messages cost less than many small ones. */
const CHUNK_BYTES = 256 * 1024;

/** Pieces of batches that the ingest thread has at once: enough to be busy while the writer stores. */
const PUSHES = 4;

/** A batch was not taken to its end; what came before stays stored. */
export class BatchStoppedError extends Error {
	/**
	 * @param report what was stored before
	 * @param nextLine number of the first line that was not taken, from 1
	 */
	constructor(
		message: string,
		readonly report: IngestReport,
		readonly nextLine: number,
	) {
		super(message);
		this.name = new.target.name;
	}
}

/** A batch had more bytes than a batch may have. */
export class BatchTooLargeError extends BatchStoppedError {
	/** @param limit most bytes a batch may have, uncompressed */
	constructor(
		readonly limit: number,
		report: IngestReport,
		nextLine: number,
	) {
		super(`The batch is larger than ${limit} bytes`, report, nextLine);
	}
}

/** Compressed bytes that cannot be read on; thrown by the source of a batch. */
export class DamagedDataError extends Error {}

/** The bytes of a batch were damaged from some place on. */
export class BatchDamagedError extends BatchStoppedError {}

/** So many lines of a batch were refused that it is not read on. */
export class BatchRefusedError extends BatchStoppedError {}

/** How the lines of a batch are read. */
export interface IngestOptions {
	/** Digest of a key under which the batch may be sent again and is stored once, see `batchKey`; none by default. */
	readonly key?: string | undefined;
	/** Whose batch it is: batches of different owners have their turns in the ingest thread, whatever their size. */
	readonly owner?: string | undefined;
	/** Whether the buffers of the bytes are given away with them; then they are freed as soon as they were read. Not by default. */
	readonly givesBuffers?: boolean | undefined;
	/** Line format; `auto` by default. */
	readonly format?: LineFormat | undefined;
	/** Host of lines that name none; `unknown` by default. */
	readonly host?: string | undefined;
	/** Year of syslog lines, which carry none; inferred from the clock by default. */
	readonly year?: number | undefined;
	/** Order of `20/11/2026` and its like; without it they are not read. */
	readonly dateOrder?: DateOrder | undefined;
	/** Zone of times that carry none; by default that of the log source, else of the server, else UTC. */
	readonly timeZone?: Zone | undefined;
}

/** What the ingest thread writes to. */
export interface IngestTarget {
	/** What comes over the port: batches made ready for this server's own files, by default, or events as they were read. */
	readonly takes?: Takes;
	/** Hands the writer a port over which batches come. */
	connectIngest(port: MessagePort): Promise<unknown>;
}

/** What takes logs in. */
export interface IngestParts {
	readonly store: IngestTarget;
	readonly clock: Clock;
	/** Absolute path of the thread's compiled entry file; it serves {@link IngestMethods}. */
	readonly entry: string;
	/** Most bytes of one batch, uncompressed. */
	readonly maxBytes: number;
	/** Zone of times that carry none, where neither the call nor the log source has one; UTC by default. */
	readonly timeZone?: Zone | undefined;
}

/** Parses and stores batches of raw logs in a thread of their own, which starts with the first of them. */
export class IngestService {
	private thread: Promise<WorkerClient<IngestMethods>> | undefined;
	private rules: readonly ParserRule[] = [];
	private zones: ReadonlyMap<string, Zone> = new Map();
	private readonly turns = new FairQueue(PUSHES, PUSHES);

	/** Since the start: events without a time of their own, lines kept as plain text, lines refused. */
	readonly totals = { untimed: 0, text: 0, refused: 0 };

	constructor(private readonly parts: IngestParts) {}

	/**
	 * Takes one batch in. Resolves once every good line is durable; refused lines are in the report.
	 *
	 * @param bytes the uncompressed bytes, newline separated
	 * @throws NotTextError when the bytes are no text; nothing is stored then
	 * @throws BatchTooLargeError when the batch has too many bytes
	 * @throws BatchRefusedError when most of very many lines were refused
	 * @throws BatchDamagedError when its source threw a {@link DamagedDataError}
	 */
	async take(bytes: AsyncIterable<Uint8Array>, options: IngestOptions = {}): Promise<IngestReport> {
		const worker = await this.started();
		const batch = await worker.call('begin', [this.batchOptions(options), this.key(options)]);
		try {
			let size = 0;
			for await (const chunk of inChunks(asUtf8(bytes), options.givesBuffers)) {
				size += chunk.length;
				if (size > this.parts.maxBytes) {
					const { report, nextLine } = await worker.call('end', [
						batch,
						false,
						this.parts.clock.now(),
					]);
					throw new BatchTooLargeError(this.parts.maxBytes, this.counted(report), nextLine);
				}
				const args = [batch, chunk, this.parts.clock.now()] as const;
				const isHopeless = await this.turns.run(options.owner ?? '', () =>
					worker.call('push', [...args], [chunk.buffer as ArrayBuffer]),
				);
				if (isHopeless) throw await this.refused(worker, batch);
			}
		} catch (error) {
			if (error instanceof BatchStoppedError) throw error;
			if (error instanceof DamagedDataError) {
				const { report, nextLine } = await worker.call('end', [
					batch,
					false,
					this.parts.clock.now(),
				]);
				throw new BatchDamagedError(error.message, this.counted(report), nextLine);
			}
			await worker.call('abandon', [batch]).catch(() => undefined);
			throw error;
		}
		const ended = await worker.call('end', [batch, true, this.parts.clock.now()]);
		return this.counted(ended.report);
	}

	/** Ends a batch of which most lines were refused. */
	private async refused(
		worker: WorkerClient<IngestMethods>,
		batch: number,
	): Promise<BatchRefusedError> {
		const { report, nextLine } = await worker.call('end', [batch, false, this.parts.clock.now()]);
		const first = report.errors[0];
		return new BatchRefusedError(
			`${report.refused} of ${report.lines} lines were refused, line ${first?.line ?? 1} as ${first?.error ?? 'it cannot be read'}; is the format right?`,
			this.counted(report),
			nextLine,
		);
	}

	/** Takes whole lines in, as listeners have them. */
	async lines(lines: readonly string[], options: IngestOptions = {}): Promise<IngestReport> {
		const worker = await this.started();
		return this.counted(
			await this.turns.run(`syslog ${options.host ?? ''}`, () =>
				worker.call('lines', [lines, this.batchOptions(options)]),
			),
		);
	}

	/** Applies these parser rules, and no others, to all events from now on. */
	async useRules(rules: readonly ParserRule[]): Promise<void> {
		this.rules = rules;
		await (await this.thread?.catch(() => undefined))?.call('useRules', [rules]);
	}

	/**
	 * Reads times without a zone in that of their log source, in batches that begin from now on.
	 *
	 * @param zones as people write them (`Europe/Berlin`, `+02:00`), by lower-case name of the source
	 */
	async useZones(zones: ReadonlyMap<string, string>): Promise<void> {
		const read = [...zones].flatMap(([name, text]) => {
			const zone = parseZone(text);
			return zone === undefined ? [] : [[name, zone] as const];
		});
		this.zones = new Map(read);
		await (await this.thread?.catch(() => undefined))?.call('useZones', [this.zones]);
	}

	/** Reads a text as if it came now, with parser rules and zones, and says why each line was read so; nothing is stored. */
	async explain(text: string, options: IngestOptions = {}): Promise<ExplainedText> {
		return (await this.started()).call('explain', [text, this.batchOptions(options)]);
	}

	/** Number of parser rules that a text has driven onto the slower, linear engine. */
	async slowRules(): Promise<number> {
		return (await (await this.thread?.catch(() => undefined))?.call('slowRules', [])) ?? 0;
	}

	/** Ends the thread; call when no batch is under way. */
	async close(): Promise<void> {
		await (await this.thread?.catch(() => undefined))?.terminate();
	}

	/** The thread, connected to the store's writer; one that failed to start is tried again by the next call. */
	private started(): Promise<WorkerClient<IngestMethods>> {
		this.thread ??= this.start().catch((error: unknown) => {
			this.thread = undefined;
			throw error;
		});
		return this.thread;
	}

	private async start(): Promise<WorkerClient<IngestMethods>> {
		const worker = new WorkerClient<IngestMethods>(
			ownThread(this.parts.entry, {}, 'ingest', LARGE_HEAP),
		);
		try {
			await worker.ready;
			const { port1, port2 } = new MessageChannel();
			const { store } = this.parts;
			await store.connectIngest(port1);
			await worker.call('connect', [port2, store.takes ?? 'prepared'], [port2]);
			await worker.call('useRules', [this.rules]);
			await worker.call('useZones', [this.zones]);
			return worker;
		} catch (error) {
			await worker.terminate();
			throw error;
		}
	}

	private key({ key }: IngestOptions): BatchKey | undefined {
		return key === undefined ? undefined : { key, at: this.parts.clock.now() };
	}

	private counted(report: IngestReport): IngestReport {
		this.totals.untimed += report.untimed;
		this.totals.text += report.text;
		this.totals.refused += report.refused;
		return report;
	}

	private batchOptions(options: IngestOptions): BatchOptions {
		const { timeZone = this.parts.timeZone } = options;
		return {
			...parseOptionsOf({ ...options, timeZone }, this.parts.clock.now()),
			sourceZones: options.timeZone === undefined,
		};
	}
}

/** The options of a batch that begins now. */
export function parseOptionsOf(options: IngestOptions, now: number): ParseOptions {
	const { year, timeZone, dateOrder } = options;
	return {
		format: options.format ?? 'auto',
		now,
		defaultHost: options.host ?? 'unknown',
		...(year === undefined ? {} : { year }),
		...(timeZone === undefined ? {} : { timeZone }),
		...(dateOrder === undefined ? {} : { dateOrder }),
	};
}

/** Regroups a stream into chunks of about {@link CHUNK_BYTES} in buffers of their own, fit for transfer. */
async function* inChunks(
	bytes: AsyncIterable<Uint8Array>,
	mayFree = false,
): AsyncIterable<Uint8Array> {
	let parts: Uint8Array[] = [];
	let size = 0;
	let failure: { readonly error: unknown } | undefined;
	try {
		for await (const part of bytes) {
			parts.push(part);
			size += part.length;
			if (size >= CHUNK_BYTES) {
				yield joined(parts, size, mayFree);
				parts = [];
				size = 0;
			}
		}
	} catch (error) {
		failure = { error };
	}
	// What came before a failure counts, too.
	if (size > 0) yield joined(parts, size, mayFree);
	if (failure !== undefined) throw failure.error;
}

/** @param mayFree whether nobody needs the parts any more: V8 looks for them when dozens of MiB of them have come together, among all there is */
function joined(parts: readonly Uint8Array[], size: number, mayFree: boolean): Uint8Array {
	const whole = Buffer.allocUnsafeSlow(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
		const { buffer } = part;
		// Small ones may share theirs with others.
		if (mayFree && part.length === buffer.byteLength && 'transfer' in buffer) buffer.transfer(0);
	}
	return whole;
}
