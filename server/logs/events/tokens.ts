/** The index tokens of an event, and the full-text tokenizer that keeps them whole. */
import { canonicalValue, isTextField } from '../query/canonical';
import { wordsOf } from '../query/words';
import type { FieldValue } from './event';

/** ASCII characters other than letters and digits that belong to tokens: only the space divides tokens. */
const TOKEN_CHARACTERS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** The value of FTS5's `tokenize` option, as an SQL string literal ready to be put into `CREATE VIRTUAL TABLE`. */
export const FTS_TOKENIZER = sqlText(`ascii tokenchars ${sqlText(TOKEN_CHARACTERS)}`);

/** Options of the full-text table: it keeps row ids per token and nothing else. */
export const FTS_OPTIONS = `content='', columnsize=0, detail=none, tokenize=${FTS_TOKENIZER}`;

/** The token that every event carries. */
export const EVERY_EVENT = '@';

/** Longest value or word in a token, in UTF-16 code units. */
export const MAX_TOKEN_TEXT = 120;

/** Stands for a space inside a value; real no-break spaces become {@link ALTERED}, so it is unambiguous. */
export const SPACE_IN_TOKEN = '\u00a0';

/** Stands for characters that a token cannot hold: other white space, control characters, half surrogates. */
export const ALTERED = '\ufffd';

/** Whether the index has a field: the raw log repeats the other fields, and row ids are made from the time. */
export function isIndexed(field: string): boolean {
	return field !== 'RAWLOG' && field !== 'TIME';
}

/**
 * The tokens of an event, separated by spaces: {@link EVERY_EVENT}, `field=value` for each keyword field
 * that has a value, and `~word` for each distinct word of the message and of all keyword values.
 *
 * What the tokens are is said here; `TokenPacker` makes the same ones for events that are taken in.
 */
export function tokensOf(fields: Readonly<Record<string, FieldValue>>): string {
	const seen = new Set<string>();
	let tokens = EVERY_EVENT;
	for (const field in fields) {
		if (!isIndexed(field)) continue;
		const value = fields[field] as FieldValue;
		if (!isTextField(field)) {
			const canonical = canonicalValue(value);
			if (canonical !== '') tokens += ' ' + fieldToken(field, canonical);
		}
		for (const word of wordsOf(String(value))) {
			const token = wordToken(word);
			if (seen.has(token)) continue;
			seen.add(token);
			tokens += ' ' + token;
		}
	}
	return tokens;
}

/** The token of a keyword field's value. @param canonical the canonical value, or the start of one */
export function fieldToken(field: string, canonical: string): string {
	return fieldPrefix(field) + cut(tokenText(canonical));
}

/** What the tokens of a field start with. */
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

/** The token of a word. @param word a folded word, or the start of one */
export function wordToken(word: string): string {
	return '~' + cut(word);
}

/** Whether no other value or word has the same token as this one. */
export function isTokenUnique(text: string): boolean {
	// The cut can move back by one to keep a surrogate pair whole.
	return text.length < MAX_TOKEN_TEXT - 1 && !tokenText(text).includes(ALTERED);
}

function tokenText(canonical: string): string {
	if (!/[^\x21-\x7e]/.test(canonical)) return canonical;
	return canonical.replace(/[\s\p{Cc}\p{Cs}\ufffd]/gu, (character) =>
		character === ' ' ? SPACE_IN_TOKEN : ALTERED,
	);
}

function cut(text: string): string {
	if (text.length <= MAX_TOKEN_TEXT) return text;
	const splitsPair = (text.codePointAt(MAX_TOKEN_TEXT - 1) as number) > 0xffff;
	return text.slice(0, splitsPair ? MAX_TOKEN_TEXT - 1 : MAX_TOKEN_TEXT);
}

function sqlText(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
