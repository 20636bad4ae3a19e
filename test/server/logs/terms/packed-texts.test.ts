/** Texts packed into one buffer and read back. */
import fc from 'fast-check';
import { TextPacker, bytesAt, textAt, unpacked } from '../../../../server/logs/terms/packed-texts';

describe('TextPacker', () => {
	it('gives every text back, byte for byte', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
				const packer = new TextPacker();
				for (const text of texts) {
					packer.write(text.slice(0, 1));
					packer.write(text.slice(1));
					packer.end();
				}
				const halved = texts.map(
					(text) => text.slice(0, 1).toWellFormed() + text.slice(1).toWellFormed(),
				);
				expect(unpacked(packer.take())).toEqual(halved);
			}),
		);
	});

	it('grows beyond its first buffer', () => {
		const packer = new TextPacker();
		const texts = Array.from({ length: 50 }, (_, n) => String(n).repeat(10_000));
		for (const text of texts) {
			packer.write(text);
			packer.end();
		}
		const taken = packer.take();
		expect(unpacked(taken)).toEqual(texts);
		expect(packer.take()).toMatchObject({ bytes: new Uint8Array(), ends: new Uint32Array() });
	});

	it('keeps a byte order mark and empty texts', () => {
		const packer = new TextPacker();
		packer.write('\ufeffa');
		packer.end();
		packer.end();
		expect(unpacked(packer.take())).toEqual(['\ufeffa', '']);
	});
});

describe('bytesAt and textAt', () => {
	it('refuse a text that is not there', () => {
		const texts = { bytes: new Uint8Array([97]), ends: Uint32Array.of(1) };
		expect(textAt(texts, 0)).toBe('a');
		expect(() => bytesAt(texts, 1)).toThrow(new RangeError('there is no text 1, only 1'));
	});
});
