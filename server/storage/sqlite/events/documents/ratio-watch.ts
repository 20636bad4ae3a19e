/** Watches how well a dictionary compresses what arrives, and says when another one is due. */

/** Documents that are measured together. */
const WINDOW = 4_000;
/** A ratio so many times the best one that the dictionary had is a reason for another dictionary. */
const MUCH_WORSE = 1.2;
/** The next dictionary should make of the ratio at most this share, or what arrives is merely harder to compress. */
const WORTH_IT = 0.9;
/** Most windows to wait for another dictionary after some that were not worth it. */
const MOST_PATIENCE = 64;

/** The ratios of one dictionary, compressed to plain bytes, per mille. */
export class RatioWatch {
	private plain = 0;
	private packed = 0;
	private documents = 0;
	private bad = 0;
	private lastRatio: number | undefined;

	/**
	 * @param best the best ratio so far; undefined for a new dictionary
	 * @param patience windows in a row that must be much worse until another dictionary is due
	 * @param reason the ratio for which this dictionary followed another one
	 */
	constructor(
		private best?: number,
		private patience = 1,
		private readonly reason?: number,
	) {}

	/** Whether another dictionary is due. */
	get isWorse(): boolean {
		return this.bad >= this.patience;
	}

	/** The watch over the next dictionary. */
	successor(): RatioWatch {
		return new RatioWatch(undefined, this.patience, this.lastRatio);
	}

	/**
	 * Counts a document, in bytes.
	 *
	 * @returns the best ratio when it has become better, to be kept
	 */
	add(plain: number, packed: number): number | undefined {
		this.plain += plain;
		this.packed += packed;
		if (++this.documents < WINDOW) return undefined;
		const ratio = Math.round((1000 * this.packed) / this.plain);
		this.plain = this.packed = this.documents = 0;
		this.lastRatio = ratio;
		const isFirst = this.best === undefined;
		if (isFirst && this.reason !== undefined)
			this.patience =
				ratio > WORTH_IT * this.reason ? Math.min(MOST_PATIENCE, 2 * this.patience) : 1;
		if (this.best === undefined || ratio < this.best) {
			this.best = ratio;
			this.bad = 0;
			return ratio;
		}
		this.bad = ratio > MUCH_WORSE * this.best ? this.bad + 1 : 0;
		return undefined;
	}
}
