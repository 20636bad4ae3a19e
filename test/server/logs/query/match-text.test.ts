/** LIKE looks at the text as it is: patterns of one literal take a shortcut that agrees with the general way. */
import fc from 'fast-check';
import { compilePredicate, parseQuery } from '../../../../server/logs/query';
import { valueOf } from '../../../../server/logs/query/build';
import { compileGlob } from '../../../../server/logs/query/glob';
import { compileLike, simpleLike } from '../../../../server/logs/query/match-text';
import { runs } from '../../../support/runs';

const matches = (query: string, event: Record<string, string | number | boolean>) =>
	compilePredicate(parseQuery(query))(event);

test.each([
	['A LIKE "x y "', { A: 'X Y ' }, true],
	['A LIKE "x y"', { A: 'x y ' }, false],
	['A LIKE 0200', { A: '0200' }, true],
	['A LIKE 0200', { A: '200' }, false],
	['A LIKE 200', { A: 200 }, true],
	['A LIKE 10.0.0.0/8', { A: '10.1.1.1' }, false],
	['MESSAGE LIKE *"iled log"*', { MESSAGE: 'Failed logon' }, true],
	['MESSAGE LIKE failed', { MESSAGE: 'Failed logon' }, false],
	['A LIKE *', { A: '' }, true],
	['A LIKE *', {}, false],
	['A LIKE ""', { A: '' }, true],
	['A LIKE ""', {}, false],
	['A LIKE *"\\\\Temp\\\\"*', { A: 'c:\\temp\\x' }, true],
	['A LIKE_CS Abc*', { A: 'Abcd' }, true],
	['A LIKE_CS Abc*', { A: 'abcd' }, false],
	['A LIKE_CS a?c', { A: 'a😀c' }, true],
	['ANY_VALUE LIKE *bc*', { A: 'x', B: 'abcd' }, true],
	['ANY_VALUE LIKE bc', { A: 'x', RAWLOG: 'BC' }, true],
	['ANY_VALUE LIKE *bc*', { A: 'x' }, false],
	['A MATCHES "b+c"', { A: 'abbbc' }, true],
	['A MATCHES "B"', { A: 'abc' }, false],
	['A MATCHES "(?i)B"', { A: 'abc' }, true],
	['A MATCHES "^\\\\d+$"', { A: 123 }, true],
	['A MATCHES "x*"', {}, false],
	['A EQUALS_FIELD B', { A: 'x', B: 'X' }, true],
	['A EQUALS_FIELD B', { A: 'x' }, false],
	['A STARTS_WITH_FIELD B', { A: 'xyz', B: 'XY' }, true],
	['A ENDS_WITH_FIELD B', { A: 'xyz', B: 'YZ' }, true],
	['A CONTAINS_FIELD b', { A: 'xyz', B: 'y' }, true],
	['A CONTAINS_FIELD B', { A: 'y', B: 'xyz' }, false],
	// In lower case the operators are words like any other.
	['login like root', { MESSAGE: 'root like login' }, true],
	['"A" LIKE', { MESSAGE: 'a like' }, true],
] as const)('%s of %j is %s', (query, event, expected) => {
	expect(matches(query, event)).toBe(expected);
});

test.each([
	['A LIKE', 'the end of the query', 'a value'],
	['A MATCHES "a("', 'a(', 'linear time'],
	['A MATCHES "(?=a)"', 'look-ahead', 'linear time'],
	['A MATCHES a*', '"a*"', 'in double quotes'],
	['TIME LIKE 5', '"TIME"', 'other than TIME'],
	['A EQUALS_FIELD ANY_VALUE', '"ANY_VALUE"', 'the name of one field'],
	['A EQUALS_FIELD "B c"', 'B c', 'the name of one field'],
])('%s is refused', (query, found, expected) => {
	expect(() => parseQuery(query)).toThrow(found);
	expect(() => parseQuery(query)).toThrow(expected);
});

test('shortcuts agree with the general pattern', () => {
	const piece = fc.oneof(
		fc.constantFrom('a', 'ab', 'B', 'Σ', '\\'),
		fc.constantFrom({ wild: '*' as const }, { wild: '?' as const }),
	);
	const text = fc.array(fc.constantFrom('a', 'b', 'B', 'σ', '\\'), { maxLength: 5 });
	let simple = 0;
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 4 }), text, (pieces, letters) => {
			const value = valueOf(pieces);
			if (simpleLike(value) !== undefined) simple++;
			const folded = letters.join('').toLowerCase();
			expect(compileLike(value, false)(folded)).toBe(compileGlob(value)(folded));
		}),
		{ numRuns: runs(3_000) },
	);
	expect(simple).toBeGreaterThan(runs(3_000) / 6);
});
