/** Many texts in one buffer of UTF-8, which crosses threads without a copy and leaves no garbage behind. */

/** Texts one after another, without separators. */
export interface PackedTexts {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** Where each text ends in `bytes`; the next one begins there. */
	readonly ends: Uint32Array<ArrayBuffer>;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The bytes of one text, as a view. @throws RangeError when there is no such text */
export function bytesAt({ bytes, ends }: PackedTexts, index: number): Uint8Array {
	const end = ends[index];
	if (end === undefined) throw new RangeError(`there is no text ${index}, only ${ends.length}`);
	return bytes.subarray(index === 0 ? 0 : ends[index - 1], end);
}

/** One text. @throws RangeError when there is no such text */
export function textAt(texts: PackedTexts, index: number): string {
	return decoder.decode(bytesAt(texts, index));
}

/** All texts. */
export function unpacked(texts: PackedTexts): string[] {
	return Array.from(texts.ends, (_, index) => textAt(texts, index));
}

const FIRST_SIZE = 1 << 18;

/** Packs texts. */
export class TextPacker {
	/** The buffer; another one after {@link reserve} may have made room. */
	bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
	/** Bytes in use. */
	length = 0;
	private ends: number[] = [];

	/** Makes sure that `size` more bytes fit. */
	reserve(size: number): void {
		if (this.length + size <= this.bytes.length) return;
		const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + size));
		this.bytes.copy(larger, 0, 0, this.length);
		this.bytes = larger;
	}

	/** Adds to the current text. */
	write(text: string): void {
		this.reserve(text.length * 3);
		this.length += this.bytes.write(text, this.length, 'utf8');
	}

	/** Ends the current text. */
	end(): void {
		this.ends.push(this.length);
	}

	/** What was packed, in the packer's own buffer; it starts anew with another one. */
	take(): PackedTexts {
		const bytes = new Uint8Array(this.bytes.buffer, 0, this.length);
		// Batches are of about the same size.
		this.bytes = Buffer.allocUnsafeSlow(Math.max(FIRST_SIZE, Math.ceil(1.25 * this.length)));
		const ends = new Uint32Array(this.ends);
		this.clear();
		return { bytes, ends };
	}

	/** Drops what was packed. */
	clear(): void {
		this.length = 0;
		this.ends = [];
	}
}
