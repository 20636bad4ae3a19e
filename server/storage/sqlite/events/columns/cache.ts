/** What was read of blocks last, up to a number of bytes: a block never changes. */

/** Bytes that one connection keeps: a few fields of some million events. */
const MOST_BYTES = 8 * 2 ** 20;

/** Keeps parts of blocks by their numbers; the one that was asked for longest ago goes first. */
export class PartCache<T> {
	private readonly parts = new Map<number, { readonly part: T; readonly bytes: number }>();
	private bytes = 0;

	/** @param most bytes that are kept */
	constructor(private readonly most = MOST_BYTES) {}

	/** A part that is kept. */
	get(id: number): T | undefined {
		const found = this.parts.get(id);
		if (found === undefined) return undefined;
		this.parts.delete(id);
		this.parts.set(id, found);
		return found.part;
	}

	/** Keeps a part. @param bytes that it takes */
	set(id: number, part: T, bytes: number): void {
		this.parts.set(id, { part, bytes });
		this.bytes += bytes;
		for (const [oldest, { bytes: freed }] of this.parts) {
			if (this.bytes <= this.most) break;
			this.parts.delete(oldest);
			this.bytes -= freed;
		}
	}
}
