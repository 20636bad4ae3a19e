/** Reads log text as the ingest would, stores nothing, and says why each line was read so. */
import type { LogEvent } from '../events';
import { stampArrival } from './arrival';
import { type Draft, TIME_MISSING } from './formats/draft';
import { LineMemory } from './formats/memory';
import { hostZone } from './formats/parse-options';
import { ALL_FORMATS } from './formats/registry';
import { LineIntake } from './line-intake';
import { LineReader, type ReadLine } from './line-reader';
import { parseLine, type ParseOptions } from './parse-line';
import { zoneText } from './time';

/** A line, read and explained. */
export interface ExplainedLine {
	/** Number of the line, from 1; of records that belong together, the first one's. */
	readonly line: number;
	/** The event as it would be stored, TIME in ISO 8601; undefined when the line is refused. */
	readonly event?: Readonly<Record<string, string | number | boolean>>;
	/** Why the line is refused. */
	readonly refused?: string;
	/** Name of the format that read it. */
	readonly format?: string;
	/** Reasons in sentences: format, time, host. */
	readonly why: readonly string[];
}

/** What became of a text. */
export interface ExplainedText {
	readonly explained: readonly ExplainedLine[];
	/** Events and refused lines beyond the limit, which are not shown. */
	readonly more: number;
}

/** How a text is explained. */
export interface ExplainLimits {
	/** Most events and refused lines that are shown; all by default. */
	readonly most?: number;
	/** Time for one run over many lines, ms; that of the ingest by default. */
	readonly budget?: number;
	/** What is done to an event after it was parsed: parser rules add fields. */
	readonly finish?: (event: LogEvent) => LogEvent;
}

const TITLES = new Map(ALL_FORMATS.map(({ name, title }) => [name, title]));

/**
 * Reads and explains every line of a text; never throws.
 *
 * @param bytes UTF-8
 */
export function explainText(
	bytes: Iterable<Uint8Array>,
	options: ParseOptions,
	{ most = Infinity, budget, finish = (event) => event }: ExplainLimits = {},
): ExplainedText {
	const memory = new LineMemory();
	const reading = { ...options, memory, years: memory.years };
	const reader = new LineReader(reading, parseLine, budget);
	const explained: ExplainedLine[] = [];
	let waiting: { readonly text: string; readonly line: number }[] = [];
	const settle = (): void => {
		const lines = waiting;
		waiting = [];
		const read = reader.read(lines.map(({ text }) => text));
		for (const [index, { line }] of lines.entries()) {
			explained.push({ line, ...explain(read[index]!, reading, finish) });
		}
	};
	const intake = new LineIntake(memory, {
		line: (text, line) => waiting.push({ text, line }),
		refused: (line, error) => {
			settle();
			explained.push({ line, ...refusal(error) });
		},
		settle,
	});
	for (const chunk of bytes) intake.push(chunk);
	intake.end(true);
	settle();
	return { explained: explained.slice(0, most), more: Math.max(0, explained.length - most) };
}

function explain(
	read: ReadLine,
	options: ParseOptions,
	finish: (event: LogEvent) => LogEvent,
): Omit<ExplainedLine, 'line'> {
	if (!read.ok) return refusal(read.error);
	const { draft } = read;
	stampArrival(read.event.fields, options.now);
	const event = finish(read.event);
	const shown = { TIME: new Date(event.time).toISOString(), ...event.fields };
	if (draft === undefined) {
		return { event: shown, format: 'text', why: ['Kept as text: reading it took too long'] };
	}
	const title = TITLES.get(draft.format);
	return {
		event: shown,
		format: draft.format,
		why: [
			`Format: ${draft.format}${title === undefined ? '' : ` (${title})`}`,
			timeReason(draft, event, options),
			hostReason(draft, event.fields.HOSTNAME),
		],
	};
}

function refusal(error: string): Omit<ExplainedLine, 'line'> {
	return { refused: error, why: [`Refused: ${error}`] };
}

function timeReason(draft: Draft, { fields }: LogEvent, options: ParseOptions): string {
	if (fields[TIME_MISSING] !== undefined) {
		const text = draft.unreadTime === '' ? '' : ` (${JSON.stringify(draft.unreadTime)})`;
		return `Time: that of arrival, because of the line's own: ${draft.timeMissing}${text}`;
	}
	const zone =
		draft.time?.zoned === true
			? 'its zone is known'
			: `it names no zone: read in ${zoneReason(fields.HOSTNAME, options)}`;
	return `Time: from ${draft.timeFrom}; ${zone}`;
}

function zoneReason(host: unknown, options: ParseOptions): string {
	const own = hostZone(host, options);
	if (own !== undefined) return `${zoneText(own)}, the zone of its log source`;
	return options.timeZone === undefined ? 'UTC' : zoneText(options.timeZone);
}

function hostReason(draft: Draft, host: unknown): string {
	if (draft.host !== undefined && draft.host === host) return `Host: ${draft.hostFrom}`;
	return draft.host === undefined && host !== undefined && draft.format !== 'json'
		? 'Host: none in the line; that of the sender or file'
		: 'Host: the event names it';
}
