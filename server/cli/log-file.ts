/** Reads a log file for `import`: plain, gzip, or the files of a zip archive, each with its progress. */
import { asUtf8 } from '../logs/ingest';
import { readZip, ZipError, type ZipLimits } from '../platform';
import { closeSync, createReadStream, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip, gunzipSync } from 'node:zlib';

/** One log: a file, or a file of an archive. */
export interface LogPart {
	/** Path of the file, and in an archive that of the log behind it. */
	readonly name: string;
	/** Its last segment: the host of lines that name none. */
	readonly base: string;
	/** Whether it stands in an archive, beside others that need not be logs. */
	readonly inArchive: boolean;
	/** Bytes that {@link bytes} tells of in all. */
	readonly size: number;
	/**
	 * Its text in UTF-8, unpacked when it is gzip.
	 *
	 * @param onRead told of bytes as they are read
	 * @throws NotTextError when it holds something else than text
	 */
	bytes(onRead: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

/** Archives are read as a whole, and so are the files in them. */
const LONGEST_ARCHIVE = 1024 * 1024 * 1024;
const LIMITS: ZipLimits = {
	files: 10_000,
	fileSize: 512 * 1024 * 1024,
	totalSize: 16 * 1024 * 1024 * 1024,
};
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * The logs of a file, one after another.
 *
 * @throws ZipError when an archive is damaged, encrypted or too large; the logs before are handed out
 */
export function* logParts(file: string): Generator<LogPart> {
	const start = firstBytes(file, ZIP.length);
	const { size } = statSync(file);
	if (start.equals(ZIP)) {
		if (size > LONGEST_ARCHIVE)
			throw new ZipError(`The zip archive is larger than ${LONGEST_ARCHIVE} bytes.`);
		for (const { name, content } of readZip(readFileSync(file), isLog, LIMITS)) {
			yield {
				...{ name: `${file}/${name}`, base: basename(name), inArchive: true },
				size: content.length,
				bytes: (onRead) => asUtf8(fromMemory(content, onRead)),
			};
		}
		return;
	}
	yield {
		...{ name: file, base: basename(file), inArchive: false, size },
		bytes: (onRead) => asUtf8(fromDisk(file, start.subarray(0, GZIP.length).equals(GZIP), onRead)),
	};
}

/** Folders, and what archivers on a Mac add, hold no log. */
function isLog(name: string): boolean {
	return !name.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.DS_Store$)/.test(name);
}

async function* fromDisk(
	file: string,
	isGzip: boolean,
	onRead: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
	const source = createReadStream(file, { highWaterMark: 1 << 20 });
	source.on('data', (chunk) => onRead(chunk.length));
	source.pause();
	if (!isGzip) {
		yield* source as AsyncIterable<Uint8Array>;
		return;
	}
	const gunzip = createGunzip();
	source.on('error', (error) => gunzip.destroy(error));
	yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
}

async function* fromMemory(
	content: Buffer,
	onRead: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
	const isGzip = content.subarray(0, GZIP.length).equals(GZIP);
	const whole = isGzip ? gunzipSync(content, { maxOutputLength: LIMITS.fileSize }) : content;
	const piece = 1 << 20;
	for (let at = 0; at < whole.length; at += piece) yield whole.subarray(at, at + piece);
	onRead(content.length);
}

function firstBytes(file: string, count: number): Buffer {
	const bytes = Buffer.alloc(count);
	const handle = openSync(file, 'r');
	try {
		return bytes.subarray(0, readSync(handle, bytes, 0, count, 0));
	} finally {
		closeSync(handle);
	}
}
