/** Numbers read from the bytes of values are those that the query language sees in them. */
import { decimalOf } from '../../../../../../server/logs/terms';
import { numberIn } from '../../../../../../server/storage/sqlite/events/segments/value-bytes';
import fc from 'fast-check';
import { runs } from '../../../../../support/runs';

const VALUE = fc.oneof(
	fc.integer().map(String),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
	fc.string({ unit: fc.constantFrom('0', '7', '9', '.', '-', 'e', 'x', ' ', 'ü'), minLength: 1 }),
	fc.constantFrom(
		'-',
		'.',
		'1.',
		'.5',
		'-0',
		'007',
		'1.50',
		'0x3e7',
		'1e3',
		'--1',
		'1-',
		'9'.repeat(20),
	),
);

it('agrees with decimalOf wherever a value stands', () => {
	fc.assert(
		fc.property(VALUE, fc.string({ maxLength: 3 }), (value, before) => {
			const bytes = Buffer.from(`${before}${value};`);
			const found = numberIn(bytes, Buffer.byteLength(before), bytes.length - 1);
			const wanted = decimalOf(value);
			if (wanted === undefined) expect(found).toBeUndefined();
			else {
				// Digits are added up one by one, which rounds otherwise where a double cannot hold them.
				const difference = Math.abs((found as number) - Number(wanted));
				expect(difference).toBeLessThanOrEqual(Math.abs(Number(wanted)) * 1e-12);
			}
		}),
		{ numRuns: runs(500, 200) },
	);
});
