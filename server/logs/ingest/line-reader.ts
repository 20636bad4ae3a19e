/** Parses lines within bounds: no line can hold the ingest thread up, and none can keep the others from being stored. */
import { Interruptible } from '../../platform';
import { CUT_FIELD, type FieldValue, type LogEvent } from '../events';
import { TIME_MISSING, type Draft } from './formats/draft';
import { type ParseOptions, parseLine } from './parse-line';

/** Characters of a text line that parsers see; what follows stays in its MESSAGE and RAWLOG. */
export const MAX_PARSED_LENGTH = 32_768;
/** Longest stored value of a field, characters. */
export const MAX_VALUE_LENGTH = 65_536;

/** Time for one run over many lines, ms: a hundred times what honest lines take. */
const RUN_BUDGET_MS = 500;
/** Slow lines of a batch after which its long lines are not parsed any more. */
const MAX_SLOW_LINES = 8;
/** Lines up to this length are parsed even then. */
const SHORT_LENGTH = 1_024;

/** What became of a line beside its event: bits of a mark. */
const [UNPARSED, CUT] = [1, 2];

/** An event, or the reason why the line was refused. */
export type ReadLine =
	| { readonly ok: true; readonly event: LogEvent; readonly draft?: Draft | undefined }
	| { readonly ok: false; readonly error: string };

/** Making one takes longer than reading a hundred lines, and only one line is read at a time. */
let shared: Interruptible | undefined;

function sharedInterruptible(): Interruptible {
	return (shared ??= new Interruptible());
}

/** Reads the lines of one batch. */
export class LineReader {
	/** Lines that were kept as text, wholly or from {@link MAX_PARSED_LENGTH} on. */
	unparsed = 0;
	/** Events with values that were cut at {@link MAX_VALUE_LENGTH}. */
	cut = 0;
	private slow = 0;
	/** Bits of the line at hand. */
	private mark = 0;

	/**
	 * @param parse parses one line; stopped when it takes too long, and may throw
	 * @param budget time for one run over many lines, ms
	 */
	constructor(
		private readonly options: ParseOptions,
		private readonly parse: (line: string, options: ParseOptions) => ReadLine = parseLine,
		private readonly budget = RUN_BUDGET_MS,
		private readonly interruptible = sharedInterruptible(),
	) {}

	/** Parses lines, none of them blank; the results are in their order. */
	read(lines: readonly string[]): ReadLine[] {
		const parsed: ReadLine[] = [];
		// Counted in the end: a line that is stopped and read again may have said it twice.
		const marks = new Uint8Array(lines.length);
		const keep = (read: (line: string) => ReadLine): void => {
			this.mark = 0;
			const result = read(lines[parsed.length] as string);
			marks[parsed.length] = this.mark;
			parsed.push(result);
		};
		const one = (line: string) => this.one(line);
		const goOn = (): void => {
			while (parsed.length < lines.length) keep(one);
		};
		let stuckAt = -1;
		while (!this.interruptible.run(goOn, this.budget)) {
			// The machine may have been busy with other things: a line is slow when it is stopped twice.
			if (stuckAt === parsed.length) {
				this.slow++;
				keep((line) => this.asText(line));
			}
			stuckAt = parsed.length;
		}
		for (const mark of marks) {
			if ((mark & UNPARSED) !== 0) this.unparsed++;
			if ((mark & CUT) !== 0) this.cut++;
		}
		return parsed;
	}

	private one(line: string): ReadLine {
		if (this.slow >= MAX_SLOW_LINES && line.length > SHORT_LENGTH) return this.asText(line);
		const parsed = this.bounded(line);
		if (!parsed.ok || line.length < MAX_VALUE_LENGTH / 2) return parsed;
		return { ...parsed, event: this.withCutValues(parsed.event) };
	}

	private bounded(line: string): ReadLine {
		if (line.length <= MAX_PARSED_LENGTH || isObject(line)) return this.safely(line);
		const head = line.slice(0, MAX_PARSED_LENGTH);
		const parsed = this.safely(head);
		if (!parsed.ok) return parsed;
		this.mark |= UNPARSED;
		const { time, fields } = parsed.event;
		return { ...parsed, event: { time, fields: withRest(fields, head, line) } };
	}

	/** A parser that throws costs its line, not the batch. */
	private safely(line: string): ReadLine {
		try {
			return this.parse(line, this.options);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			return { ok: false, error: `could not be read: ${reason}` };
		}
	}

	private asText(line: string): ReadLine {
		this.mark |= UNPARSED;
		const { now, defaultHost } = this.options;
		const fields = {
			HOSTNAME: defaultHost,
			LOGTYPE: 'Syslog Device',
			MESSAGE: line,
			RAWLOG: line,
			[TIME_MISSING]: 'not parsed',
		};
		return { ok: true, event: this.withCutValues({ time: now, fields }) };
	}

	private withCutValues(event: LogEvent): LogEvent {
		const cut: string[] = [];
		const fields: Record<string, FieldValue> = {};
		for (const [name, value] of Object.entries(event.fields)) {
			const isLong = typeof value === 'string' && value.length > MAX_VALUE_LENGTH;
			if (isLong) cut.push(name);
			// eslint-disable-next-line log360/no-object-table -- names of fields are upper case
			fields[name] = isLong ? value.slice(0, MAX_VALUE_LENGTH).toWellFormed() : value;
		}
		if (cut.length === 0) return event;
		this.mark |= CUT;
		fields[CUT_FIELD] = cut.join(', ');
		return { time: event.time, fields };
	}
}

/** JSON and event XML are parsed as a whole, in linear time: a part of them would be none. */
function isObject(line: string): boolean {
	return /^[\ufeff\s]{0,64}(?:\{|<Event[\s>])/.test(line);
}

/** Gives the values that reach to the end of what was parsed the rest of the line. */
function withRest(fields: LogEvent['fields'], head: string, line: string): LogEvent['fields'] {
	const whole: Record<string, FieldValue> = { ...fields };
	const rest = line.slice(head.length);
	for (const name of ['MESSAGE', 'RAWLOG']) {
		const value = fields[name];
		if (typeof value === 'string' && value !== '' && head.endsWith(value)) {
			// eslint-disable-next-line log360/no-object-table -- two names
			whole[name] = value + rest;
		}
	}
	return whole;
}
