import { addressOf } from '../../../../../server/logs/query';
import { canonicalValue } from '../../../../../server/logs/terms';
import {
	addressTerm,
	bandOf,
	MAX_TEXT,
	numberTerm,
	termsOfValue,
	valueTerm,
} from '../../../../../server/storage/opensearch/events/value-terms';

const inOrder = (terms: readonly string[]) =>
	terms.every((one, at) => at === 0 || (terms[at - 1] as string) < one);

describe('terms of values', () => {
	it('of numbers are in the order of the numbers', () => {
		const numbers = [
			-1e300,
			-(2 ** 53),
			-200.5,
			-1,
			-1e-300,
			0,
			1e-300,
			0.5,
			1,
			9,
			10,
			2 ** 53,
			1e300,
		];
		expect(inOrder(numbers.map((number) => numberTerm('N', number)))).toBe(true);
		expect(numberTerm('N', -0)).toBe(numberTerm('N', 0));
		expect(numberTerm('N', 9_007_199_254_740_993n)).toBe(numberTerm('N', 2 ** 53));
	});

	it('of addresses are in the order of the addresses, one version apart from the other', () => {
		const terms = [
			'0.0.0.0',
			'10.0.0.1',
			'10.0.1.0',
			'192.168.0.1',
			'::',
			'::1',
			'2001:db8::',
			'fe80::1',
		].map((text) => addressTerm('A', addressOf(text) as readonly number[]));
		expect(inOrder(terms)).toBe(true);
	});

	it('lie in the band of their field and kind, and no others do', () => {
		const terms = ['A', 'AB', 'A_', 'A1'].flatMap((field) =>
			['200', '10.0.0.1', '::1', 'x', '\uffff'].flatMap((text) =>
				termsOfValue(field, canonicalValue(text)).map((term) => ({ field, term })),
			),
		);
		for (const kind of ['value', 'number', 'address'] as const) {
			const { from, to } = bandOf('A', kind);
			const inside = terms.filter(({ term }) => term >= from && term < to);
			expect(inside.length).toBeGreaterThan(0);
			expect(inside.every(({ field }) => field === 'A')).toBe(true);
		}
	});

	it('of long texts end, and still stand for one text alone', () => {
		const long = 'x'.repeat(40_000);
		expect(Buffer.byteLength(valueTerm('F', long))).toBeLessThan(32_766);
		expect(valueTerm('F', `${long}1`)).not.toBe(valueTerm('F', `${long}2`));
		expect(valueTerm('F', 'x'.repeat(MAX_TEXT))).toBe(`F=${'x'.repeat(MAX_TEXT)}`);
		// A pair that the cut divides.
		const pair = `${'x'.repeat(MAX_TEXT - 1)}\u{1f600}`;
		expect(valueTerm('F', pair).isWellFormed()).toBe(true);
	});
});
