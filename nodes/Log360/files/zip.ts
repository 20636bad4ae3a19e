/**
 * Writes a ZIP archive piece by piece. Nothing is compressed, as n8n allows community nodes no library for that; but the contents
 * are written as deflate streams of blocks that are stored: readers, SheetJS among them, do not find the end of a file of
 * another kind whose length comes after it.
 */

/** Times of 1980-01-01, the first that the format knows: the same content gives the same bytes. */
const NO_TIME = 0x0021_0000;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** Length and checksum come after the content. */
const TOLD_AFTERWARDS = 0x0008;
/** The deflate method. */
const DEFLATE = 8;
/** Longest block that is stored, bytes. */
const MAX_BLOCK = 0xffff;
/** The last block of a stream: an empty one. */
const LAST_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff]);
/** Longest archive without the 64-bit form, which not every reader knows, bytes. */
const MAX_BYTES = 0xffff_ffff;

const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
	return value >>> 0;
});

interface Entry {
	readonly name: Buffer;
	readonly at: number;
	crc: number;
	/** Of the content, bytes. */
	size: number;
	/** Of the stream that holds it, bytes. */
	streamed: number;
}

/** The archive was longer than its form allows. */
export class ZipTooLongError extends Error {}

/** Makes the bytes of an archive in their order. */
export class ZipWriter {
	private readonly entries: Entry[] = [];
	private length = 0;

	/** Begins a file; its content follows by {@link content}, then {@link endFile}. */
	file(name: string): Buffer {
		const entry = {
			name: Buffer.from(name),
			at: this.length,
			crc: 0xffff_ffff,
			size: 0,
			streamed: 0,
		};
		this.entries.push(entry);
		const head = Buffer.alloc(30);
		head.writeUInt32LE(0x0403_4b50, 0);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(UTF8 | TOLD_AFTERWARDS, 6);
		head.writeUInt16LE(DEFLATE, 8);
		head.writeUInt32LE(NO_TIME, 10);
		head.writeUInt16LE(entry.name.length, 26);
		return this.counted(Buffer.concat([head, entry.name]));
	}

	/** A piece of the current file's content. @throws ZipTooLongError beyond 4 GiB */
	content(text: string): Buffer {
		const entry = this.current();
		const bytes = Buffer.from(text);
		let { crc } = entry;
		for (const byte of bytes) crc = (crc >>> 8) ^ (CRC[(crc ^ byte) & 0xff] as number);
		entry.crc = crc >>> 0;
		entry.size += bytes.length;
		const blocks: Buffer[] = [];
		for (let at = 0; at < bytes.length; at += MAX_BLOCK)
			blocks.push(...storedBlock(bytes.subarray(at, at + MAX_BLOCK)));
		return this.streamed(entry, Buffer.concat(blocks));
	}

	/** Ends the current file. */
	endFile(): Buffer {
		const entry = this.current();
		entry.crc = (entry.crc ^ 0xffff_ffff) >>> 0;
		const tail = Buffer.alloc(16);
		tail.writeUInt32LE(0x0807_4b50, 0);
		tail.writeUInt32LE(entry.crc, 4);
		const last = this.streamed(entry, LAST_BLOCK);
		tail.writeUInt32LE(entry.streamed, 8);
		tail.writeUInt32LE(entry.size, 12);
		return Buffer.concat([last, this.counted(tail)]);
	}

	/** A whole file. */
	whole(name: string, text: string): Buffer {
		return Buffer.concat([this.file(name), this.content(text), this.endFile()]);
	}

	/** The directory, with which the archive ends. */
	end(): Buffer {
		const from = this.length;
		const directory = Buffer.concat(this.entries.map(directoryEntry));
		const tail = Buffer.alloc(22);
		tail.writeUInt32LE(0x0605_4b50, 0);
		tail.writeUInt16LE(this.entries.length, 8);
		tail.writeUInt16LE(this.entries.length, 10);
		tail.writeUInt32LE(directory.length, 12);
		tail.writeUInt32LE(from, 16);
		return this.counted(Buffer.concat([directory, tail]));
	}

	private current(): Entry {
		return this.entries[this.entries.length - 1] as Entry;
	}

	private streamed(entry: Entry, bytes: Buffer): Buffer {
		entry.streamed += bytes.length;
		return this.counted(bytes);
	}

	private counted(bytes: Buffer): Buffer {
		this.length += bytes.length;
		if (this.length > MAX_BYTES) throw new ZipTooLongError('The file is longer than 4 GiB');
		return bytes;
	}
}

/** What stands before the bytes of a block that is stored: that it is one and not the last, its length, and the complement of that. */
function storedBlock(bytes: Buffer): Buffer[] {
	const head = Buffer.alloc(5);
	head.writeUInt16LE(bytes.length, 1);
	head.writeUInt16LE(bytes.length ^ MAX_BLOCK, 3);
	return [head, bytes];
}

function directoryEntry({ name, at, crc, size, streamed }: Entry): Buffer {
	const head = Buffer.alloc(46);
	head.writeUInt32LE(0x0201_4b50, 0);
	head.writeUInt16LE(20, 4);
	head.writeUInt16LE(20, 6);
	head.writeUInt16LE(UTF8 | TOLD_AFTERWARDS, 8);
	head.writeUInt16LE(DEFLATE, 10);
	head.writeUInt32LE(NO_TIME, 12);
	head.writeUInt32LE(crc, 16);
	head.writeUInt32LE(streamed, 20);
	head.writeUInt32LE(size, 24);
	head.writeUInt16LE(name.length, 28);
	head.writeUInt32LE(at, 42);
	return Buffer.concat([head, name]);
}
