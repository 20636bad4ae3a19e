/** Matches word searches: a text contains the words of a value, next to each other and in their order. */
import { fold, wordsOf } from '../terms';
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
	const tests = patterns.map(wordTest);
	const literals = patterns.flatMap((pattern) =>
		typeof pattern === 'string'
			? [pattern]
			: pattern.pieces.filter((piece) => typeof piece === 'string'),
	);
	const longest = longestOf(literals);
	return (text) => fold(text).includes(longest) && containsSequence(wordsOf(text), tests);
}

function literalPhrase(words: readonly string[]): (text: string) => boolean {
	const longest = longestOf(words);
	const [only] = words;
	const single = words.length === 1 ? (only as string) : undefined;
	const needle = ` ${words.join(' ')} `;
	return (text) => {
		// Splitting is the expensive step, and most texts do not even contain the characters.
		if (!fold(text).includes(longest)) return false;
		if (single !== undefined) return wordsOf(text).includes(single);
		return ` ${wordsOf(text).join(' ')} `.includes(needle);
	};
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
