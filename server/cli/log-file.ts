/** Reads a log file for `import`: plain or gzip, with its progress. */
import { asUtf8 } from '../logs/ingest';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/**
 * The file's text in UTF-8, unpacked when it is gzip.
 *
 * @param onRead told of bytes read from disk
 * @throws NotTextError when it holds something else than text
 */
export async function* logFile(
	file: string,
	onRead: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
	yield* asUtf8(unpacked(file, onRead));
}

async function* unpacked(file: string, onRead: (bytes: number) => void): AsyncIterable<Uint8Array> {
	const first = await firstBytes(file);
	const source = createReadStream(file, { highWaterMark: 1 << 20 });
	source.on('data', (chunk) => onRead(chunk.length));
	source.pause();
	if (first[0] !== 0x1f || first[1] !== 0x8b) {
		yield* source as AsyncIterable<Uint8Array>;
		return;
	}
	const gunzip = createGunzip();
	source.on('error', (error) => gunzip.destroy(error));
	yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
}

async function firstBytes(file: string): Promise<Uint8Array> {
	for await (const chunk of createReadStream(file, { end: 1 })) return chunk as Uint8Array;
	return new Uint8Array(0);
}
