/** Canonical values: what counts as equal. */
import fc from 'fast-check';
import { canonicalValue, isTextField } from '../../../../server/logs/terms/canonical';

describe('canonicalValue', () => {
	it.each<[string | number | boolean, string]>([
		['Admin', 'admin'],
		['  Switch 1\t', 'switch 1'],
		['', ''],
		[' ', ''],
		['ΣΑΣ', 'σασ'],
		['ÄRGER', 'ärger'],
		[true, 'true'],
		[4624, '4624'],
		[-0, '0'],
		[1.5, '1.5'],
		[1e21, '1e+21'],
		['0200', '200'],
		['200.0', '200'],
		['-0.0', '0'],
		['1.50', '1.5'],
		[' 7 ', '7'],
		['9007199254740991', '9007199254740991'],
		['0009007199254740991', '9007199254740991'],
		['9007199254740993', '9007199254740993'],
		['0000000000000000000200', '200'],
		['200.00000000000000000000', '200'],
		['0.12345678901234567890', '0.12345678901234567890'],
		['0.0000001', '0.0000001'],
		['1E5', '1e5'],
		['0x1F', '0x1f'],
		['10.0.0.1', '10.0.0.1'],
	])('%j is %j', (value, canonical) => expect(canonicalValue(value)).toBe(canonical));

	it('is the same for a number and its text, and for what is canonical already', () => {
		const numbers = fc.oneof(
			fc.maxSafeInteger(),
			fc.double({ noNaN: true }),
			fc.float({ noNaN: true }),
		);
		fc.assert(
			fc.property(fc.oneof(numbers, fc.string({ unit: 'binary' })), (value) => {
				const canonical = canonicalValue(value);
				expect(canonicalValue(canonical)).toBe(canonical);
				expect(canonicalValue(` ${value === 0 ? 0 : value} `)).toBe(canonical);
			}),
		);
	});
});

describe('isTextField', () => {
	it.each([
		['MESSAGE', true],
		['RAWLOG', true],
		['USERNAME', false],
		['TIME', false],
	])('%s', (field, isText) => {
		expect(isTextField(field)).toBe(isText);
	});
});
