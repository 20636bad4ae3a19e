/** The index terms of an event: what a full-text index files it under. */
import type { FieldValue } from '../events';
import { canonicalValue, isTextField } from './canonical';
import { wordsOf } from './words';

/** The term that every event carries. */
export const EVERY_EVENT = '@';

/** Longest value or word in a term, in UTF-16 code units. */
export const MAX_TERM_TEXT = 120;

/** Stands for a space inside a value; real no-break spaces become {@link ALTERED}, so it is unambiguous. */
export const SPACE_IN_TERM = '\u00a0';

/** Stands for characters that a term cannot hold: other white space, control characters, half surrogates. */
export const ALTERED = '\ufffd';

/** The field that holds an event as it came. */
export const RAW_FIELD = 'RAWLOG';

/** Whether the index has a field's words and value: the raw log repeats the other fields, and row ids are made from the time. */
export function isIndexed(field: string): boolean {
	return field !== RAW_FIELD && field !== 'TIME';
}

/**
 * The terms of an event as it is stored: those of {@link termsOf}, and `^word` for each further word of its raw log. Few are
 * left, mostly of the time, so that the raw log can be searched at a tenth of what its words would take.
 *
 * What the terms are is said here; `TermPacker` makes the same ones for events that are taken in.
 */
export function eventTermsOf(fields: Readonly<Record<string, FieldValue>>): string {
	let terms = termsOf(fields);
	const raw = fields[RAW_FIELD];
	if (raw === undefined) return terms;
	const seen = new Set(terms.split(' '));
	for (const word of wordsOf(String(raw))) {
		const term = rawWordTerm(word);
		if (seen.has(wordTerm(word)) || seen.has(term)) continue;
		seen.add(term);
		terms += ' ' + term;
	}
	return terms;
}

/**
 * The terms of a document, separated by spaces: {@link EVERY_EVENT}, `field=value` for each keyword field
 * that has a value, and `~word` for each distinct word of the message and of all keyword values.
 */
export function termsOf(fields: Readonly<Record<string, FieldValue>>): string {
	const seen = new Set<string>();
	let terms = EVERY_EVENT;
	for (const field in fields) {
		if (!isIndexed(field)) continue;
		const value = fields[field] as FieldValue;
		if (!isTextField(field)) {
			const canonical = canonicalValue(value);
			if (canonical !== '') terms += ' ' + fieldTerm(field, canonical);
		}
		for (const word of wordsOf(String(value))) {
			const term = wordTerm(word);
			if (seen.has(term)) continue;
			seen.add(term);
			terms += ' ' + term;
		}
	}
	return terms;
}

/** The term of a keyword field's value. @param canonical the canonical value, or the start of one */
export function fieldTerm(field: string, canonical: string): string {
	return fieldPrefix(field) + cut(termText(canonical));
}

/** What the terms of a field start with. */
export function fieldPrefix(field: string): string {
	let prefix = PREFIXES.get(field);
	if (prefix === undefined) {
		prefix = `${field.toLowerCase()}=`;
		// Field names come from logs: their number is not under our control, the size of the cache is.
		if (PREFIXES.size < 1_000) PREFIXES.set(field, prefix);
	}
	return prefix;
}

const PREFIXES = new Map<string, string>();

/** The term of a word. @param word a folded word, or the start of one */
export function wordTerm(word: string): string {
	return '~' + cut(word);
}

/** The term of a word that only the raw log has. @param word a folded word, or the start of one */
export function rawWordTerm(word: string): string {
	return RAW_MARK + cut(word);
}

/** What such a term begins with, and the word in a list. */
export const RAW_MARK = '^';

/** Whether no other value or word has the same term as this one. */
export function isTermUnique(text: string): boolean {
	// The cut can move back by one to keep a surrogate pair whole.
	return text.length < MAX_TERM_TEXT - 1 && !termText(text).includes(ALTERED);
}

function termText(canonical: string): string {
	if (!/[^\x21-\x7e]/.test(canonical)) return canonical;
	return canonical.replace(/[\s\p{Cc}\p{Cs}\ufffd]/gu, (character) =>
		character === ' ' ? SPACE_IN_TERM : ALTERED,
	);
}

/** As much of a value or word as a term holds. */
export function cut(text: string): string {
	if (text.length <= MAX_TERM_TEXT) return text;
	const splitsPair = (text.codePointAt(MAX_TERM_TEXT - 1) as number) > 0xffff;
	return text.slice(0, splitsPair ? MAX_TERM_TEXT - 1 : MAX_TERM_TEXT);
}
