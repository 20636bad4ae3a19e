/** Keeps some of the documents that were stored lately, of which dictionaries are made. */

/** Bytes of a dictionary: twice as many save two bytes a document, half as many cost six. */
export const DICTIONARY_BYTES = 128 * 1024;
/** Documents that were seen until a dictionary is made of whatever there is, where documents are short. */
export const ENOUGH_SEEN = 4_000;
/** Documents are cut here, so that a few large ones leave room for others. */
export const MOST_OF_ONE = 8 * 1024;
/** Seed of the choice, always the same, so that a run can be repeated. */
const SEED = 0x2545f491;

/** The latest samples of a stream of documents. */
export class DocumentSamples {
	private kept: Buffer[] = [];
	private bytes = 0;
	private seen = 0;
	private skip = 0;
	private state = SEED;

	/**
	 * Looks at a document.
	 *
	 * @param every about one of so many is kept: steps of one size could follow a rhythm of the sender's
	 */
	see(document: Uint8Array, every: number): void {
		this.seen++;
		if (this.skip-- > 0) return;
		this.skip = this.random() % (2 * every);
		const sample = Buffer.from(document.subarray(0, MOST_OF_ONE));
		this.kept.push(sample);
		this.bytes += sample.length;
		while (this.bytes - (this.kept[0] as Buffer).length >= DICTIONARY_BYTES)
			this.bytes -= (this.kept.shift() as Buffer).length;
	}

	/** Whether there are enough for a dictionary. */
	get isEnough(): boolean {
		return this.bytes >= DICTIONARY_BYTES || this.seen >= ENOUGH_SEEN;
	}

	/**
	 * A dictionary of the samples, the latest last, where it costs least to refer to.
	 *
	 * @param before the dictionary until now, of which half is kept, as older formats come again
	 */
	dictionary(before?: Uint8Array): Buffer {
		const all = Buffer.concat(this.kept);
		if (before === undefined) return all.subarray(Math.max(0, all.length - DICTIONARY_BYTES));
		const half = DICTIONARY_BYTES / 2;
		return Buffer.concat([before.subarray(Math.max(0, before.length - half)), all.subarray(-half)]);
	}

	/** xorshift32 */
	private random(): number {
		let { state } = this;
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		this.state = state;
		return state >>> 0;
	}
}
