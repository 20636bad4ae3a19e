/** Plans word searches: which word terms an event that meets one must carry. */
import { isTermUnique, rawWordTerm, wordTerm } from '../terms';
import type { Value } from './ast';
import { type Bounds, atMost, both, bound, exactly } from './bounds';
import { anyOf, EVERY, type IndexExpression, prefix, term } from './index-expression';
import { type WordPattern, wordPatternsOf } from './phrase';

/** More words than this of a phrase do not narrow the candidates any further. */
const MAX_PHRASE_TERMS = 16;

/**
 * The bounds of a word search in any value but the raw log. Several words must stand next to each other,
 * which the index does not know: it finds the events that have all of them.
 */
export function phraseBounds(value: Value, expand: ExpandWords): Bounds {
	const patterns = distinctPatterns(value);
	const bounds = patterns.map((pattern) => wordBounds(pattern, expand));
	const [only] = bounds;
	return only !== undefined && wordPatternsOf(value).length === 1
		? only
		: atMost(both(bounds).upper);
}

/** How many terms that takes, without those that patterns are expanded to. */
export function countOfTerms(value: Value): number {
	return distinctPatterns(value).length;
}

/** The bounds of a pattern from known words; undefined when they are not known or too many. */
export type ExpandWords = (pattern: Value) => Bounds | undefined;

function distinctPatterns(value: Value): readonly WordPattern[] {
	return [...new Set(wordPatternsOf(value))].slice(0, MAX_PHRASE_TERMS);
}

/**
 * What selects at least the events with each of the words in their raw logs.
 *
 * @param expand what selects those with words that match a pattern; undefined when they are not known or too many
 */
export function rawWordsOf(
	value: Value,
	expand: (pattern: Value) => IndexExpression | undefined,
): readonly IndexExpression[] {
	return distinctPatterns(value).map((pattern) => {
		if (typeof pattern === 'string') return rawTerms(pattern, false);
		const start = startOf(pattern);
		if (start !== undefined) return rawTerms(start, true);
		const [first] = pattern.pieces;
		return expand(pattern) ?? (typeof first === 'string' ? rawTerms(first, true) : EVERY);
	});
}

/** Events that have a word, or one that begins like it, in their raw logs alone, or in another value. */
export function rawTerms(word: string, isStart: boolean): IndexExpression {
	const look = isStart ? prefix : term;
	return anyOf([look(wordTerm(word)), look(rawWordTerm(word))]);
}

/** The text that a pattern begins with when nothing but a run of any characters follows, and all of it is in a term. */
function startOf({ pieces: [first, second, ...more] }: Value): string | undefined {
	const isPrefix = more.length === 0 && typeof second === 'object' && second.wild === '*';
	return isPrefix && typeof first === 'string' && isTermUnique(first) ? first : undefined;
}

function wordBounds(pattern: WordPattern, expand: ExpandWords): Bounds {
	if (typeof pattern === 'string') return bound(term(wordTerm(pattern)), isTermUnique(pattern));
	const start = startOf(pattern);
	if (start !== undefined) return exactly(prefix(wordTerm(start)));
	const [first] = pattern.pieces;
	return expand(pattern) ?? atMost(typeof first === 'string' ? prefix(wordTerm(first)) : EVERY);
}
