/** Plans word searches: which word terms an event that meets one must carry. */
import { isTermUnique, wordTerm } from '../terms';
import type { Value } from './ast';
import { type Bounds, atMost, both, bound, exactly } from './bounds';
import { EVERY, prefix, term } from './index-expression';
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

function wordBounds(pattern: WordPattern, expand: ExpandWords): Bounds {
	if (typeof pattern === 'string') return bound(term(wordTerm(pattern)), isTermUnique(pattern));
	const [first, second, ...more] = pattern.pieces;
	const start = typeof first === 'string' ? first : '';
	const isPrefix = more.length === 0 && typeof second === 'object' && second.wild === '*';
	if (start !== '' && isPrefix && isTermUnique(start)) return exactly(prefix(wordTerm(start)));
	return expand(pattern) ?? atMost(start === '' ? EVERY : prefix(wordTerm(start)));
}
