/** What every log format takes and gives. */

import type { Draft } from './draft';
import type { JsonObject } from './json-object';
import type { ParseOptions } from './parse-options';

export { type ParsedLine, refused } from './draft';
export type { Fields } from './fields';
export type { LineFormat, ParseOptions } from './parse-options';

/** Words by which rules and packs call what a format reads (Sigma's `logsource`). */
export interface LogSourceWords {
	readonly product?: string;
	readonly service?: string;
	readonly category?: string;
	/** Which of the format's events are meant, when not all: one of these values in each of these fields. */
	readonly only?: Readonly<Record<string, readonly string[]>>;
}

/** What a format says about itself: the docs, the table of fields and the import report are made of it. */
export interface FormatInfo {
	/** Short name, unique, as reports show it: `cef`, `cisco-asa`. */
	readonly name: string;
	/** What it reads, for people: "ArcSight Common Event Format". */
	readonly title: string;
	/** Every LOGTYPE that its events may have. */
	readonly logTypes: readonly string[];
	/** The fields that it writes, beside those that all formats do; with `openFields` also others, named by the line. */
	readonly fields: readonly string[];
	/** Whether the line names further fields (key=value and the like). */
	readonly openFields?: boolean;
	/** What rules call the products that it reads. */
	readonly sources: readonly LogSourceWords[];
}

/** A format of lines or messages of text. */
export interface TextFormat extends FormatInfo {
	/** The characters that a text of this format may begin with; any when absent. A cheap test before `read`. */
	readonly first?: string;
	/** Syslog programs whose messages are of this format and of no other; asked before those without. */
	readonly programs?: readonly string[];
	/**
	 * Where its text stands: `message` after any header (the whole line, when it has no header), `line` where it has its
	 * own beginning, even if that looks like a header's time.
	 */
	readonly place: 'message' | 'line';
	/**
	 * Reads the text into the draft; false, with nothing changed, when it is not of this format. What the header told (time,
	 * host, severity, SOURCE) is in the draft already: the event's own time and host replace it.
	 */
	read(text: string, draft: Draft, options: ParseOptions): boolean;
}

/** A shape of JSON objects. */
export interface ObjectFormat extends FormatInfo {
	/** Cheap: tells by a few keys. */
	recognises(source: JsonObject): boolean;
	/** Reads the object into the draft; sets the draft's `problem` when it must be refused. */
	read(source: JsonObject, draft: Draft, options: ParseOptions): void;
}

/** `text` shortened and quoted for an error message. */
export function quoted(text: string): string {
	return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
