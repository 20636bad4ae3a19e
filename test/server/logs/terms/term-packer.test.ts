/** Terms packed byte by byte, against the plain definition of them. */
import fc from 'fast-check';
import { unpacked } from '../../../../server/logs/terms/packed-texts';
import { TermPacker } from '../../../../server/logs/terms/term-packer';
import { eventTermsOf } from '../../../../server/logs/terms/terms';
import { runs } from '../../../support/runs';

type Fields = Parameters<typeof eventTermsOf>[0];

function packed(...events: Fields[]): string[] {
	const packer = new TermPacker();
	for (const event of events) packer.add(event);
	return unpacked(packer.take());
}

/** As they come back from being stored as UTF-8: halves of surrogate pairs do not. */
const expected = (events: readonly Fields[]) =>
	events.map((event) => eventTermsOf(event).toWellFormed());

const name = fc.constantFrom('HOSTNAME', 'MESSAGE', 'RAWLOG', 'TIME', 'EVENTID', 'A', 'Ä_1');
const piece = fc.oneof(
	fc.constantFrom(
		' ',
		'\t',
		'\u00a0',
		'\u0000',
		'\u007f',
		'\u001c',
		'-',
		'.',
		'0',
		'00',
		'7',
		'Root',
		'rOOT',
		'_',
		'İ',
		'ς',
		'😀',
		'\ud83d',
		'\ufffd',
	),
	fc.string({ maxLength: 6 }),
	fc.string({ unit: 'binary', maxLength: 4 }),
	fc.constantFrom('x'.repeat(118), 'y'.repeat(121), `${'z'.repeat(119)}😀`, 'w w '.repeat(40)),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const decimal = fc.stringMatching(/^-?\d{1,20}(\.\d{1,4})?$/);
const value = fc.oneof(text, decimal, fc.double(), fc.integer(), fc.boolean());
const fields = fc.dictionary(name, value, { maxKeys: 6 });

describe('TermPacker', () => {
	it('makes the terms that eventTermsOf names', () => {
		fc.assert(
			fc.property(fc.array(fields, { maxLength: 4 }), (events) =>
				expect(packed(...events)).toEqual(expected(events)),
			),
			{ numRuns: runs(2_000) },
		);
	});

	it.each([
		'0200',
		'-0',
		'-0.0',
		'007.50',
		'12345678901234567',
		'0.1234567890123456789',
		'.5',
		'5.',
		'-',
		'1e5',
		'10.0.0.1',
		'0',
		' 12 ',
	])('makes the canonical form of %j', (N) => expect(packed({ N })).toEqual([eventTermsOf({ N })]));

	it('keeps thousands of distinct words, and each once', () => {
		const words = Array.from({ length: 5_000 }, (_, n) => `w${n}`);
		const MESSAGE = [...words, ...words].join(' ');
		expect(packed({ MESSAGE }, { MESSAGE: 'w1' })).toEqual([`@ ~${words.join(' ~')}`, '@ ~w1']);
	});

	it('takes values longer than its buffers', () => {
		const MESSAGE = `${'a'.repeat(500_000)} ${'é'.repeat(500_000)} b`;
		expect(packed({ MESSAGE })).toEqual([eventTermsOf({ MESSAGE })]);
	});

	it('looks for the words of a message only once where the raw log ends with it', () => {
		const end = fc.tuple(text, text).map(([head, message]) => ({
			...{ A: 'root', RAWLOG: head + message, MESSAGE: message },
		}));
		const events = fc.array(end, { maxLength: 4 });
		fc.assert(
			fc.property(events, (all) => expect(packed(...all)).toEqual(expected(all))),
			{ numRuns: runs(1_000) },
		);
	});

	it.each([
		['<5>h: Root logged in', 'Root logged in'],
		['xRoot logged in', 'Root logged in'],
		['éRoot', 'Root'],
		['Root', 'Root'],
		['a Root', ''],
		['5', 5],
	])('finds the words of the raw log %j with the message %j', (RAWLOG, MESSAGE) => {
		const event = { RAWLOG, MESSAGE };
		expect(packed(event)).toEqual([eventTermsOf(event)]);
	});

	it('starts anew after each batch, and after one that was dropped', () => {
		const packer = new TermPacker();
		packer.add({ A: 'x' });
		expect(unpacked(packer.take())).toEqual(['@ a=x ~x']);
		packer.add({ A: 'dropped' });
		packer.clear();
		packer.add({ A: 'y' });
		expect(unpacked(packer.take())).toEqual(['@ a=y ~y']);
	});
});

describe('a packer that meets more words than it remembers', () => {
	const DAY = 86_400_000;
	const lines = (words: readonly { readonly words: Uint8Array }[]) =>
		words.flatMap(({ words: list }) => Buffer.from(list).toString().trimEnd().split('\n'));

	it('makes the terms that eventTermsOf names, and names every word for its day', () => {
		const packer = new TermPacker();
		const named = new Map([
			[1, new Set<string>()],
			[2, new Set<string>()],
		]);
		let missing = 0;
		for (let batch = 0; batch < 25; batch++) {
			const events = Array.from({ length: 40 }, (_, n) => {
				const unique = Array.from({ length: 100 }, (_, word) => `w${batch}_${n}_${word}`);
				const often = `Often${n % 3}`;
				const MESSAGE = `${often} ${unique.join(' ')}`;
				return { USER: `user${n % 7} ${often}`, MESSAGE, RAWLOG: `raw${n % 5}: ${MESSAGE}` };
			});
			for (const [n, event] of events.entries()) {
				packer.begin((1 + (n % 2)) * DAY);
				for (const [name, value] of Object.entries(event))
					packer.addValue(packer.field(name), value);
				packer.end();
			}
			expect(unpacked(packer.take())).toEqual(events.map(eventTermsOf));
			for (const { day, words } of packer.takeWords())
				for (const word of lines([{ words }])) named.get(day)!.add(word);
			for (const [n, event] of events.entries())
				for (const term of eventTermsOf(event).split(' '))
					missing += isNamed(named.get(1 + (n % 2))!, term) ? 0 : 1;
		}
		expect(missing).toBe(0);
	});
});

/** Whether a word is among those that were named; terms that are no words need not be. */
function isNamed(named: ReadonlySet<string>, term: string): boolean {
	return named.has(term) || named.has(term.slice(1)) || !/^[~^]/.test(term);
}
