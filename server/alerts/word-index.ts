/** Looks for a few known words among the many of an event, without cutting each of them out of the token text. */

const SPACE = 32;
const TILDE = 126;
/** Bits of the hash that tell whether a word is worth a closer look. */
const MASK = 0xffff;

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
		for (let at = 1; at < token.length; at++) hash = step(hash, token.charCodeAt(at));
		this.hashes[hash & MASK] = 1;
	}

	/** What is filed under the words of a token text, see `tokensOf`; a list for each word that is known. */
	find(tokens: string): readonly (readonly T[])[] {
		const found: T[][] = [];
		let at = 0;
		while (at < tokens.length) {
			if (tokens.charCodeAt(at) !== TILDE) {
				at = tokens.indexOf(' ', at) + 1;
				if (at === 0) break;
				continue;
			}
			const start = at;
			let hash = 0;
			let code = 0;
			while (++at < tokens.length && (code = tokens.charCodeAt(at)) !== SPACE)
				hash = step(hash, code);
			if (this.hashes[hash & MASK] === 1) {
				const items = this.byToken.get(tokens.slice(start, at));
				if (items !== undefined) found.push(items);
			}
			at++;
		}
		return found;
	}
}

function step(hash: number, code: number): number {
	return (Math.imul(hash, 31) + code) | 0;
}
