/**
 * Makes a Zstandard dictionary of raw samples (RFC 8878, 5): with entropy tables, which frames refer to instead of bringing, and
 * encoders of short texts need not make anew for each.
 */
import { constants, zstdCompressSync } from 'node:zlib';
import { type Parsed, parseHalf } from './sample-parse';

const MAGIC_BYTES = Buffer.from([0x37, 0xa4, 0x30, 0xec]);
/** Numbers from 32,768 on are free for private use; frames do not name it, as what they are stored with does. */
const DICTIONARY_ID = 36_000;
/** What the repeated offsets are at first, as without a dictionary. */
const REPEATED_OFFSETS = [1, 4, 8];
/** Cells of a table as a power of two, and symbols: encoders of fast levels take a table only if it has all symbols that can be. */
const OFFSETS = { log: 8, symbols: 22 };
const MATCH_LENGTHS = { log: 9, symbols: 53 };
const LITERAL_LENGTHS = { log: 9, symbols: 36 };
/** Bytes of samples that tell something. */
const LEAST = 8 * 1024;
/** Bytes of the text whose code of literals is taken; long enough for rare ones, and for one block. */
const LITERALS = 1 << 16;
/** Seed of the order of its characters, always the same, so that a run can be repeated. */
const SEED = 0x2545_f491;

/**
 * A dictionary with these samples as its content.
 *
 * @param samples JSON documents one after another
 * @returns the samples themselves where they are too few to make tables of; they are a dictionary too
 */
export function withTables(samples: Uint8Array): Uint8Array {
	if (samples.length < LEAST) return samples;
	const parsed = parseHalf(samples);
	const code = parsed.sequences === 0 ? undefined : literalCode(parsed.literals);
	if (code === undefined) return samples;
	const head = [MAGIC_BYTES, number(DICTIONARY_ID), code, ...tables(parsed)];
	return Buffer.concat([...head, ...REPEATED_OFFSETS.map(number), samples]);
}

/** Whether a dictionary has tables. */
export function hasTables(dictionary: Uint8Array): boolean {
	return MAGIC_BYTES.equals(dictionary.subarray(0, MAGIC_BYTES.length));
}

function tables({ offsets, matchLengths, literalLengths }: Parsed): Buffer[] {
	return [
		distribution(offsets, OFFSETS),
		distribution(matchLengths, MATCH_LENGTHS),
		distribution(literalLengths, LITERAL_LENGTHS),
	];
}

function number(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

/** A table of how often each symbol comes (RFC 8878, 4.1.1). */
function distribution(
	counts: Uint32Array,
	{ log, symbols }: { readonly log: number; readonly symbols: number },
): Buffer {
	const bits = new Bits();
	bits.write(log - 5, 4);
	let remaining = (1 << log) + 1;
	let threshold = 1 << log;
	let size = log + 1;
	for (const cells of shares(counts.subarray(0, symbols), 1 << log)) {
		const spare = 2 * threshold - 1 - remaining;
		remaining -= cells;
		const value = cells + 1 < threshold ? cells + 1 : cells + 1 + spare;
		bits.write(value, value < spare ? size - 1 : size);
		while (remaining < threshold && threshold > 1) {
			threshold >>= 1;
			size--;
		}
	}
	return bits.take();
}

/** Cells for each symbol, in proportion, but at least one. */
function shares(counts: Uint32Array, cells: number): number[] {
	const total = counts.reduce((sum, count) => sum + count, 0);
	const spare = cells - counts.length;
	const exact = Array.from(counts, (count) => (count * spare) / total);
	const result = exact.map((share) => 1 + Math.floor(share));
	const missing = cells - result.reduce((sum, share) => sum + share, 0);
	const byRest = exact
		.map((share, symbol) => ({ rest: share % 1, symbol }))
		.sort((one, other) => other.rest - one.rest || one.symbol - other.symbol);
	for (const { symbol } of byRest.slice(0, missing)) result[symbol]! += 1;
	return result;
}

class Bits {
	private readonly bytes: number[] = [];
	private pending = 0;
	private size = 0;

	/** @param size at most 16 */
	write(value: number, size: number): void {
		this.pending |= value << this.size;
		for (this.size += size; this.size >= 8; this.size -= 8) {
			this.bytes.push(this.pending & 0xff);
			this.pending >>>= 8;
		}
	}

	take(): Buffer {
		if (this.size > 0) this.bytes.push(this.pending);
		return Buffer.from(this.bytes);
	}
}

/**
 * The description of a Huffman code for literals (RFC 8878, 4.2.1): that of a text which consists of them, in an order without
 * repetitions; undefined when such a text cannot be compressed.
 */
function literalCode(counts: Uint32Array): Buffer | undefined {
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total === 0) return undefined;
	const text: number[] = [];
	for (const [byte, count] of counts.entries()) {
		// What may come has a code too.
		const least = byte >= 0x20 && byte < 0x7f ? 1 : 0;
		const times = Math.max(least, Math.round((count / total) * LITERALS));
		for (let n = 0; n < times; n++) text.push(byte);
	}
	const params = { [constants.ZSTD_c_compressionLevel]: 1 };
	return treeOf(zstdCompressSync(Buffer.from(shuffled(text)), { params }));
}

/** The description of the code that the first block of a frame begins with; undefined when it has none. */
function treeOf(frame: Buffer): Buffer | undefined {
	const descriptor = frame.readUInt8(4);
	const isSingleSegment = (descriptor & 0x20) !== 0;
	const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6] as number;
	const block = 5 + (isSingleSegment ? 0 : 1) + sizeBytes;
	// A block, and literals in it, may be left as they are.
	if (((frame.readUInt8(block) >>> 1) & 3) !== 2) return undefined;
	const literals = frame.readUInt8(block + 3);
	if ((literals & 3) !== 2) return undefined;
	const at = block + 3 + ([3, 3, 4, 5][(literals >>> 2) & 3] as number);
	const header = frame.readUInt8(at);
	return frame.subarray(at, at + 1 + (header < 128 ? header : (header - 126) >>> 1));
}

function shuffled(text: number[]): number[] {
	let state = SEED;
	for (let last = text.length - 1; last > 0; last--) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		const other = (state >>> 0) % (last + 1);
		[text[last], text[other]] = [text[other] as number, text[last] as number];
	}
	return text;
}
