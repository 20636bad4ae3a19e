/** Looks for many known texts in the line of an event at once, where it stands in bytes: no value need be made a string for it. */

/** Bytes that are looked up at once, which each text has. */
const GRAM = 3;
/** Places of the table of steps for each gram of a text; few enough that the table stays in the cache. */
const PLACES_PER_GRAM = 16;
const LEAST_BITS = 8;
const MOST_BITS = 16;
const FACTOR = 0x9e3779b1;
/** Texts are known by a window that is no longer, bytes. */
const MOST_WINDOW = 64;

/** Bytes without the case of ASCII. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) =>
	byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

const ASCII = /^[\0-\x7f]*$/;

interface Filed<T> {
	/** The text as it stands between the quotes of a JSON string, folded. */
	readonly bytes: Uint8Array;
	readonly items: T[];
}

/**
 * Things filed under texts that a value contains.
 *
 * Each character is escaped by itself, so a text stands in a value where its escaped bytes stand in those of the value, when the line
 * is as `JSON.stringify` writes it. Values that are not ASCII are not looked at: without case some of their characters are.
 *
 * Of each text a window as long as the shortest text is looked for, by what its last bytes are; other bytes say how far it is
 * to the next place where one may end (Wu and Manber's algorithm), so that of a line few bytes are looked at.
 */
export class LineIndex<T> {
	private readonly byText = new Map<string, Filed<T>>();
	/** By the last gram of the window: the text, and where its window ends in it. */
	private readonly byGram = new Map<
		number,
		{ readonly filed: Filed<T>; readonly ends: number }[]
	>();
	/** By the hash of a gram: how far it is from its end to the end of a window at least. */
	private steps = new Uint8Array(1);
	private shift = 31;
	private window = 0;
	private isBuilt = false;

	/**
	 * Files something.
	 *
	 * @param text folded, of three characters or more; one that is not ASCII stands in no value that is looked at here
	 */
	add(text: string, item: T): void {
		if (text.length < GRAM) throw new RangeError(`${JSON.stringify(text)} is too short`);
		if (!ASCII.test(text)) return;
		const filed = this.byText.get(text);
		if (filed !== undefined) {
			filed.items.push(item);
			return;
		}
		this.byText.set(text, { bytes: Buffer.from(JSON.stringify(text).slice(1, -1)), items: [item] });
		this.isBuilt = false;
	}

	/**
	 * Adds what is filed under texts that a line contains in values of ASCII, and some that it contains elsewhere.
	 *
	 * @param found gets a list for each, some more than once
	 */
	find(line: Uint8Array, start: number, end: number, found: (readonly T[])[]): void {
		if (!this.isBuilt) this.build();
		if (this.byText.size === 0) return;
		const { steps, shift } = this;
		for (let at = start + this.window - 1; at < end; ) {
			const gram =
				(FOLDED[line[at - 2]!]! << 16) | (FOLDED[line[at - 1]!]! << 8) | FOLDED[line[at]!]!;
			const step = steps[Math.imul(gram, FACTOR) >>> shift]!;
			if (step > 0) {
				at += step;
				continue;
			}
			for (const { filed, ends } of this.byGram.get(gram) ?? []) {
				const first = at - ends;
				if (first >= start && first + filed.bytes.length <= end && isAt(filed.bytes, line, first))
					found.push(filed.items);
			}
			at++;
		}
	}

	private build(): void {
		const all = [...this.byText.values()].map((filed) => ({ filed, grams: gramsOf(filed.bytes) }));
		const shortest = Math.min(...all.map(({ filed }) => filed.bytes.length));
		const window = Math.min(MOST_WINDOW, shortest);
		/** Grams of a window. */
		const length = window - GRAM + 1;
		const bits = Math.ceil(Math.log2(all.length * length * PLACES_PER_GRAM));
		this.shift = 32 - Math.min(MOST_BITS, Math.max(LEAST_BITS, bits));
		this.steps = new Uint8Array(2 ** (32 - this.shift)).fill(length);
		this.byGram.clear();
		const counts = countsOf(all.flatMap(({ grams }) => grams));
		for (const { filed, grams } of all) {
			// The window whose last gram fewest others have.
			let last = length - 1;
			for (let at = length; at < grams.length; at++)
				if (counts.get(grams[at]!)! < counts.get(grams[last]!)!) last = at;
			for (let back = 0; back < length; back++) this.stepAtMost(grams[last - back]!, back);
			const here = this.byGram.get(grams[last]!) ?? [];
			this.byGram.set(grams[last]!, [...here, { filed, ends: last + GRAM - 1 }]);
		}
		this.window = window;
		this.isBuilt = true;
	}

	private stepAtMost(gram: number, most: number): void {
		const place = Math.imul(gram, FACTOR) >>> this.shift;
		this.steps[place] = Math.min(this.steps[place]!, most);
	}
}

/** Every three bytes in a row. */
function gramsOf(bytes: Uint8Array): number[] {
	return Array.from(
		bytes.subarray(GRAM - 1),
		(byte, at) => (bytes[at]! << 16) | (bytes[at + 1]! << 8) | byte,
	);
}

function countsOf(grams: readonly number[]): ReadonlyMap<number, number> {
	const counts = new Map<number, number>();
	for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
	return counts;
}

function isAt(bytes: Uint8Array, line: Uint8Array, first: number): boolean {
	for (let at = 0; at < bytes.length; at++)
		if (FOLDED[line[first + at]!] !== bytes[at]) return false;
	return true;
}
