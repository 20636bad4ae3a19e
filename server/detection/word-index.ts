/** Looks for a few known words among the many of an event, without cutting each of them out of the term text. */

const SPACE = 32;
const TILDE = 126;
/** Bits of the hash that tell whether a word is worth a closer look. */
const MASK = 0xffff;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Things filed under word terms (`~word`). */
export class WordIndex<T> {
	private readonly byTerm = new Map<string, T[]>();
	private readonly hashes = new Uint8Array(MASK + 1);

	/** Number of different words. */
	get size(): number {
		return this.byTerm.size;
	}

	/** Files something. @param term see `wordTerm` */
	add(term: string, item: T): void {
		let items = this.byTerm.get(term);
		if (items === undefined) this.byTerm.set(term, (items = []));
		items.push(item);
		let hash = 0;
		for (const code of encoder.encode(term).subarray(1)) hash = step(hash, code);
		this.hashes[hash & MASK] = 1;
	}

	/** What is filed under the words of a term text, see `termsOf`, in UTF-8; a list for each word that is known. */
	find(terms: Uint8Array): readonly (readonly T[])[] {
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
}

function step(hash: number, code: number): number {
	return (Math.imul(hash, 31) + code) | 0;
}
