/** Reads documents as they are stored: plain, or compressed with one of the dictionaries of the database. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Decompressor } from './kept-zstd';

/** The columns of a document, for a SELECT. */
export interface DocumentRow {
	/** The JSON text; empty when `packed` holds it. */
	readonly doc: string;
	/** Number of a dictionary, as a prefix, and a frame; null for a plain document. */
	readonly packed: Uint8Array | null;
}

/** Dictionaries that are ready for use in one thread: each takes some 200 KiB. */
const MOST_READY = 12;

/** Dictionaries of one database that are ready for use, for all connections of a thread. */
export class ReadyDictionaries {
	private readonly ready = new Map<number, Decompressor>();
	private latest: { readonly id: number; readonly decompressor: Decompressor } | undefined;

	/** The dictionary of this number; what was not used for longest goes when there are too many. */
	get(id: number, content: () => Uint8Array): Decompressor {
		if (this.latest?.id === id) return this.latest.decompressor;
		let decompressor = this.ready.get(id);
		if (decompressor === undefined) {
			if (this.ready.size >= MOST_READY) this.drop(this.ready.keys().next().value as number);
			decompressor = new Decompressor(content());
		}
		this.ready.delete(id);
		this.ready.set(id, decompressor);
		this.latest = { id, decompressor };
		return decompressor;
	}

	/** Forgets one: it failed, and its context may be in the middle of something. */
	drop(id: number): void {
		this.ready.get(id)?.close();
		this.ready.delete(id);
		if (this.latest?.id === id) this.latest = undefined;
	}

	/** Frees all. */
	close(): void {
		for (const id of [...this.ready.keys()]) this.drop(id);
	}
}

/** The documents of one connection. */
export class PackedDocuments {
	private readonly content: StatementSync;
	private bytes = Buffer.allocUnsafeSlow(1 << 12);

	/** @param dictionaries those of the same database; a connection that lives long may have its own */
	constructor(
		database: DatabaseSync,
		private readonly dictionaries = new ReadyDictionaries(),
	) {
		this.content = database.prepare('SELECT content FROM document_dictionary WHERE id = ?');
	}

	/** The JSON text of a document. @throws Error when it was damaged */
	text({ doc, packed }: DocumentRow): string {
		return packed === null ? doc : this.unpack(packed).toString('utf8');
	}

	/** The JSON text of a compressed document in hexadecimal. @throws Error when it was damaged */
	textOfHex(hex: string): string {
		return this.bytesOfHex(hex).toString('utf8');
	}

	/** Its bytes, as a view that holds until the next call. @throws Error when it was damaged */
	bytesOfHex(hex: string): Buffer {
		const length = hex.length >>> 1;
		if (this.bytes.length < length) this.bytes = Buffer.allocUnsafeSlow(2 * length);
		this.bytes.write(hex, 'hex');
		return this.unpack(this.bytes.subarray(0, length));
	}

	/** The bytes of a compressed document, as a view that holds until the next call. @throws Error when it was damaged */
	unpack(packed: Uint8Array): Buffer {
		const id = dictionaryOf(packed);
		return this.with(id, (decompressor) => decompressor.decompress(packed, prefixLength(id)));
	}

	/**
	 * The same of one among others, without a copy of it.
	 *
	 * @param packed has the document from `start` to `end`, and before it `MARK_LENGTH` bytes that are written over
	 */
	unpackIn(packed: Buffer, start: number, end: number): Buffer {
		const id = dictionaryOf(packed, start);
		return this.with(id, (decompressor) =>
			decompressor.decompressIn(packed, start + prefixLength(id), end),
		);
	}

	/** Forgets a dictionary whose number may be given to another one. */
	forget(id: number): void {
		this.dictionaries.drop(id);
	}

	/** Frees the memory of its dictionaries. */
	close(): void {
		this.dictionaries.close();
	}

	private with(id: number, decompress: (decompressor: Decompressor) => Buffer): Buffer {
		const decompressor = this.dictionaries.get(id, () => this.read(id));
		try {
			return decompress(decompressor);
		} catch (cause) {
			this.dictionaries.drop(id);
			throw new Error(`a stored document is damaged: ${String(cause)}`, { cause });
		}
	}

	private read(id: number): Uint8Array {
		const content = this.content.get(id)?.['content'];
		if (content === undefined) throw new Error(`dictionary ${id} of stored documents is missing`);
		return content as Uint8Array;
	}
}

/** Numbers from here on take more than the three bytes of a prefix. */
export const DICTIONARY_NUMBERS = 1 << 21;

/** The prefix that names a dictionary: seven bits a byte, the lowest first, the highest bit set but in the last byte. */
export function prefixOf(id: number): Uint8Array {
	const bytes: number[] = [];
	let rest = id;
	for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
	return Uint8Array.from([...bytes, rest]);
}

/** Number of the dictionary that a compressed document needs. */
export function dictionaryOf(packed: Uint8Array, start = 0): number {
	let id = 0;
	for (let at = 0; at < 3; at++) {
		const byte = packed[start + at] as number;
		id |= (byte & 0x7f) << (7 * at);
		if (byte < 0x80) break;
	}
	return id;
}

function prefixLength(id: number): number {
	return id < 1 << 7 ? 1 : id < 1 << 14 ? 2 : 3;
}
