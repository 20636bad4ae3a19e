/** Gathers JSON texts of hits as the bytes of an answer, with commas between them: most are stored as bytes, and stay so. */

const COMMA = 0x2c;
const FIRST_ROOM = 1 << 16;
/** Room that is kept for the next answer of this thread. */
const MOST_KEPT = 1 << 21;

let kept: Buffer | undefined;

/** The hits of one answer. */
export class HitBytes {
	/** Bytes so far. */
	length = 0;
	/** Hits so far. */
	count = 0;
	private bytes = kept ?? Buffer.allocUnsafeSlow(FIRST_ROOM);

	constructor() {
		// Two answers may be under way at once.
		kept = undefined;
	}

	/**
	 * Adds a hit.
	 *
	 * @param most bytes of all together; one that would be beyond it is not added, unless it is the first
	 * @returns whether it was added
	 */
	add(hit: string | Uint8Array, most = Infinity): boolean {
		const before = this.length;
		const start = before === 0 ? 0 : before + 1;
		this.reserve(start + (typeof hit === 'string' ? 3 * hit.length : hit.length));
		if (start > 0) this.bytes[before] = COMMA;
		let end = start + hit.length;
		if (typeof hit === 'string') end = start + this.bytes.write(hit, start, 'utf8');
		else this.bytes.set(hit, start);
		if (before > 0 && end > most) return false;
		this.length = end;
		this.count++;
		return true;
	}

	/** All of them, in a buffer of their own that is fit for transfer; nothing may be added after it. */
	take(): Uint8Array<ArrayBuffer> {
		const hits = new Uint8Array(this.length);
		hits.set(this.bytes.subarray(0, this.length));
		if (this.bytes.length <= MOST_KEPT) kept = this.bytes;
		return hits;
	}

	private reserve(length: number): void {
		if (length <= this.bytes.length) return;
		const larger = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.bytes.length));
		this.bytes.copy(larger, 0, 0, this.length);
		this.bytes = larger;
	}
}
