/** Writes a ZIP archive piece by piece, without compression: n8n allows community nodes no library for that. */

/** Times of 1980-01-01, the first that the format knows: the same content gives the same bytes. */
const NO_TIME = 0x0021_0000;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** Length and checksum come after the content. */
const TOLD_AFTERWARDS = 0x0008;
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
	size: number;
}

/** The archive was longer than its form allows. */
export class ZipTooLongError extends Error {}

/** Makes the bytes of an archive in their order. */
export class ZipWriter {
	private readonly entries: Entry[] = [];
	private length = 0;

	/** Begins a file; its content follows by {@link content}, then {@link endFile}. */
	file(name: string): Buffer {
		const entry = { name: Buffer.from(name), at: this.length, crc: 0xffff_ffff, size: 0 };
		this.entries.push(entry);
		const head = Buffer.alloc(30);
		head.writeUInt32LE(0x0403_4b50, 0);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(UTF8 | TOLD_AFTERWARDS, 6);
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
		return this.counted(bytes);
	}

	/** Ends the current file. */
	endFile(): Buffer {
		const entry = this.current();
		entry.crc = (entry.crc ^ 0xffff_ffff) >>> 0;
		const tail = Buffer.alloc(16);
		tail.writeUInt32LE(0x0807_4b50, 0);
		tail.writeUInt32LE(entry.crc, 4);
		tail.writeUInt32LE(entry.size, 8);
		tail.writeUInt32LE(entry.size, 12);
		return this.counted(tail);
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

	private counted(bytes: Buffer): Buffer {
		this.length += bytes.length;
		if (this.length > MAX_BYTES) throw new ZipTooLongError('The file is longer than 4 GiB');
		return bytes;
	}
}

function directoryEntry({ name, at, crc, size }: Entry): Buffer {
	const head = Buffer.alloc(46);
	head.writeUInt32LE(0x0201_4b50, 0);
	head.writeUInt16LE(20, 4);
	head.writeUInt16LE(20, 6);
	head.writeUInt16LE(UTF8 | TOLD_AFTERWARDS, 8);
	head.writeUInt32LE(NO_TIME, 12);
	head.writeUInt32LE(crc, 16);
	head.writeUInt32LE(size, 20);
	head.writeUInt32LE(size, 24);
	head.writeUInt16LE(name.length, 28);
	head.writeUInt32LE(at, 42);
	return Buffer.concat([head, name]);
}
