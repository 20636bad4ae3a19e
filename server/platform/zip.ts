/** Reads the files of a zip archive, within limits that keep a small archive from becoming a huge one. */
import { inflateRawSync } from 'node:zlib';

/** What an archive may hold at most. */
export interface ZipLimits {
	readonly files: number;
	/** Bytes of one file, unpacked. */
	readonly fileSize: number;
	/** Bytes of all files, unpacked. */
	readonly totalSize: number;
}

/** A file of an archive. */
export interface ZipFile {
	/** Its path in the archive. */
	readonly name: string;
	readonly content: Buffer;
}

/** A text that is no zip archive, or one that is damaged or too large. The message is a sentence. */
export class ZipError extends Error {
	constructor(message: string) {
		super(message);
		this.name = new.target.name;
	}
}

const END = 0x06054b50;
const END_SIZE = 22;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

/**
 * Unpacks the files that are wanted, one after another.
 *
 * @param wanted by its path
 * @throws ZipError
 */
export function* readZip(
	archive: Buffer,
	wanted: (name: string) => boolean,
	limits: ZipLimits,
): Generator<ZipFile> {
	const end = findEnd(archive);
	const count = archive.readUInt16LE(end + 10);
	let at = archive.readUInt32LE(end + 16);
	let [files, total] = [0, 0];
	for (let index = 0; index < count; index++) {
		if (at + ENTRY_SIZE > archive.length || archive.readUInt32LE(at) !== ENTRY)
			throw new ZipError('The zip archive is damaged: its list of files is cut off.');
		const nameLength = archive.readUInt16LE(at + 28);
		const name = archive.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength);
		if (wanted(name)) {
			if (++files > limits.files)
				throw new ZipError(`The zip archive has more than ${limits.files} files.`);
			const content = unpack(archive, at, name, limits.fileSize);
			total += content.length;
			if (total > limits.totalSize)
				throw new ZipError(`The zip archive unpacks to more than ${limits.totalSize} bytes.`);
			yield { name, content };
		}
		at += ENTRY_SIZE + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
	}
}

/** The record at the end, which a comment may follow. */
function findEnd(archive: Buffer): number {
	const first = Math.max(0, archive.length - END_SIZE - MAX_COMMENT);
	for (let at = archive.length - END_SIZE; at >= first; at--) {
		if (archive.readUInt32LE(at) === END) return at;
	}
	throw new ZipError('This is no zip archive.');
}

function unpack(archive: Buffer, entry: number, name: string, limit: number): Buffer {
	const problem = (what: string) => new ZipError(`The zip archive's file ${name} ${what}.`);
	if ((archive.readUInt16LE(entry + 8) & ENCRYPTED) !== 0) throw problem('is encrypted');
	const method = archive.readUInt16LE(entry + 10);
	const packed = archive.readUInt32LE(entry + 20);
	if (archive.readUInt32LE(entry + 24) > limit) throw problem(`is larger than ${limit} bytes`);
	const local = archive.readUInt32LE(entry + 42);
	if (local + LOCAL_SIZE > archive.length || archive.readUInt32LE(local) !== LOCAL)
		throw problem('is damaged');
	const start =
		local + LOCAL_SIZE + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
	const bytes = archive.subarray(start, start + packed);
	if (method === STORED) return bytes;
	if (method !== DEFLATED) throw problem('is packed in a way that is not supported');
	try {
		return inflateRawSync(bytes, { maxOutputLength: limit });
	} catch {
		throw problem(`is damaged, or larger than ${limit} bytes`);
	}
}
