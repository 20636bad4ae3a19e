/** Texts of word lists are kept within bounds, and never those of another list. */
import { zstdCompressSync } from 'node:zlib';
import { KeptTexts } from '../../../../../../server/storage/sqlite/events/words/kept-lists';

const text = (name: string, length: number) => Buffer.from(`${name}\n`.repeat(length / 10));
const LISTS = Array.from({ length: 6 }, (_, n) => text(`word${n}word`, 10_000));

function read(texts: KeptTexts, list: Buffer): Buffer {
	return Buffer.from(texts.text(zstdCompressSync(list), list.length).text);
}

it('keeps texts as long as there is room, and others are read all the same', () => {
	const texts = new KeptTexts(25_000);
	for (let search = 0; search < 4; search++) {
		texts.kept.begin();
		for (const list of LISTS) expect(read(texts, list).equals(list)).toBe(true);
		// The first two stay: the others would drive each other out.
		expect(texts.kept.size).toBe(20_000);
		const [first] = LISTS as [Buffer];
		expect(texts.text(zstdCompressSync(first), first.length).digest).toBeDefined();
	}
});

it('forgets what was not used for longest when there is no room', () => {
	const texts = new KeptTexts(10_000);
	const [one, other] = LISTS as [Buffer, Buffer];
	texts.kept.begin();
	const { digest } = texts.text(zstdCompressSync(one), one.length);
	for (let search = 0; search < 2; search++) {
		texts.kept.begin();
		expect(read(texts, other).equals(other)).toBe(true);
	}
	expect(texts.kept.get(digest as string)).toBeUndefined();
	expect(texts.kept.size).toBe(10_000);
});

it('short lists are as they are, and damaged ones are an error each time', () => {
	const texts = new KeptTexts();
	expect(texts.text(Buffer.from('a\n'), 2).text.toString()).toBe('a\n');
	const [list] = LISTS as [Buffer];
	const packed = zstdCompressSync(list);
	expect(() => texts.text(packed.subarray(0, -9), list.length)).toThrow();
	expect(() => texts.text(packed, list.length - 1)).toThrow();
	expect(texts.text(packed, list.length).text.equals(list)).toBe(true);
});
