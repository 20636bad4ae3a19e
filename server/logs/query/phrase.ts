/** Matches word searches: a text contains the words of a value, next to each other and in their order. */
import { fold, WORD_CODES, wordsOf } from '../terms';
import type { Value, Wildcard } from './ast';
import { valueOf } from './build';
import { compileGlob } from './glob';

/** One word of a search: its text, or a value with wildcards that the whole word must match. */
export type WordPattern = string | Value;

/** The words of a value in their order; wildcards belong to the word they touch. */
export function wordPatternsOf(value: Value): WordPattern[] {
	const patterns: WordPattern[] = [];
	let open: (string | Wildcard)[] = [];
	const close = (): void => {
		if (open.length > 0)
			patterns.push(typeof open[0] === 'string' && open.length === 1 ? open[0] : valueOf(open));
		open = [];
	};
	for (const piece of value.pieces) {
		if (typeof piece !== 'string') {
			open.push(piece);
			continue;
		}
		for (const part of piece.match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_]+/gu) ?? []) {
			if (/^[\p{L}\p{N}_]/u.test(part)) open.push(fold(part));
			else close();
		}
	}
	close();
	return patterns;
}

/** Compiles a word search to a test of an original (not folded) text. A value without words matches nothing. */
export function compilePhrase(value: Value): (text: string) => boolean {
	const patterns = wordPatternsOf(value);
	if (patterns.length === 0) return () => false;
	if (patterns.every((pattern) => typeof pattern === 'string')) return literalPhrase(patterns);
	const part = partOfWord(patterns);
	const tests = patterns.map(wordTest);
	const literals = patterns.flatMap((pattern) =>
		typeof pattern === 'string'
			? [pattern]
			: pattern.pieces.filter((piece) => typeof piece === 'string'),
	);
	const longest = longestOf(literals);
	return (text) => {
		const folded = fold(text);
		if (!folded.includes(longest)) return false;
		return (part !== undefined && ASCII.test(text)) || containsSequence(wordsOf(text), tests);
	};
}

/** The text when it is all that a word must contain: an ASCII text that has it has a word with it. */
function partOfWord(patterns: readonly WordPattern[]): string | undefined {
	const [only, ...more] = patterns;
	if (only === undefined || typeof only === 'string' || more.length > 0) return undefined;
	const [first, part, last, ...others] = only.pieces;
	const isInside = isRun(first) && isRun(last) && others.length === 0;
	return isInside && typeof part === 'string' && /^\w+$/.test(part) ? part : undefined;
}

function isRun(piece: string | Wildcard | undefined): boolean {
	return typeof piece === 'object' && piece.wild === '*';
}

function literalPhrase(words: readonly string[]): (text: string) => boolean {
	const longest = longestOf(words);
	const [only] = words;
	const single = words.length === 1 ? (only as string) : undefined;
	const needle = ` ${words.join(' ')} `;
	return (text) => {
		// Splitting is the expensive step, and most texts do not even contain the characters.
		const folded = fold(text);
		if (!folded.includes(longest)) return false;
		if (ASCII.test(text)) return hasWords(folded, words);
		if (single !== undefined) return wordsOf(text).includes(single);
		return ` ${wordsOf(text).join(' ')} `.includes(needle);
	};
}

/** What has no character whose folding changes where words end. */
const ASCII = /^[\0-\x7f]*$/;

/** Whether an ASCII text in lower case has some words next to each other, found without splitting it. */
function hasWords(text: string, words: readonly string[]): boolean {
	return placeOfWords(text, words) !== undefined;
}

/** Where they stand. */
function placeOfWords(
	text: string,
	words: readonly string[],
): { readonly start: number; readonly end: number } | undefined {
	const [first = '', ...others] = words;
	for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
		if (isWordAt(text, at - 1)) continue;
		let end = at + first.length;
		const follow = others.every((word) => {
			if (isWordAt(text, end)) return false;
			while (end < text.length && !isWordAt(text, end)) end++;
			if (!text.startsWith(word, end)) return false;
			end += word.length;
			return true;
		});
		if (follow && !isWordAt(text, end)) return { start: at, end };
	}
	return undefined;
}

/**
 * How an ASCII text spells the words of a word search without wildcards: a text with the same characters, and no letter, digit or
 * underscore beside them, has them too. Undefined where it has none, or other characters.
 */
export function spellingOf(value: Value, text: string): string | undefined {
	const words = wordPatternsOf(value);
	if (words.length === 0 || !words.every((word) => typeof word === 'string')) return undefined;
	if (!ASCII.test(text)) return undefined;
	const place = placeOfWords(fold(text), words);
	return place && text.slice(place.start, place.end);
}

function isWordAt(text: string, at: number): boolean {
	return WORD_CODES[text.charCodeAt(at)] === 1;
}

function longestOf(texts: readonly string[]): string {
	return texts.reduce((best, text) => (text.length > best.length ? text : best), '');
}

function wordTest(pattern: WordPattern): (word: string) => boolean {
	return typeof pattern === 'string' ? (word) => word === pattern : compileGlob(pattern);
}

function containsSequence(
	words: readonly string[],
	tests: readonly ((word: string) => boolean)[],
): boolean {
	for (let start = 0; start + tests.length <= words.length; start++) {
		if (tests.every((test, offset) => test(words[start + offset] as string))) return true;
	}
	return false;
}
