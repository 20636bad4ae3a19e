/** Values that make no sense with their field or operator. */
import type { CompareOperator, Value } from '../../../../server/logs/query';
import { valueOf } from '../../../../server/logs/query/build';
import { checkValue, checkWords } from '../../../../server/logs/query/check-value';

const star = { wild: '*' } as const;

describe('checkWords', () => {
	it('wants a word, and few words with wildcards', () => {
		expect(checkWords(valueOf(['a']))).toBeUndefined();
		expect(checkWords(valueOf(['-', star]))).toBeUndefined();
		expect(checkWords(valueOf(['-']))?.expected).toBe(
			'a word to search for (letters, digits or _)',
		);
		expect(checkWords(valueOf(['a '.repeat(65)]))).toBeUndefined();
		expect(checkWords(valueOf(['a '.repeat(64), star]))?.expected).toBe(
			'at most 64 words in a search with wildcards',
		);
	});
});

describe('checkValue', () => {
	it.each<[string, CompareOperator, Value['pieces'], boolean]>([
		['A', '=', [], false],
		['A', '=', ['-'], false],
		['A', '>', ['x'], false],
		['A', '!=', ['x', star], false],
		['A', '=', ['10.0.0.0/8'], false],
		['A', '=', ['10.0.0.0/33'], true],
		['A', '=', ['a/33'], false],
		['MESSAGE', '=', [star], false],
		['MESSAGE', '>', ['-'], false],
		['TIME', '!=', [star], false],
		['TIME', '<', ['0'], false],
	])('%s %s %j', (field, operator, pieces, quoted) => {
		expect(checkValue(field, operator, valueOf(pieces), quoted)).toBeUndefined();
	});

	it.each<[string, CompareOperator, Value['pieces'], string]>([
		['A', '<', ['x', star], 'a value without wildcards'],
		['A', '=', ['10.0.0.0/33'], 'a prefix length of 0 to 32'],
		['A', '=', ['::/129'], 'a prefix length of 0 to 128'],
		['MESSAGE', '!=', ['-'], 'a word to search for (letters, digits or _)'],
		['RAWLOG', '=', [], 'a word to search for (letters, digits or _)'],
		['TIME', '=', ['x'], 'a point in time'],
		['TIME', '=', ['2', star], 'a point in time'],
		['TIME', '>', [star], 'a point in time'],
	])('not %s %s %j', (field, operator, pieces, expected) => {
		expect(checkValue(field, operator, valueOf(pieces), false)?.expected).toBe(expected);
	});
});
