import fc from 'fast-check';
import { zstdDecompressSync } from 'node:zlib';
import { generateEvents } from '../../../../../../server/demo';
import { documentOf } from '../../../../../../server/logs/store';
import {
	hasTables,
	withTables,
} from '../../../../../../server/storage/sqlite/events/documents/dictionary-tables';
import {
	Compressor,
	Decompressor,
} from '../../../../../../server/storage/sqlite/events/documents/kept-zstd';
import { runs } from '../../../../../support/runs';

const FROM = Date.UTC(2026, 0, 1);
const DOCUMENTS = Array.from(
	generateEvents({ seed: 7, count: 600, from: FROM, to: FROM + 3_600_000 }),
	(event) => Buffer.from(documentOf(event)),
);
const SAMPLES = Buffer.concat(DOCUMENTS.slice(0, 150));
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const NONE = new Uint8Array(0);

/** Bytes of all frames; each is read back by Node's documented function. */
function packedBytes(dictionary: Uint8Array, documents: readonly Buffer[]): number {
	const compressor = new Compressor(dictionary);
	let bytes = 0;
	for (const document of documents) {
		const frame = Buffer.concat([MAGIC, compressor.compress(document, NONE)]);
		bytes += frame.length;
		expect(zstdDecompressSync(frame, { dictionary }).equals(document)).toBe(true);
	}
	compressor.close();
	return bytes;
}

it('makes a standard dictionary, with which a faster level takes as few bytes as a slower one without', () => {
	const dictionary = withTables(SAMPLES);
	expect([hasTables(SAMPLES), hasTables(dictionary)]).toEqual([false, true]);
	expect(Buffer.from(dictionary).subarray(-SAMPLES.length).equals(SAMPLES)).toBe(true);
	const others = DOCUMENTS.slice(150);
	expect(packedBytes(dictionary, others)).toBeLessThan(1.05 * packedBytes(SAMPLES, others));
});

it('names no dictionary in frames', () => {
	const compressor = new Compressor(withTables(SAMPLES));
	const frame = compressor.compress(DOCUMENTS[300] as Buffer, NONE);
	expect((frame[0] as number) & 3).toBe(0);
	compressor.close();
});

it('gives back texts of every kind, by a kept context', () => {
	const dictionary = withTables(SAMPLES);
	const compressor = new Compressor(dictionary);
	const decompressor = new Decompressor(dictionary, true);
	const text = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 300 }),
		fc.constantFrom(...DOCUMENTS.map(String)),
		fc.tuple(fc.string({ unit: 'binary' }), fc.nat(5_000)).map(([part, n]) => part.repeat(n)),
	);
	fc.assert(
		fc.property(text, (each) => {
			const bytes = Buffer.from(each);
			const packed = Buffer.from(compressor.compress(bytes, NONE));
			expect(decompressor.decompress(packed, 0).equals(bytes)).toBe(true);
		}),
		{ numRuns: runs(200) },
	);
	compressor.close();
	decompressor.close();
});

it.each([
	['nothing', Buffer.alloc(0)],
	['little', SAMPLES.subarray(0, 2_000)],
	['one character', Buffer.alloc(100_000, 'a')],
])('takes samples as they are where they tell nothing: %s', (_, samples) => {
	expect(withTables(samples)).toBe(samples);
});

it('makes tables of samples of any kind that can be used', () => {
	const sample = fc.oneof(
		fc.uint8Array({ minLength: 8_192, maxLength: 20_000 }).map((bytes) => Buffer.from(bytes)),
		fc
			.array(fc.record({ TIME: fc.nat(), MESSAGE: fc.string({ unit: 'grapheme' }) }), {
				minLength: 400,
				maxLength: 500,
			})
			.map((events) => Buffer.from(events.map((event) => JSON.stringify(event)).join(''))),
	);
	fc.assert(
		fc.property(sample, (samples) => {
			packedBytes(withTables(samples), [samples.subarray(-900), DOCUMENTS[1] as Buffer]);
		}),
		{ numRuns: runs(20) },
	);
});
