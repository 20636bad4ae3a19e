/** Looks for many known texts in one text at once: four characters of each are looked up at every position. */

const GRAM = 4;
/** Bits of a gram's hash that tell whether it is worth a closer look. */
const TABLE_BITS = 16;
const FACTOR = 0x9e3779b1;

/** Shorter texts cannot be filed. */
export const SHORTEST_TEXT = GRAM;

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
	private readonly table = new Uint8Array(1 << TABLE_BITS);
	private isBuilt = false;

	/** Number of different texts. */
	get size(): number {
		return this.byText.size;
	}

	/** Files something. @param text folded, at least {@link SHORTEST_TEXT} UTF-16 code units */
	add(text: string, item: T): void {
		const filed = this.byText.get(text);
		if (filed === undefined) this.byText.set(text, { text, offset: 0, items: [item] });
		else filed.items.push(item);
		this.isBuilt = false;
	}

	/** What is filed under texts that `text` (folded) contains; a list for each, some more than once. */
	find(text: string): readonly (readonly T[])[] {
		if (!this.isBuilt) this.build();
		const found: T[][] = [];
		const { table } = this;
		let gram = 0;
		for (let at = 0; at < text.length; at++) {
			gram = (gram << 8) | (text.charCodeAt(at) & 0xff);
			if (table[Math.imul(gram, FACTOR) >>> (32 - TABLE_BITS)] === 0 || at < GRAM - 1) continue;
			const candidates = this.byGram.get(gram);
			if (candidates === undefined) continue;
			for (const { text: wanted, offset, items } of candidates) {
				const start = at - (GRAM - 1) - offset;
				if (start >= 0 && text.startsWith(wanted, start)) found.push(items);
			}
		}
		return found;
	}

	/** Each text is looked up by the gram that fewest of the others have. */
	private build(): void {
		const counts = new Map<number, number>();
		for (const { text } of this.byText.values()) {
			for (const gram of new Set(gramsOf(text))) counts.set(gram, (counts.get(gram) ?? 0) + 1);
		}
		this.byGram.clear();
		this.table.fill(0);
		for (const filed of this.byText.values()) {
			const grams = gramsOf(filed.text);
			let rarest = 0;
			for (let offset = 1; offset < grams.length; offset++) {
				if (count(counts, grams[offset]) < count(counts, grams[rarest])) rarest = offset;
			}
			filed.offset = rarest;
			const gram = grams[rarest] as number;
			const filedHere = this.byGram.get(gram);
			if (filedHere === undefined) this.byGram.set(gram, [filed]);
			else filedHere.push(filed);
			this.table[Math.imul(gram, FACTOR) >>> (32 - TABLE_BITS)] = 1;
		}
		this.isBuilt = true;
	}
}

/** The low bytes of every four characters in a row. */
function gramsOf(text: string): number[] {
	const grams: number[] = [];
	let gram = 0;
	for (let at = 0; at < text.length; at++) {
		gram = (gram << 8) | (text.charCodeAt(at) & 0xff);
		if (at >= GRAM - 1) grams.push(gram);
	}
	return grams;
}

function count(counts: ReadonlyMap<number, number>, gram: number | undefined): number {
	return counts.get(gram ?? 0) ?? 0;
}
