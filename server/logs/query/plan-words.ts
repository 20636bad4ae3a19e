/** Plans word searches: which word terms an event that meets one must carry. */
import { isTermUnique, wordTerm } from '../terms';
import type { Value } from './ast';
import { type Bounds, atMost, bound, both } from './bounds';
import { EVERY, prefix, term } from './index-expression';
import { type WordPattern, wordPatternsOf } from './phrase';

/** More words than this of a phrase do not narrow the candidates any further. */
const MAX_PHRASE_TERMS = 16;

/**
 * The bounds of a word search in any value but the raw log. Several words must stand next to each other,
 * which the index does not know: it finds the events that have all of them.
 */
export function phraseBounds(value: Value): { bounds: Bounds; terms: number } {
	const patterns = wordPatternsOf(value);
	const [only] = patterns;
	if (only !== undefined && patterns.length === 1) return { bounds: wordBounds(only), terms: 1 };
	const distinct = [...new Set(patterns)].slice(0, MAX_PHRASE_TERMS);
	return { bounds: atMost(both(distinct.map(wordBounds)).upper), terms: distinct.length };
}

function wordBounds(pattern: WordPattern): Bounds {
	if (typeof pattern === 'string') return bound(term(wordTerm(pattern)), isTermUnique(pattern));
	const [first, second, ...more] = pattern.pieces;
	if (typeof first !== 'string') return atMost(EVERY);
	const isPrefix = more.length === 0 && typeof second === 'object' && second.wild === '*';
	return bound(prefix(wordTerm(first)), isPrefix && isTermUnique(first));
}
