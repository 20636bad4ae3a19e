/** Remembered terms: the same bytes as the definition's, within bounds. */
import fc from 'fast-check';
import { unpacked } from '../../../../server/logs/terms/packed-texts';
import { TermPacker } from '../../../../server/logs/terms/term-packer';
import { eventTermsOf } from '../../../../server/logs/terms/terms';
import { FieldValueTerms } from '../../../../server/logs/terms/value-terms';
import { WordTable } from '../../../../server/logs/terms/word-table';
import { runs } from '../../../support/runs';

function remembering(field = 'USERNAME', left = 10_000) {
	const room = { left };
	const words = new WordTable();
	return { terms: new FieldValueTerms(field, words, room), room, words };
}

describe('FieldValueTerms', () => {
	it('makes the terms of a value once', () => {
		const { terms, room, words } = remembering();
		const first = terms.get('Root of all');
		expect(Buffer.from(first!.whole).toString()).toBe(' username=root\u00a0of\u00a0all');
		const shown = first!.words.map((number) => {
			const [start, end] = words.rangeOf(number);
			return Buffer.from(words.bytes.subarray(start - 2, end)).toString();
		});
		expect(shown).toEqual([' ~root', ' ~of', ' ~all']);
		expect(terms.get('Root of all')).toBe(first);
		expect(room.left).toBe(9_999);
	});

	it('tells a number from the text of it, and remembers both', () => {
		const { terms } = remembering();
		expect(terms.get(5)).not.toBe(terms.get('5'));
		expect(terms.get('0200')!.whole).toEqual(terms.get(200)!.whole);
	});

	it('remembers no long values, and a bounded number of others', () => {
		const { terms, room } = remembering();
		expect(terms.get('x'.repeat(201))).toBeUndefined();
		for (let n = 0; n < 1_000; n++) terms.get(`value ${n}`);
		expect(room.left).toBe(10_000 - 512);
		expect(terms.get('value 999')).toBeUndefined();
		expect(terms.get('value 0')).toBeDefined();
	});

	it('stops remembering the values of a field that has many, and tries it again later', () => {
		const { terms, room } = remembering();
		for (let n = 0; n < 3_000; n++) terms.get(n);
		const { left } = room;
		const soon = Array.from({ length: 60_000 }, () => terms.get('root'));
		expect(soon.every((found) => found === undefined)).toBe(true);
		expect(room.left).toBe(left);
		for (let n = 0; n < 6_000; n++) terms.get('root');
		expect(terms.get('root')).toBeDefined();
	});

	it('goes on with other values when those of a while ago come no more', () => {
		const { terms } = remembering();
		for (let round = 0; round < 20; round++) for (let n = 0; n < 512; n++) terms.get(`old ${n}`);
		for (let round = 0; round < 20; round++) for (let n = 0; n < 300; n++) terms.get(`new ${n}`);
		expect(terms.get('new 7')).toBeDefined();
	});
});

describe('a packer that has seen much', () => {
	const field = fc.constantFrom('A', 'B', 'MESSAGE', 'RAWLOG');
	const value = fc.oneof(
		fc.constantFrom(
			'root',
			'Root',
			'root root',
			' 0200 ',
			200,
			true,
			'',
			' ',
			'ÄÖ ς',
			'😀',
			'a-b a',
		),
		fc.integer({ min: 0, max: 5_000 }),
		fc.string({ unit: 'binary', maxLength: 5 }),
		fc.integer({ min: 0, max: 3_000 }).map((n) => `name${n} of many`),
	);
	const events = fc.array(fc.dictionary(field, value), { minLength: 1, maxLength: 30 });

	it('makes the terms that eventTermsOf names, whatever came before', () => {
		const packer = new TermPacker();
		fc.assert(
			fc.property(events, (batch) => {
				for (const event of batch) packer.add(event);
				expect(unpacked(packer.take())).toEqual(
					batch.map((event) => eventTermsOf(event).toWellFormed()),
				);
			}),
			{ numRuns: runs(500) },
		);
	});

	it('forgets all when it remembers too many values, and stays right', () => {
		const packer = new TermPacker();
		for (let name = 0; name < 200; name++)
			for (let n = 0; n < 300; n++) packer.add({ [`F${name}`]: `v${n}` });
		packer.take();
		packer.add({ F0: 'v0', F199: 'v299 v299' });
		expect(unpacked(packer.take())).toEqual([eventTermsOf({ F0: 'v0', F199: 'v299 v299' })]);
	});
});
