/** What a batch's lines turned out to be: by format and log source how many, without time, as plain text, with examples. */
import type { LogEvent, PlainEvent } from '../events';
import type { Draft } from './formats/draft';
import { OWN_JSON } from './formats/json';
import type { TimeMissing } from './time';

/** How many lines of a log source were read by one format. */
export interface ReadingCount {
	/** Name of the format; `text` is any text that no format knows. */
	readonly format: string;
	/** HOSTNAME of the events. */
	readonly source: string;
	readonly lines: number;
	/** Those whose time is that of their arrival. */
	readonly untimed: number;
}

/** A line whose reading a person should look at. */
export interface ReadingExample {
	/** Number of the line, from 1. */
	readonly line: number;
	/** Why it is shown: why it has no time, or `plain text`. */
	readonly reason: TimeMissing | 'not parsed' | 'plain text';
	/** The line, or the part of it that could not be read, cut. */
	readonly text: string;
}

/** How the lines of a batch were read. */
export interface Reading {
	/** Events whose time is that of their arrival, because none could be read. */
	readonly untimed: number;
	/** Lines that no format knows, kept as text. */
	readonly text: number;
	/** By format and log source, most lines first; at most {@link MAX_COUNTS}, the rest as one entry of the source `...`. */
	readonly readings: readonly ReadingCount[];
	/** Up to three examples of each reason. */
	readonly examples: readonly ReadingExample[];
}

/** Pairs of format and log source that a report lists. */
export const MAX_COUNTS = 200;
const OTHERS = '...';
const EXAMPLES_EACH = 3;
const SHOWN_CHARACTERS = 160;

interface Count {
	lines: number;
	untimed: number;
}

/** Adds up how lines were read. */
export class ReadingReport {
	private readonly formats = new Map<string, Map<string, Count>>();
	private readonly examples: ReadingExample[] = [];
	private readonly shown = new Map<string, number>();
	private pairs = 0;
	private lastFormat = '';
	private lastHost: unknown;
	private lastCount: Count = { lines: 0, untimed: 0 };
	private untimed = 0;
	private text = 0;

	/** Takes a line that became an event; without a draft it was kept as text unread. */
	add(line: number, text: string, event: LogEvent, draft?: Draft): void {
		const format = draft?.format ?? 'text';
		const missing = draft === undefined ? 'not parsed' : draft.timeMissing;
		const count = this.count(format, event.fields['HOSTNAME']);
		count.lines++;
		if (missing !== undefined) {
			count.untimed++;
			this.untimed++;
			this.show(line, missing, draft?.unreadTime || text);
		}
		if (format === 'text') {
			this.text++;
			this.show(line, 'plain text', text);
		}
	}

	/** The same of a line that was an event already. */
	addPlain(event: PlainEvent): void {
		this.count(OWN_JSON.name, event.host).lines++;
	}

	/** What was added so far. */
	reading(): Reading {
		const readings = [...this.formats].flatMap(([format, sources]) =>
			[...sources].map(([source, count]) => ({ format, source, ...count })),
		);
		readings.sort((one, other) => other.lines - one.lines);
		return { untimed: this.untimed, text: this.text, readings, examples: [...this.examples] };
	}

	/** Lines of one source and format come in a row. */
	private count(format: string, host: unknown): Count {
		if (host === this.lastHost && format === this.lastFormat) return this.lastCount;
		this.lastCount = this.countOf(format, host);
		this.lastHost = host;
		this.lastFormat = format;
		return this.lastCount;
	}

	private countOf(format: string, host: unknown): Count {
		let sources = this.formats.get(format);
		if (sources === undefined) this.formats.set(format, (sources = new Map<string, Count>()));
		const source = typeof host === 'string' ? host : '';
		let count = sources.get(source);
		if (count !== undefined) return count;
		// Host names come from the lines: what is remembered is bounded.
		if (this.pairs >= MAX_COUNTS && sources.has(OTHERS)) return sources.get(OTHERS)!;
		const name = this.pairs >= MAX_COUNTS ? OTHERS : source;
		sources.set(name, (count = { lines: 0, untimed: 0 }));
		this.pairs++;
		return count;
	}

	private show(line: number, reason: ReadingExample['reason'], text: string): void {
		const shown = this.shown.get(reason) ?? 0;
		if (shown >= EXAMPLES_EACH) return;
		this.shown.set(reason, shown + 1);
		this.examples.push({ line, reason, text: text.slice(0, SHOWN_CHARACTERS) });
	}
}

/** The sum of two readings; the lines of the second begin after `before` lines of the first. */
export function addReadings(first: Reading, second: Reading, before: number): Reading {
	const counts = new Map<string, ReadingCount>();
	for (const each of [...first.readings, ...second.readings]) {
		const key = `${each.format} ${each.source}`;
		const known = counts.get(key) ?? { ...each, lines: 0, untimed: 0 };
		counts.set(key, {
			...known,
			lines: known.lines + each.lines,
			untimed: known.untimed + each.untimed,
		});
	}
	const shifted = second.examples.map((example) => ({ ...example, line: example.line + before }));
	const examples: ReadingExample[] = [];
	for (const example of [...first.examples, ...shifted]) {
		const same = examples.filter(({ reason }) => reason === example.reason).length;
		if (same < EXAMPLES_EACH) examples.push(example);
	}
	return {
		untimed: first.untimed + second.untimed,
		text: first.text + second.text,
		readings: [...counts.values()].sort((one, other) => other.lines - one.lines),
		examples,
	};
}

/** The reading of no lines. */
export const NO_READING: Reading = { untimed: 0, text: 0, readings: [], examples: [] };
