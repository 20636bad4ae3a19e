/** Decimal numbers. */
import { decimalOf, isDecimal } from '../../../../server/logs/terms/decimal';

describe('decimalOf', () => {
	it.each<[string, number | bigint]>([
		['0', 0],
		['0200', 200],
		['-5', -5],
		['1.50', 1.5],
		['9007199254740991', 9007199254740991],
		['9007199254740993', 9007199254740993n],
		['-9007199254740993', -9007199254740993n],
	])('%s', (text, number) => {
		expect(decimalOf(text)).toBe(number);
		expect(isDecimal(text)).toBe(true);
	});

	it.each(['', '-', '+5', '5.', '.5', '1e5', '0x10', '1,000', ' 5', '10.0.0.1', 'NaN', '٣'])(
		'not %j',
		(text) => {
			expect(decimalOf(text)).toBeUndefined();
		},
	);

	it('big integers keep their order among themselves and among numbers', () => {
		const [big, bigger] = [decimalOf('9007199254740992'), decimalOf('9007199254740993')] as [
			bigint,
			bigint,
		];
		expect(big < bigger).toBe(true);
		expect(big > (decimalOf('1.5') as number)).toBe(true);
	});
});
