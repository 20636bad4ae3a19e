/** Zstandard with a dictionary that is digested once and used for many short texts, one frame each. */
import { constants, createZstdCompress, createZstdDecompress, zstdDecompressSync } from 'node:zlib';
import { hasTables } from './dictionary-tables';

/** What each Zstandard frame begins with; left out of what is stored. */
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** Bytes that a frame needs before it, to be read where it stands. */
export const MARK_LENGTH = MAGIC.length;

/**
 * With documents of a kilobyte and a dictionary of 128 KiB with tables: 3 takes 108 bytes for 2 µs, 4 takes 98 for 5 µs. Older
 * dictionaries have none: with these 3 takes 118 bytes for 3 µs, 4 takes 106 for 6 µs, 6 takes 99 for 12 µs.
 */
const LEVEL = { withTables: 3, without: 4 };
/** The window, 256 KiB, covers dictionary and document. */
const WINDOW_LOG = 18;

/**
 * What a stream of `node:zlib` does its work with. The functions that Node documents digest the dictionary anew at each
 * call (280 µs to compress, 42 µs to decompress), so this keeps a stream's own context and calls it directly. It is not part
 * of Node's documented interface: {@link hasKeptContexts} tries whether it is there and works as expected.
 */
interface Context {
	writeSync(
		flush: number,
		input: Uint8Array,
		inputOffset: number,
		inputLength: number,
		output: Uint8Array,
		outputOffset: number,
		outputLength: number,
	): void;
}

interface ContextStream {
	readonly _handle?: Context | null;
	/** Room that is left in the output, and bytes that are left of the input, after each call. */
	readonly _writeState?: Uint32Array;
	readonly destroyed: boolean;
	on(event: 'error', listener: (error: Error) => void): unknown;
	destroy(): unknown;
}

/** One context of Node's, either way. */
class KeptContext {
	/** Where results are written. */
	output = Buffer.allocUnsafeSlow(1 << 16);
	private failure: Error | undefined;

	constructor(private readonly stream: ContextStream) {
		stream.on('error', (error) => (this.failure = error));
	}

	/**
	 * Takes a whole text or frame; its result is in `output` from `start` on.
	 *
	 * @returns where the result ends
	 * @throws Error when the input is no frame of this dictionary
	 */
	run(flush: number, input: Uint8Array, from: number, length: number, start: number): number {
		const { stream } = this;
		const state = stream._writeState;
		if (stream._handle == null || state === undefined) throw new Error('no context for Zstandard');
		let end = start;
		let at = from;
		let left = length;
		for (;;) {
			const room = this.output.length - end;
			stream._handle.writeSync(flush, input, at, left, this.output, end, room);
			if (stream.destroyed || this.failure !== undefined)
				throw this.failure ?? new Error('not a Zstandard frame of this dictionary');
			end = this.output.length - (state[0] as number);
			at += left - (state[1] as number);
			left = state[1] as number;
			if ((state[0] as number) > 0) return end;
			this.reserve(this.output.length * 2, end);
		}
	}

	/** Makes the output at least so large, and keeps its first bytes. */
	reserve(size: number, kept = 0): void {
		if (this.output.length >= size) return;
		const larger = Buffer.allocUnsafeSlow(size);
		this.output.copy(larger, 0, 0, kept);
		this.output = larger;
	}

	close(): void {
		this.stream.destroy();
	}
}

/** Compresses texts with one dictionary. */
export class Compressor {
	private readonly context: KeptContext;

	/** @param dictionary texts like those to be compressed, one after another, with tables or without, see `withTables` */
	constructor(dictionary: Uint8Array) {
		const params = {
			[constants.ZSTD_c_compressionLevel]: hasTables(dictionary) ? LEVEL.withTables : LEVEL.without,
			[constants.ZSTD_c_windowLog]: WINDOW_LOG,
			// What is stored before the frame names the dictionary.
			[constants.ZSTD_c_dictIDFlag]: 0,
		};
		const stream = createZstdCompress({ dictionary, params });
		this.context = new KeptContext(stream);
	}

	/**
	 * Compresses a text behind a prefix.
	 *
	 * @param prefix bytes to stand before the frame, at most as many as the frame's own mark that is left out
	 * @returns a view that holds until the next call
	 */
	compress(text: Uint8Array, prefix: Uint8Array): Uint8Array {
		const { context } = this;
		// Zstandard's own bound, so that one call is enough: an empty further one would begin another frame.
		context.reserve(text.length + (text.length >>> 8) + 1024);
		const end = context.run(constants.ZSTD_e_end, text, 0, text.length, 0);
		const start = MAGIC.length - prefix.length;
		context.output.set(prefix, start);
		return context.output.subarray(start, end);
	}

	/** Frees its memory. */
	close(): void {
		this.context.close();
	}
}

/** Decompresses what a {@link Compressor} with the same dictionary made. */
export class Decompressor {
	private readonly context: KeptContext | undefined;
	private input = Buffer.allocUnsafeSlow(1 << 12);

	/** @param kept whether to keep a context; without it Node's documented, slower function does the work */
	constructor(
		private readonly dictionary: Uint8Array,
		kept = hasKeptContexts(),
	) {
		MAGIC.copy(this.input);
		if (kept) this.context = new KeptContext(createZstdDecompress({ dictionary }));
	}

	/**
	 * The text of a frame.
	 *
	 * @param packed has the frame from `start` to `end`
	 * @returns a view that holds until the next call
	 * @throws Error when it is no frame of this dictionary
	 */
	decompress(packed: Uint8Array, start: number, end = packed.length): Buffer {
		const length = MAGIC.length + end - start;
		if (this.input.length < length) {
			this.input = Buffer.allocUnsafeSlow(length * 2);
			MAGIC.copy(this.input);
		}
		const isAll = start === 0 && end === packed.length;
		this.input.set(isAll ? packed : packed.subarray(start, end), MAGIC.length);
		const { context } = this;
		if (context === undefined)
			return zstdDecompressSync(this.input.subarray(0, length), { dictionary: this.dictionary });
		return this.wholeOf(context, this.input, 0, length);
	}

	/**
	 * The same of a frame among others, without a copy of it.
	 *
	 * @param packed has the frame from `start` to `end`, and before it {@link MARK_LENGTH} bytes that are written over
	 */
	decompressIn(packed: Buffer, start: number, end: number): Buffer {
		const { context } = this;
		if (context === undefined) return this.decompress(packed, start, end);
		const first = start - MARK_LENGTH;
		for (let at = 0; at < MARK_LENGTH; at++) packed[first + at] = MAGIC[at] as number;
		return this.wholeOf(context, packed, first, end - first);
	}

	/** Frees its memory. */
	close(): void {
		this.context?.close();
	}

	private wholeOf(context: KeptContext, frame: Buffer, from: number, length: number): Buffer {
		const written = context.run(constants.ZSTD_e_continue, frame, from, length, 0);
		// A frame without its end is no error to a context, which waits for the rest of it.
		if (written !== textLength(frame, from)) throw new Error('the Zstandard frame is not whole');
		return context.output.subarray(0, written);
	}
}

/** Decompresses whole frames without a dictionary into one place, so that none of them leaves garbage of its size. */
export class FrameDecompressor {
	private context: KeptContext | undefined;

	/**
	 * The text of a frame.
	 *
	 * @param length bytes of the text
	 * @returns a view that may hold until the next call only
	 * @throws Error when it is no frame of such a text
	 */
	decompress(frame: Uint8Array, length: number): Buffer {
		// One chunk, which need not be put together with others; fewer than 64 bytes are no chunk to Node.
		if (!hasKeptContexts())
			return zstdDecompressSync(frame, {
				maxOutputLength: length,
				chunkSize: Math.max(64, length),
			});
		const context = (this.context ??= new KeptContext(createZstdDecompress()));
		// With room for more than the text, so that the end is told by the first call.
		context.reserve(length + 1);
		try {
			const written = context.run(constants.ZSTD_e_continue, frame, 0, frame.length, 0);
			if (written !== length) throw new Error('the Zstandard frame has another length');
			return context.output.subarray(0, written);
		} catch (cause) {
			this.close();
			throw cause;
		}
	}

	/** Frees its memory. */
	close(): void {
		this.context?.close();
		this.context = undefined;
	}
}

/** The length of the text that a frame says it holds (RFC 8878, 3.1.1.1); -1 when it does not say. */
function textLength(frame: Buffer, from: number): number {
	const descriptor = frame[from + MAGIC.length] as number;
	const isSingleSegment = (descriptor & 0x20) !== 0;
	// The window's byte stands between, unless there is a single segment; frames name no dictionary.
	const at = from + MAGIC.length + (isSingleSegment ? 1 : 2);
	switch (descriptor >>> 6) {
		case 0:
			return isSingleSegment ? frame.readUInt8(at) : -1;
		case 1:
			return frame.readUInt16LE(at) + 256;
		case 2:
			return frame.readUInt32LE(at);
		default:
			return Number(frame.readBigUInt64LE(at));
	}
}

let probed: boolean | undefined;

/** Whether this Node has contexts that can be kept, and they do what the documented function does: tried once a thread. */
export function hasKeptContexts(): boolean {
	return (probed ??= probe());
}

function probe(): boolean {
	const dictionary = Buffer.from(
		'{"TIME":1767225601204,"HOSTNAME":"probe.example","LOGTYPE":"Unix"}',
	);
	const text = Buffer.from(
		'{"TIME":1767225601205,"HOSTNAME":"probe.example","LOGTYPE":"Unix","N":1}',
	);
	const opened: { close(): void }[] = [];
	try {
		const compressor = new Compressor(dictionary);
		opened.push(compressor);
		const documented = new Decompressor(dictionary, false);
		const kept = new Decompressor(dictionary, true);
		opened.push(kept);
		// Twice, as a context that ends with its first frame would be of no use.
		return [1, 2].every(() => {
			const frame = Buffer.from(compressor.compress(text, new Uint8Array(0)));
			return documented.decompress(frame, 0).equals(text) && kept.decompress(frame, 0).equals(text);
		});
	} catch {
		return false;
	} finally {
		for (const one of opened) one.close();
	}
}
