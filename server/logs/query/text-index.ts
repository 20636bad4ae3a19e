/** Looks for many known texts in one text at once: a few characters of each are looked up at every position. */

/** Characters that are looked up, unless a text is shorter. */
const GRAM = 3;
/**
 * Places of the table that tells whether a gram is worth a closer look, a text: there are thousands of lists, most of them of a few
 * texts, and a large table of each would leave the processor's cache before it is used again.
 */
const PLACES_PER_TEXT = 64;
const [LEAST_BITS, MOST_BITS] = [8, 16];
const FACTOR = 0x9e3779b1;

interface Filed<T> {
	readonly text: string;
	/** Where the chosen gram stands in the text. */
	offset: number;
	readonly items: T[];
}

/** Things filed under texts that another text contains. */
export class TextIndex<T> {
	private readonly byText = new Map<string, Filed<T>>();
	private readonly byGram = new Map<number, Filed<T>[]>();
	private table = new Uint8Array(1);
	/** Bits of a hash that do not tell. */
	private shift = 31;
	/** Characters of a gram: no more than the shortest text has. */
	private gram = GRAM;
	private isBuilt = false;

	/** Number of different texts. */
	get size(): number {
		return this.byText.size;
	}

	/** Files something. @param text folded, not empty */
	add(text: string, item: T): void {
		const filed = this.byText.get(text);
		if (filed === undefined) this.byText.set(text, { text, offset: 0, items: [item] });
		else filed.items.push(item);
		this.gram = Math.min(this.gram, text.length);
		this.isBuilt = false;
	}

	/** What is filed under texts that `text` (folded) contains; a list for each, some more than once. */
	find(text: string): readonly (readonly T[])[] {
		const found: T[][] = [];
		this.scan(text, (items) => {
			found.push(items);
			return false;
		});
		return found;
	}

	/** Whether `text` (folded) contains any of the texts. */
	isIn(text: string): boolean {
		return this.scan(text, () => true);
	}

	/** Goes through the texts that are found until `visit` answers true; answers whether it did. */
	private scan(text: string, visit: (items: T[]) => boolean): boolean {
		if (!this.isBuilt) this.build();
		const { table, shift } = this;
		const last = this.gram - 1;
		const mask = maskOf(this.gram);
		let gram = 0;
		for (let at = 0; at < text.length; at++) {
			gram = ((gram << 8) | (text.charCodeAt(at) & 0xff)) & mask;
			if (table[Math.imul(gram, FACTOR) >>> shift] === 0 || at < last) continue;
			const candidates = this.byGram.get(gram);
			if (candidates === undefined) continue;
			for (const { text: wanted, offset, items } of candidates) {
				const start = at - last - offset;
				if (start >= 0 && text.startsWith(wanted, start) && visit(items)) return true;
			}
		}
		return false;
	}

	/** Each text is looked up by the gram that fewest of the others have. */
	private build(): void {
		const counts = new Map<number, number>();
		for (const { text } of this.byText.values()) {
			for (const gram of new Set(this.gramsOf(text))) counts.set(gram, (counts.get(gram) ?? 0) + 1);
		}
		this.byGram.clear();
		const wanted = Math.ceil(Math.log2(this.byText.size * PLACES_PER_TEXT));
		const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, wanted));
		this.table = new Uint8Array(1 << bits);
		this.shift = 32 - bits;
		for (const filed of this.byText.values()) {
			const grams = this.gramsOf(filed.text);
			const countOf = (offset: number) => counts.get(grams[offset] as number) ?? 0;
			let rarest = 0;
			for (let offset = 1; offset < grams.length; offset++) {
				if (countOf(offset) < countOf(rarest)) rarest = offset;
			}
			filed.offset = rarest;
			const gram = grams[rarest] as number;
			const filedHere = this.byGram.get(gram);
			if (filedHere === undefined) this.byGram.set(gram, [filed]);
			else filedHere.push(filed);
			this.table[Math.imul(gram, FACTOR) >>> this.shift] = 1;
		}
		this.isBuilt = true;
	}

	/** The low bytes of every few characters in a row. */
	private gramsOf(text: string): number[] {
		const grams: number[] = [];
		const mask = maskOf(this.gram);
		let gram = 0;
		for (let at = 0; at < text.length; at++) {
			gram = ((gram << 8) | (text.charCodeAt(at) & 0xff)) & mask;
			if (at >= this.gram - 1) grams.push(gram);
		}
		return grams;
	}
}

function maskOf(characters: number): number {
	return 2 ** (8 * characters) - 1;
}
