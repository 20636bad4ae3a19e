/** Reads the numbers of FTS5's records: seven bits a byte, the highest first, the highest bit set but in the last byte. */

/** A place in some bytes. Numbers of more than 53 bits come out wrong: rows of events have fewer. */
export class Varints {
	at = 0;
	bytes: Uint8Array = new Uint8Array(0);

	/** Begins with other bytes. */
	open(bytes: Uint8Array, at: number): void {
		this.bytes = bytes;
		this.at = at;
	}

	/** The next number. */
	next(): number {
		const { bytes, at } = this;
		let value = 0;
		for (let length = 1; length < 9; length++) {
			const byte = bytes[this.at++] as number;
			if (byte < 0x80) return value * 128 + byte;
			value = value * 128 + (byte & 0x7f);
		}
		this.at++;
		return this.negative(at);
	}

	/** One of nine bytes, the last with all of its bits: as none is so large, it is below 0, the complement of what stands there. */
	private negative(at: number): number {
		let value = 0;
		for (let place = at; place < at + 8; place++)
			value = value * 128 + (~(this.bytes[place] as number) & 0x7f);
		return -1 - (value * 256 + (~(this.bytes[at + 8] as number) & 0xff));
	}
}
