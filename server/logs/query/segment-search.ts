/** Finds what stands between two `*` of a wildcard pattern, in a time that grows with the text and no faster. */

/** What stands between two `*`: literal texts and the number of single characters (`?`) between them. */
export type Segment = readonly (string | { readonly skip: number })[];

/** Where the leftmost occurrence at or after `position` ends, or -1. */
export type Searcher = (text: string, position: number) => number;

/** Makes the search for one segment. */
export function searcherOf(segment: Segment): Searcher {
	const [first = '', second] = segment;
	if (segment.length === 0) return (_, position) => position;
	if (typeof first === 'string' && second === undefined) {
		return (text, position) => {
			const found = text.indexOf(first, position);
			return found < 0 ? -1 : found + first.length;
		};
	}
	const literals = segment.filter((part) => typeof part === 'string');
	const longest = literals.reduce((best, part) => (part.length > best.length ? part : best), '');
	const search = shiftAnd(segment);
	// Most texts do not even hold the longest literal, which is told at a fraction of the price.
	return (text, position) => (text.includes(longest, position) ? search(text, position) : -1);
}

const BITS = 32;

/**
 * The Shift-And algorithm of Baeza-Yates and Gonnet over code points, in words of 32 bits: a bit for every prefix of
 * the segment that ends at the current character. A search that tried every start would take text times pattern steps
 * for `?a?a?a` in `aaaaaa`.
 */
function shiftAnd(segment: Segment): Searcher {
	const characters = segment.flatMap((part) =>
		typeof part === 'string'
			? Array.from(part, codeOf)
			: new Array<undefined>(part.skip).fill(undefined),
	);
	const words = Math.ceil(characters.length / BITS);
	const others = masksOf(characters, undefined, words);
	const masks = new Map<number, Uint32Array>();
	for (const code of characters) {
		if (code !== undefined && !masks.has(code)) masks.set(code, masksOf(characters, code, words));
	}
	const last = words - 1;
	const end = 1 << ((characters.length - 1) % BITS);
	const state = new Uint32Array(words);
	return (text, position) => {
		state.fill(0);
		for (let at = position; at < text.length; ) {
			const code = text.codePointAt(at) as number;
			at += code > 0xffff ? 2 : 1;
			const mask = masks.get(code) ?? others;
			let carry = 1;
			for (let word = 0; word < words; word++) {
				const before = state[word] as number;
				state[word] = ((before << 1) | carry) & (mask[word] as number);
				carry = before >>> (BITS - 1);
			}
			if (((state[last] as number) & end) !== 0) return at;
		}
		return -1;
	};
}

/** A bit for every place where the character, or any, may stand. */
function masksOf(
	characters: readonly (number | undefined)[],
	code: number | undefined,
	words: number,
): Uint32Array {
	const masks = new Uint32Array(words);
	for (const [index, wanted] of characters.entries()) {
		if (wanted !== undefined && wanted !== code) continue;
		const word = Math.floor(index / BITS);
		masks[word] = (masks[word] as number) | (1 << (index % BITS));
	}
	return masks;
}

function codeOf(character: string): number {
	return character.codePointAt(0) as number;
}
