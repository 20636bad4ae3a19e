/** Looks for a few known words among the many of an event, without cutting each of them out of the token text. */

const SPACE = 32;
const TILDE = 126;
/** Bits of the hash that tell whether a word is worth a closer look. */
const MASK = 0xffff;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Things filed under word tokens (`~word`). */
export class WordIndex<T> {
	private readonly byToken = new Map<string, T[]>();
	private readonly hashes = new Uint8Array(MASK + 1);

	/** Number of different words. */
	get size(): number {
		return this.byToken.size;
	}

	/** Files something. @param token see `wordToken` */
	add(token: string, item: T): void {
		let items = this.byToken.get(token);
		if (items === undefined) this.byToken.set(token, (items = []));
		items.push(item);
		let hash = 0;
		for (const code of encoder.encode(token).subarray(1)) hash = step(hash, code);
		this.hashes[hash & MASK] = 1;
	}

	/** What is filed under the words of a token text, see `tokensOf`, in UTF-8; a list for each word that is known. */
	find(tokens: Uint8Array): readonly (readonly T[])[] {
		const found: T[][] = [];
		let at = 0;
		while (at < tokens.length) {
			const start = at;
			let hash = 0;
			if (tokens[at] === TILDE) {
				for (at++; at < tokens.length && tokens[at] !== SPACE; at++)
					hash = step(hash, tokens[at] as number);
				if (this.hashes[hash & MASK] === 1) {
					const items = this.byToken.get(decoder.decode(tokens.subarray(start, at)));
					if (items !== undefined) found.push(items);
				}
			} else {
				while (at < tokens.length && tokens[at] !== SPACE) at++;
			}
			at++;
		}
		return found;
	}
}

function step(hash: number, code: number): number {
	return (Math.imul(hash, 31) + code) | 0;
}
