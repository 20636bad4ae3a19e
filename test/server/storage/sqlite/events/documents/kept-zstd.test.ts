import fc from 'fast-check';
import { zstdDecompressSync } from 'node:zlib';
import {
	Compressor,
	Decompressor,
	hasKeptContexts,
} from '../../../../../../server/storage/sqlite/events/documents/kept-zstd';
import { runs } from '../../../../../support/runs';

const DICTIONARY = Buffer.from(
	Array.from({ length: 200 }, (_, n) =>
		JSON.stringify({ TIME: 1e12 + n, HOSTNAME: `host${n}`, LOGTYPE: 'Unix', MESSAGE: `job ${n}` }),
	).join(''),
);
const NONE = new Uint8Array(0);
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

let compressor: Compressor;
beforeEach(() => (compressor = new Compressor(DICTIONARY)));
afterEach(() => compressor.close());

it('is there in the Node that this is tested with', () => {
	expect(hasKeptContexts()).toBe(true);
});

it.each([
	['a kept context', true],
	["Node's documented function", false],
])('gives back every text, by %s', (_, kept) => {
	const decompressor = new Decompressor(DICTIONARY, kept);
	fc.assert(
		fc.property(
			fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 8 }),
			(texts) => {
				for (const text of texts) {
					const bytes = Buffer.from(text);
					const prefix = Uint8Array.from([7, 8].slice(0, text.length % 3));
					const packed = Buffer.from(compressor.compress(bytes, prefix));
					expect([...packed.subarray(0, prefix.length)]).toEqual([...prefix]);
					expect(decompressor.decompress(packed, prefix.length).equals(bytes)).toBe(true);
				}
			},
		),
		{ numRuns: runs(100) },
	);
	decompressor.close();
});

it('writes standard frames without their first four bytes', () => {
	const text = Buffer.from('{"TIME":1000000000007,"HOSTNAME":"host7","LOGTYPE":"Unix"}');
	const frame = Buffer.concat([MAGIC, compressor.compress(text, NONE)]);
	expect(zstdDecompressSync(frame, { dictionary: DICTIONARY }).equals(text)).toBe(true);
	expect(frame.length).toBeLessThan(text.length / 2);
});

it.each([0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 131_072, 300_000, 2_000_000])(
	'takes texts of %i bytes, then short ones again',
	(length) => {
		const decompressor = new Decompressor(DICTIONARY);
		// What hardly compresses, and what does very well.
		const noise = Buffer.from(
			Array.from({ length }, (_, n) => 32 + ((n * 7919 + (n >> 3) * 104_729) % 95)),
		);
		for (const text of [noise, Buffer.alloc(length, 'x'), Buffer.from('{"HOSTNAME":"host7"}')]) {
			const packed = Buffer.from(compressor.compress(text, NONE));
			expect(decompressor.decompress(packed, 0).equals(text)).toBe(true);
		}
		decompressor.close();
	},
);

it.each([
	['cut', (frame: Buffer) => frame.subarray(0, frame.length - 3)],
	['empty', () => Buffer.alloc(0)],
	['no frame', () => Buffer.from('{"TIME":1}')],
	[
		'with another header',
		(frame: Buffer) => Buffer.from(frame.map((byte, at) => (at === 0 ? byte ^ 0xff : byte))),
	],
])('refuses a frame that is %s', (_, damage) => {
	const text = Buffer.from(`{"TIME":1,"MESSAGE":"${'something of its own 4711 '.repeat(20)}"}`);
	const packed = Buffer.from(compressor.compress(text, NONE));
	const decompressor = new Decompressor(DICTIONARY);
	expect(() => decompressor.decompress(damage(packed), 0)).toThrow();
	decompressor.close();
});
