/** Bytes that columns are stored as: variable-length numbers, and pieces that are compressed where that makes them smaller. */
import { constants, zstdCompressSync } from 'node:zlib';
import { FrameDecompressor } from '../documents/kept-zstd';

/** Shorter pieces are not compressed, bytes. */
const SHORT = 64;

/** Writes numbers (7 bits a byte, lowest first) and pieces one after another. */
export class ByteWriter {
	private bytes: Uint8Array;
	private length = 0;

	/** @param room bytes that are expected */
	constructor(room = 256) {
		this.bytes = new Uint8Array(room);
	}

	/** @param value a whole number, not negative; may be larger than 32 bits */
	number(value: number): void {
		this.reserve(8);
		let rest = value;
		while (rest > 127) {
			this.bytes[this.length++] = (rest % 128) | 128;
			rest = Math.floor(rest / 128);
		}
		this.bytes[this.length++] = rest;
	}

	/** Bytes with their length before them. */
	piece(piece: Uint8Array): void {
		this.number(piece.length);
		this.reserve(piece.length);
		this.bytes.set(piece, this.length);
		this.length += piece.length;
	}

	/** What was written, as a view. */
	written(): Uint8Array {
		return this.bytes.subarray(0, this.length);
	}

	private reserve(more: number): void {
		if (this.length + more <= this.bytes.length) return;
		const larger = new Uint8Array(2 * (this.length + more));
		larger.set(this.written());
		this.bytes = larger;
	}
}

/** Reads what {@link ByteWriter} wrote. */
export class ByteReader {
	private at = 0;

	constructor(private readonly bytes: Uint8Array) {}

	get isAtEnd(): boolean {
		return this.at >= this.bytes.length;
	}

	/** @throws RangeError when the bytes end before */
	number(): number {
		let value = 0;
		for (let factor = 1; ; factor *= 128) {
			const byte = this.bytes[this.at++];
			if (byte === undefined) throw new RangeError('A column ends in the middle of a number');
			if (byte < 128) return value + byte * factor;
			value += (byte - 128) * factor;
		}
	}

	/** A view. @throws RangeError when the bytes end before */
	piece(): Uint8Array {
		const length = this.number();
		const end = this.at + length;
		if (end > this.bytes.length) throw new RangeError('A column ends in the middle of a piece');
		const piece = this.bytes.subarray(this.at, end);
		this.at = end;
		return piece;
	}
}

/** What is compressed for a while only takes the least time. */
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/**
 * Compressed where that is shorter: the number of plain bytes, 0 for a piece that is plain, and the piece.
 *
 * @param how whether it is compressed at all, and how well
 */
export function packed(plain: Uint8Array, how: 'plain' | 'fast' | 'well'): Uint8Array {
	const writer = new ByteWriter(plain.length + 16);
	const small =
		how === 'plain' || plain.length < SHORT
			? plain
			: zstdCompressSync(plain, how === 'fast' ? FAST : undefined);
	writer.number(small.length < plain.length ? plain.length : 0);
	writer.piece(small.length < plain.length ? small : plain);
	return writer.written();
}

/** One for all connections of a thread: many pieces are read for one count, and none is kept as it is. */
const frames = new FrameDecompressor();

/** What was {@link packed}, as a view that may hold until the next call only. */
export function unpacked(bytes: Uint8Array): Uint8Array {
	const reader = new ByteReader(bytes);
	const length = reader.number();
	const piece = reader.piece();
	return length === 0 ? piece : frames.decompress(piece, length);
}
