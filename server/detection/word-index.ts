/** Looks for a few known words among the many of an event, without cutting each of them out of the term text. */

const SPACE = 32;
const TILDE = 126;
/** Bits of the hash that tell whether a word is worth a closer look. */
const MASK = 0xffff;

/** Up to so many words are looked for one by one, which takes a tenth of looking at every word of an event. */
const FEW = 4;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Things filed under word terms (`~word`). */
export class WordIndex<T> {
	private readonly byTerm = new Map<string, T[]>();
	private readonly hashes = new Uint8Array(MASK + 1);
	/** Each word's term behind a space, which stands before every term but the first, and that one is no word. */
	private readonly needles: { readonly bytes: Uint8Array; readonly items: T[] }[] = [];

	/** Number of different words. */
	get size(): number {
		return this.byTerm.size;
	}

	/** Files something. @param term see `wordTerm` */
	add(term: string, item: T): void {
		let items = this.byTerm.get(term);
		if (items === undefined) {
			this.byTerm.set(term, (items = []));
			this.needles.push({ bytes: encoder.encode(` ${term}`), items });
		}
		items.push(item);
		let hash = 0;
		for (const code of encoder.encode(term).subarray(1)) hash = step(hash, code);
		this.hashes[hash & MASK] = 1;
	}

	/** What is filed under the words of a term text, see `termsOf`, in UTF-8; a list for each word that is known. */
	find(terms: Uint8Array): readonly (readonly T[])[] {
		if (this.needles.length <= FEW && terms[0] !== TILDE) return this.findFew(terms);
		const found: T[][] = [];
		let at = 0;
		while (at < terms.length) {
			const start = at;
			let hash = 0;
			if (terms[at] === TILDE) {
				for (at++; at < terms.length && terms[at] !== SPACE; at++)
					hash = step(hash, terms[at] as number);
				if (this.hashes[hash & MASK] === 1) {
					const items = this.byTerm.get(decoder.decode(terms.subarray(start, at)));
					if (items !== undefined) found.push(items);
				}
			} else {
				while (at < terms.length && terms[at] !== SPACE) at++;
			}
			at++;
		}
		return found;
	}

	/** The same where few words are known, in the same order. */
	private findFew(terms: Uint8Array): readonly (readonly T[])[] {
		const found: { readonly at: number; readonly items: T[] }[] = [];
		const text = Buffer.from(terms.buffer, terms.byteOffset, terms.byteLength);
		for (const { bytes, items } of this.needles) {
			let at = text.indexOf(bytes);
			// A longer word may begin so.
			for (; at >= 0; at = text.indexOf(bytes, at + 1)) {
				const end = at + bytes.length;
				if (end === text.length || text[end] === SPACE) break;
			}
			if (at >= 0) found.push({ at, items });
		}
		return found.sort((one, other) => one.at - other.at).map(({ items }) => items);
	}
}

function step(hash: number, code: number): number {
	return (Math.imul(hash, 31) + code) | 0;
}
