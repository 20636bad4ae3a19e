/** What every log format parser takes and gives. */

import type { FieldValue, LogEvent } from '../../events/event';

/** The formats a caller may ask for; `auto` decides line by line. */
export type LineFormat = 'auto' | 'json' | 'windows' | 'syslog' | 'access';

/** How lines are read. */
export interface ParseOptions {
	readonly format: LineFormat;
	/** Epoch ms; the time of lines that carry none, and the base of year inference. */
	readonly now: number;
	/** HOSTNAME of lines that name no host. */
	readonly defaultHost: string;
	/**
	 * Minutes east of UTC of times that carry no zone. Without it they are UTC, except Windows events,
	 * whose offset is inferred from `@timestamp` when there is one.
	 */
	readonly timeZoneOffsetMinutes?: number;
	/** Year of syslog times without one; inferred from `now` when absent. */
	readonly year?: number;
}

/** An event, or the reason why the line was refused. */
export type ParsedLine =
	| { readonly ok: true; readonly event: LogEvent }
	| { readonly ok: false; readonly error: string };

/** The fields of an event under construction. */
export type Fields = Record<string, FieldValue>;

/** First epoch ms that no longer fits: event ids are `epoch_ms * 1000 + sequence` and stay below 2^53. */
const TIME_LIMIT = 9_007_199_254_740;

/** Makes the event, or refuses it when `time` (epoch ms) cannot become an event id. */
export function accepted(time: number, fields: Fields): ParsedLine {
	if (time >= 0 && time < TIME_LIMIT) {
		return { ok: true, event: { time, fields } };
	}
	return refused(`time ${time} ms is outside 1970-01-01 to 2255-06-05`);
}

/** Refuses a line; `error` says what was wrong and where. */
export function refused(error: string): ParsedLine {
	return { ok: false, error };
}

/** `text` shortened and quoted for an error message. */
export function quoted(text: string): string {
	return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
