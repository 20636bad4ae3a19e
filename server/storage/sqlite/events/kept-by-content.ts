/** What a thread keeps of stored bytes, by their digest: nothing has to tell when they go or are replaced. */

/** The digest of some bytes names what was made of them. */
export type Digest = string;

/**
 * Values by the content they were made of, within a bound of bytes. Where there is no room for another one, those go that were not
 * used for longest, but none of the search that is under way: searches go through all that they need in the same order, and where
 * that is too much, keeping the latest would mean to keep none for the next time.
 */
export class KeptByContent<T> {
	private readonly values = new Map<
		Digest,
		{ readonly value: T; readonly bytes: number; used: number }
	>();
	private bytes = 0;
	private search = 0;

	/** @param most bytes */
	constructor(private readonly most: number) {}

	/** Bytes that are kept. */
	get size(): number {
		return this.bytes;
	}

	/** A search begins. */
	begin(): void {
		this.search++;
	}

	/** What is kept of some content. */
	get(digest: Digest): T | undefined {
		const known = this.values.get(digest);
		if (known === undefined) return undefined;
		if (known.used !== this.search) {
			known.used = this.search;
			// What was used last stands at the end.
			this.values.delete(digest);
			this.values.set(digest, known);
		}
		return known.value;
	}

	/** Whether so many bytes have room, after forgetting others. */
	hasRoom(bytes: number): boolean {
		for (const [digest, old] of this.values) {
			if (this.bytes + bytes <= this.most || old.used === this.search) break;
			this.values.delete(digest);
			this.bytes -= old.bytes;
		}
		return this.bytes + bytes <= this.most;
	}

	/** Keeps a value for which there is room. */
	keep(digest: Digest, value: T, bytes: number): void {
		this.values.set(digest, { value, bytes, used: this.search });
		this.bytes += bytes;
	}
}
