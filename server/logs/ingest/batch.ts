/** One batch of raw log bytes on its way into the store: split, parse, prepare, commit, and report line by line. */
import { type LogEvent, PlainEvent } from '../events';
import type { AppendResult } from '../store';
import { stampArrival } from './arrival';
import { LineIntake } from './line-intake';
import { LineReader, type ReadLine } from './line-reader';
import type { ParseOptions } from './parse-line';
import { type BatchKey, PartMarker } from './part-marker';
import { PlainReader, plainArrival } from './plain-reader';
import type { ReadyBatch } from './port';
import { LineMemory } from './formats/memory';
import { type Reading, ReadingReport } from './reading-report';

/**
 * Events per commit: large enough that one disk sync serves many, small enough that parsing and writing overlap within
 * a batch, and that little survives the collection of short-lived garbage. 1,000 was half as fast again as 5,000.
 */
const EVENTS_PER_COMMIT = 1_000;
/** Characters of lines at which a commit is made earlier: what is under way at once stays small when lines are long. */
const CHARACTERS_PER_COMMIT = 4 * 1024 * 1024;
/** Pieces of bytes, some 256 KiB each, whose lines are read in one run, when they are no commit's worth before. */
const PUSHES_PER_RUN = 4;
/** Commits under way at once: some are being written, as one transaction, while the next are being prepared. */
const COMMITS_IN_FLIGHT = 4;
/** Line errors that a report lists; further ones are only counted. */
export const MAX_LISTED_ERRORS = 1_000;

/** With so many lines refused, and more than half of all, a batch is not what it was said to be, and is not read on. */
export const MAX_REFUSED = 100_000;

/** What it remembers of lines is of use to all batches, and only one line is read at a time. */
const plain = new PlainReader();

/** A line that was refused. */
export interface LineError {
	/** Line number in the batch, counted from 1. */
	readonly line: number;
	/** What is wrong with it. */
	readonly error: string;
}

/** What became of a batch. */
export interface IngestReport extends Reading {
	/** Lines read, blank ones not counted. */
	readonly lines: number;
	/** Events stored durably. */
	readonly stored: number;
	/** Lines refused. */
	readonly refused: number;
	/** Events left out because their log source is disabled. */
	readonly dropped: number;
	/** Lines kept as text, wholly or from a length on, because they were too long or took too long to parse. */
	readonly unparsed: number;
	/** Events with values that were too long and were cut. */
	readonly cut: number;
	/** The first {@link MAX_LISTED_ERRORS} refused lines. */
	readonly errors: readonly LineError[];
	/** Year that lines without one belong to after the last line, when one was given; a file goes on from there. */
	readonly year?: number | undefined;
}

/** What a batch needs of the thread it runs in. */
export interface BatchTools {
	prepare(events: readonly LogEvent[]): ReadyBatch;
	/** Stores durably; rejects when the store cannot. */
	commit(batch: ReadyBatch): Promise<AppendResult>;
	/** Told of bytes that were pushed when nothing needs them any more. */
	release?(chunk: Uint8Array): void;
}

/** Takes a batch's bytes in pieces; good lines are kept whatever the others are. */
export class IngestBatch {
	private readonly intake: LineIntake;
	private readonly marker: PartMarker | undefined;
	private readonly memory = new LineMemory();
	private readonly reader: LineReader;
	/** Lines to be parsed, and events of lines that need not be, with their numbers. */
	private lines: (string | PlainEvent)[] = [];
	private numbers: number[] = [];
	/** How many of them are to be parsed. */
	private texts = 0;
	private readonly options: ParseOptions;
	private readonly reading = new ReadingReport();
	private readonly errors: LineError[] = [];
	private readonly inFlight = new Set<Promise<void>>();
	private failure: Error | undefined;
	private events: LogEvent[] = [];
	/** Bytes that lines or events may stand in, in the order in which they came. */
	private chunks: Uint8Array[] = [];
	private characters = 0;
	private pushes = 0;
	private refused = 0;
	private stored = 0;
	private dropped = 0;

	constructor(
		options: ParseOptions,
		private readonly tools: BatchTools,
		key?: BatchKey,
	) {
		this.options = { ...options, memory: this.memory, years: this.memory.years };
		if (key !== undefined) this.marker = new PartMarker(key, options);
		this.reader = new LineReader(this.options);
		const arrival = plainArrival(options.now);
		const mayBePlain = options.format === 'auto' || options.format === 'json';
		this.intake = new LineIntake(this.memory, {
			bytes: (bytes, start, end, number) => {
				const event = mayBePlain ? plain.read(bytes, start, end, arrival) : undefined;
				if (event === undefined) return false;
				this.lines.push(event);
				this.numbers.push(number);
				return true;
			},
			line: (text, number) => {
				this.lines.push(text);
				this.numbers.push(number);
				this.texts++;
			},
			refused: (number, error) => this.refuse(number, error),
			settle: () => this.parse(false),
		});
	}

	/** Takes bytes, which must stay as they are; resolves when the next ones may come. Rejects when the store failed. */
	async push(chunk: Uint8Array): Promise<void> {
		this.chunks.push(chunk);
		this.intake.push(chunk);
		// Every run over lines is watched by a thread of its own: a few large ones cost less than many small ones.
		if (++this.pushes >= PUSHES_PER_RUN || this.lines.length >= EVENTS_PER_COMMIT) this.parse();
		while (this.inFlight.size >= COMMITS_IN_FLIGHT) await Promise.race(this.inFlight);
		this.throwIfFailed();
	}

	/** Takes whole lines, as listeners have them. */
	pushLines(lines: readonly string[]): void {
		for (const line of lines) this.intake.take(line);
		this.parse();
	}

	/**
	 * Ends the batch; resolves once every good line is durable.
	 *
	 * @param whole whether the bytes came to their own end; if not, a last line without line end is a torso and left out
	 */
	async end(whole: boolean): Promise<IngestReport> {
		this.intake.end(whole);
		this.parse();
		this.commit();
		await Promise.all(this.inFlight);
		this.throwIfFailed();
		return this.report();
	}

	/** Whether most of very many lines were refused. */
	get isHopeless(): boolean {
		return this.refused >= MAX_REFUSED && this.refused * 2 > this.intake.count - this.intake.blank;
	}

	/** Number of the line that would come next, blank ones counted. */
	get nextLine(): number {
		return this.intake.count + 1;
	}

	/** What became of the batch so far. */
	report(): IngestReport {
		return {
			lines: this.intake.count - this.intake.blank,
			stored: this.stored,
			refused: this.refused,
			dropped: this.dropped,
			unparsed: this.reader.unparsed,
			cut: this.reader.cut,
			errors: this.errors,
			...this.reading.reading(),
			...(this.options.year === undefined
				? {}
				: { year: this.memory.years.year ?? this.options.year }),
		};
	}

	/** Parses the lines that have come. @param isWhole whether all bytes that were pushed have been cut into lines */
	private parse(isWhole = true): void {
		const { lines, numbers } = this;
		const texts = this.texts === 0 ? [] : lines.filter((line) => typeof line === 'string');
		this.pushes = this.texts = 0;
		this.lines = [];
		this.numbers = [];
		const parsed = texts.length === 0 ? [] : this.reader.read(texts);
		let next = 0;
		for (let index = 0; index < lines.length; index++) {
			const line = lines[index] as string | PlainEvent;
			const number = numbers[index] as number;
			if (typeof line === 'string') this.addParsed(number, line, parsed[next++] as ReadLine);
			else this.addPlain(line);
		}
		if (isWhole) this.release();
	}

	/** Lets go of the bytes in which no event stands that is not committed. */
	private release(): void {
		const { chunks } = this;
		const buffers = chunks.map(({ buffer }) => buffer);
		let needed = buffers.length;
		for (const event of this.events) {
			if (needed === 0 || !(event instanceof PlainEvent)) continue;
			// One that came in two pieces stands in a copy of its own.
			const at = buffers.indexOf(event.line.bytes.buffer);
			if (at >= 0 && at < needed) needed = at;
		}
		for (const chunk of chunks.splice(0, needed)) this.tools.release?.(chunk);
	}

	private addParsed(number: number, line: string, parsed: ReadLine): void {
		if (!parsed.ok) {
			this.refuse(number, parsed.error);
			return;
		}
		const { event, draft } = parsed;
		this.reading.add(number, line, event, draft);
		stampArrival(event.fields, this.options.now);
		this.marker?.add(line);
		this.add(event, line.length);
	}

	private addPlain(event: PlainEvent): void {
		const { line } = event;
		this.reading.addPlain(event);
		this.marker?.add(line.bytes.subarray(line.start, line.end));
		this.add(event, line.end - line.start);
	}

	private add(event: LogEvent, characters: number): void {
		this.events.push(event);
		this.characters += characters;
		const full =
			this.events.length >= EVENTS_PER_COMMIT || this.characters >= CHARACTERS_PER_COMMIT;
		if (full) this.commit();
	}

	private refuse(line: number, error: string): void {
		this.refused++;
		if (this.errors.length < MAX_LISTED_ERRORS) this.errors.push({ line, error });
	}

	private commit(): void {
		if (this.events.length === 0 || this.failure !== undefined) return;
		const prepared = { ...this.tools.prepare(this.events), mark: this.marker?.take() };
		this.events = [];
		this.characters = 0;
		const done: Promise<void> = this.tools
			.commit(prepared)
			.then(({ stored, dropped }) => {
				this.stored += stored;
				this.dropped += dropped;
			})
			.catch((error: unknown) => {
				this.failure ??= error instanceof Error ? error : new Error(String(error));
			})
			.finally(() => this.inFlight.delete(done));
		this.inFlight.add(done);
	}

	private throwIfFailed(): void {
		if (this.failure !== undefined) throw this.failure;
	}
}
