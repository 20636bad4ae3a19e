/** An event while it is being read: fields, and what the line told about its time and its host. */

import type { LogEvent } from '../../events';
import { instantOf, whyNoTime, readTime, type TimeMissing, type WrittenTime } from '../time';
import { newFields } from './fields';
import { zoneFor, type ParseOptions } from './parse-options';
import { setSeverity, severityOf } from './severity';

/** An event and how it was read, or the reason why the line was refused. */
export type ParsedLine =
	| { readonly ok: true; readonly event: LogEvent; readonly draft: Draft }
	| { readonly ok: false; readonly error: string };

/** First epoch ms that no longer fits: event ids are `epoch_ms * 1000 + sequence` and stay below 2^53. */
const TIME_LIMIT = 9_007_199_254_740;

/** The field that says that, and why, the event's time is that of its arrival. */
export const TIME_MISSING = 'TIME_MISSING';

/** One event under construction. Later calls replace what earlier ones set: the event's own time comes after its header's. */
export class Draft {
	readonly fields = newFields();
	/** Name of the format that read the line. */
	format = 'text';
	/** When it happened, as written; undefined while nothing told. */
	time: WrittenTime | undefined;
	/** Where the time was found, for people. */
	timeFrom = '';
	/** Why there is no time, once something that should have been one was not. */
	timeMissing: TimeMissing | undefined;
	/** The text that should have been a time. */
	unreadTime = '';
	/** The host that logged, when there is evidence of one. A `HOSTNAME` among the fields comes first. */
	host: string | undefined;
	/** Why that is the host, for people. */
	hostFrom = '';
	/** A message inside an object, which is read further as what SOURCE, its program, sent. */
	inner: string | undefined;
	/** Why the event cannot be kept. */
	problem: string | undefined;

	/** Sets when it happened. */
	setTime(time: WrittenTime, from: string): void {
		this.time = time;
		this.timeFrom = from;
	}

	/**
	 * Sets when it happened from a value that should be a time; a value that is none leaves the draft's time alone and is
	 * remembered as the reason if no other is found.
	 */
	readTime(value: unknown, from: string, options: ParseOptions): boolean {
		const time = readTime(value, options);
		if (time === undefined) {
			this.cannotRead(value);
			return false;
		}
		this.setTime(time, from);
		return true;
	}

	/** Remembers a value that should have been a time and is none. */
	cannotRead(value: unknown): void {
		this.timeMissing = whyNoTime(value);
		this.unreadTime = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	}

	/**
	 * Sets SEVERITY from a level in any spelling, unless a priority has set it; false when the word is no level.
	 */
	setLevel(word: string): boolean {
		const severity = severityOf(word);
		if (severity === undefined) return false;
		if (this.fields.SEVERITY === undefined) setSeverity(this.fields, severity);
		return true;
	}

	/** Sets the host that logged, and why it is one. */
	setHost(host: string, from: string): void {
		this.host = host;
		this.hostFrom = from;
	}
}

/** Makes the event of a draft: a time in its zone or, marked as missing, the arrival; the host or the default one. */
export function finish(draft: Draft, options: ParseOptions): ParsedLine {
	if (draft.problem !== undefined) return refused(draft.problem);
	const { fields } = draft;
	if (fields.HOSTNAME === undefined) {
		const host = draft.host ?? options.defaultHost;
		if (host !== '') fields.HOSTNAME = host;
	}
	const time = instant(draft, options);
	if (time !== undefined) draft.timeMissing = undefined;
	else fields[TIME_MISSING] = draft.timeMissing ??= 'none found';
	return { ok: true, event: { time: time ?? options.now, fields }, draft };
}

function instant(draft: Draft, options: ParseOptions): number | undefined {
	const written = draft.time;
	if (written === undefined) return undefined;
	let { time } = written;
	if (!written.zoned) {
		const zone = zoneFor(draft.fields.HOSTNAME, options);
		if (zone !== undefined) time = instantOf(time, zone);
	}
	if (time >= 0 && time < TIME_LIMIT) return time;
	draft.timeMissing = 'out of range';
	draft.unreadTime = `${time} ms`;
	return undefined;
}

/** Refuses a line; `error` says what was wrong and where. */
export function refused(error: string): ParsedLine {
	return { ok: false, error };
}
