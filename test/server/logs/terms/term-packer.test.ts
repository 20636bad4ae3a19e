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
