/** Comparisons of one value. */
import { canonicalValue } from '../../../../server/logs/terms';
import { valueOf } from '../../../../server/logs/query/build';
import { compileEquals, compileRange, ordering } from '../../../../server/logs/query/match-value';

describe('compileEquals', () => {
	it.each<[string, string | number | boolean, boolean]>([
		['Admin', 'ADMIN', true],
		['200', '0200', true],
		['0200.0', 200, true],
		['TRUE', true, true],
		['', '', true],
		['10.0.0.0/8', '10.1.1.1', true],
		['10.0.0.0/8', '10.0.0.0/8', true],
		['10.0.0.0/8', '11.1.1.1', false],
		['9007199254740993', '9007199254740992', false],
	])('%s, %j: %s', (wanted, value, matches) => {
		expect(compileEquals(valueOf([wanted]))(canonicalValue(value))).toBe(matches);
	});

	it('wildcards match no empty value', () => {
		const anything = compileEquals(valueOf([{ wild: '*' }]));
		expect([anything(''), anything('a')]).toEqual([false, true]);
	});
});

describe('compileRange', () => {
	it.each<['<' | '<=' | '>' | '>=', string, string | number, boolean]>([
		['>', '9', 10, true],
		['>', '9', '10', true],
		['>', '9', 'abc', false],
		['<', '9', 'abc', false],
		['<', '9', '', false],
		['>=', '1.5', '1.50', true],
		['<', '9007199254740993', '9007199254740992', true],
		['<', 'b', 'A', true],
		['<', 'b', 'B', false],
		['<=', 'b', 'B', true],
		['>', 'a', '5', false],
		['<', 'a', '5', true],
		['<', 'a', '', false],
		['>=', '', 'a', true],
	])('%s %s, %j: %s', (operator, wanted, value, matches) => {
		expect(compileRange(operator, valueOf([wanted]))(canonicalValue(value))).toBe(matches);
	});
});

describe('ordering', () => {
	it.each([
		['=', [false, true, false]],
		['!=', [true, false, true]],
		['<', [true, false, false]],
		['<=', [true, true, false]],
		['>', [false, false, true]],
		['>=', [false, true, true]],
	] as const)('%s', (operator, results) => {
		expect([1, 2, 3].map((left) => ordering(operator)(left, 2))).toEqual(results);
	});
});
