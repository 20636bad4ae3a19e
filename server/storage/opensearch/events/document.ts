/** Makes of an event the document that OpenSearch gets: our own values, words and marks, so that the engine only compares. */
import { type FieldValue, IDS_PER_MS, type LogEvent } from '../../../logs/events';
import { documentOf } from '../../../logs/store';
import { canonicalValue, fold, isTextField, wordsOf } from '../../../logs/terms';
import { GROUPED_FIELDS, TEXTS } from './mapping';
import { boundedText, isWhole, MAX_TEXT, MAX_WORD, termsOfValue, wordText } from './value-terms';

/** What is said of a field in `f`, beside its name alone, which says that it has a value. */
export const MARK = {
	/** It is there and empty, or nothing but white space. */
	empty: '!',
	/** Its terms do not tell all of it: it is long, or not well formed, or one of its words is long. */
	cut: '~',
	/** Its text is not its canonical value: a number of another form, or with white space around it. */
	altered: '^',
} as const;

/** The field name under which words of all values but message and raw log are marked. */
export const OTHER_WORDS = '*';

/** Longest grouped value; a longer one is marked `cut` by {@link MAX_TEXT}, and its event is read instead. */
const MAX_GROUPED = 8_000;

/** An event as it is sent. */
export interface EventDocument {
	readonly id: number;
	/** Time, epoch ms. */
	readonly t: number;
	/** Millisecond of the id, which is its time unless that had no id left. */
	readonly s: number;
	/** Key of the log source, see `sourceKey`. */
	readonly h: string;
	/** Terms of values, see `value-terms.ts`. */
	readonly v: readonly string[];
	/** Names of fields and marks. */
	readonly f: readonly string[];
	/** Words of the message, of the raw log, and of each other value. */
	readonly m?: string;
	readonly r?: string;
	readonly w: readonly string[];
	/** Values of the fields that are counted by the engine, as JSON text. */
	readonly k: Readonly<Record<string, string>>;
	/** The batch it came in, which tells a document that was sent twice from another one under the same id. */
	readonly b: string;
	/** The stored document, see `documentOf`. */
	readonly doc: string;
}

/** Makes the document of an event. @param batch name of the batch and the event's place in it */
export function documentFor(event: LogEvent, id: number, batch: string): EventDocument {
	const parts: Parts = { v: [], f: [], w: [], k: {}, texts: {}, cutWords: false };
	for (const field in event.fields) {
		const value = event.fields[field];
		if (value === undefined || field === 'TIME') continue;
		if (isTextField(field)) addText(parts, field, String(value));
		else addValue(parts, field, value);
	}
	if (parts.cutWords) parts.f.push(MARK.cut + OTHER_WORDS);
	const { v, f, w, k, texts } = parts;
	const s = Math.floor(id / IDS_PER_MS);
	const h = sourceKey(event);
	return { id, t: event.time, s, h, v, f, w, k, ...texts, b: batch, doc: documentOf(event) };
}

interface Parts {
	readonly v: string[];
	readonly f: string[];
	readonly w: string[];
	readonly k: Record<string, string>;
	readonly texts: Record<string, string>;
	/** Whether a word of any other value was cut. */
	cutWords: boolean;
}

function addText(parts: Parts, field: string, text: string): void {
	parts.f.push(canonicalValue(text) === '' ? MARK.empty + field : field);
	const words = wordsOf(text);
	if (words.length > 0) parts.texts[TEXTS.get(field) as string] = words.map(wordText).join(' ');
	if (words.some((word) => !isWhole(word, MAX_WORD))) parts.f.push(MARK.cut + field);
}

function addValue(parts: Parts, field: string, value: FieldValue): void {
	const { v, f, w, k } = parts;
	const text = String(value);
	const canonical = canonicalValue(value);
	if (canonical === '') f.push(MARK.empty + field);
	else {
		f.push(field);
		v.push(...termsOfValue(field, canonical));
	}
	if (!isWhole(canonical, MAX_TEXT)) f.push(MARK.cut + field);
	if (canonical !== text && fold(text) !== canonical) f.push(MARK.altered + field);
	const words = wordsOf(text);
	if (words.length > 0) w.push(words.map(wordText).join(' '));
	parts.cutWords ||= words.some((word) => !isWhole(word, MAX_WORD));
	if (GROUPED_FIELDS.has(field) && canonical !== '' && isWhole(canonical, MAX_TEXT))
		k[field] = grouped(value);
}

/** What tells log sources apart: their name without case, of bounded length. */
export function sourceKey({ fields }: LogEvent): string {
	return sourceKeyOf(sourceName(fields));
}

/** The key of a log source by its name. U+0000 is what stores of names make of it that cannot hold it. */
export function sourceKeyOf(name: string): string {
	return boundedText(name.toWellFormed().toLowerCase().replaceAll('\0', '\ufffd'));
}

/** Name of the log source of an event. */
export function sourceName(fields: LogEvent['fields']): string {
	return String(fields['HOSTNAME'] ?? 'unknown');
}

/** White space around a value may be long, though the value is not. */
function grouped(value: FieldValue): string {
	const json = JSON.stringify(value);
	return json.length <= MAX_GROUPED ? json : JSON.stringify(String(value).trim());
}
