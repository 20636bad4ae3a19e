/** Turns the bytes of a batch into UTF-8: UTF-16 is decoded, what is no text is refused by its name. */
import { kindOf, LOOKED_AT } from './kind';

/** The data is no text. The message says what it is and what to do. */
export class NotTextError extends Error {
	constructor(message: string) {
		super(message);
		this.name = new.target.name;
	}
}

/**
 * The same text in UTF-8.
 *
 * @throws NotTextError before the first byte is handed out, when the data is compressed, an archive, or no text at all
 */
export async function* asUtf8(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	const source = bytes[Symbol.asyncIterator]();
	try {
		yield* decoded(source);
	} finally {
		// Whoever stops early lets go of the source.
		await source.return?.();
	}
}

async function* decoded(source: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
	const start: Uint8Array[] = [];
	let size = 0;
	let end = false;
	let failure: { readonly error: unknown } | undefined;
	try {
		while (size < LOOKED_AT && !end) {
			const next = await source.next();
			if (next.done === true) end = true;
			else {
				start.push(next.value);
				size += next.value.length;
			}
		}
	} catch (error) {
		// What came before a failure counts, too.
		failure = { error };
	}
	const first = start.length === 1 ? start[0]! : Buffer.concat(start);
	const { decode, flush } = decoderOf(first);
	if (first.length > 0) yield decode(first);
	if (failure !== undefined) throw failure.error;
	for (
		let next = end ? undefined : await source.next();
		next?.done === false;
		next = await source.next()
	) {
		yield decode(next.value);
	}
	const rest = flush();
	if (rest.length > 0) yield rest;
}

interface Decoder {
	readonly decode: (chunk: Uint8Array) => Uint8Array;
	readonly flush: () => Uint8Array;
}

function decoderOf(start: Uint8Array): Decoder {
	const kind = kindOf(start);
	switch (kind.kind) {
		case 'utf8':
			return { decode: (chunk) => chunk, flush: () => Buffer.alloc(0) };
		case 'utf16le':
		case 'utf16be': {
			const decoder = new TextDecoder(kind.kind === 'utf16le' ? 'utf-16le' : 'utf-16be');
			return {
				decode: (chunk) => Buffer.from(decoder.decode(chunk, { stream: true })),
				flush: () => Buffer.from(decoder.decode()),
			};
		}
		case 'gzip':
			throw new NotTextError(
				'This is gzip data, not text; over HTTP send it with the header "Content-Encoding: gzip"',
			);
		case 'refused': {
			const { name, advice } = kind.refusal;
			throw new NotTextError(`This is ${name}, not text; ${advice}`);
		}
	}
}
