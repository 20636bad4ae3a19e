/** Wildcard patterns, held to regular expressions. */
import fc from 'fast-check';
import type { Wildcard } from '../../../../server/logs/query';
import { valueOf } from '../../../../server/logs/query/build';
import { compileGlob } from '../../../../server/logs/query/glob';
import { runs } from '../../../support/runs';

/** A value from a pattern in which every `*` and `?` is a wildcard. */
function pattern(text: string) {
	return valueOf(
		[...text].map((c): string | Wildcard => (c === '*' || c === '?' ? { wild: c } : c)),
	);
}

describe('compileGlob', () => {
	it.each<[string, string[], string[]]>([
		['a*', ['a', 'ab', 'a b'], ['', 'ba']],
		['*a', ['a', 'ba', 'aa'], ['', 'ab']],
		['*a*', ['a', 'bab'], ['', 'b']],
		['a*a', ['aa', 'aba'], ['a', 'ab']],
		['ab*ba', ['abba', 'abxba'], ['aba', 'ab']],
		['a?c', ['abc', 'a😀c', 'a\nc'], ['ac', 'abbc']],
		['?', ['a', '😀', 'é'], ['', 'ab']],
		['??*', ['ab', '😀😀', 'abc'], ['a', '😀']],
		['*?x?*', ['axb', 'xxx', '😀x😀'], ['xa', 'ax']],
		['*??', ['ab', 'x😀😀'], ['😀']],
		['*a*b*c', ['abc', 'xaxbxcxc'], ['acb', 'abcx']],
		['C:\\*\\CMD.exe', ['c:\\windows\\cmd.exe'], ['c:\\cmd.exe']],
		['ΣΑΣ*', ['σασ', 'σασα'], ['σα']],
	])('%s', (text, matching, others) => {
		const test = compileGlob(pattern(text));
		expect(matching.filter((value) => !test(value))).toEqual([]);
		expect(others.filter(test)).toEqual([]);
	});

	it('agrees with a regular expression', () => {
		const letters = fc.constantFrom('a', 'a', 'b', '😀');
		fc.assert(
			fc.property(
				fc.array(fc.oneof(letters, fc.constantFrom('*', '?')), { minLength: 1, maxLength: 8 }),
				fc.array(letters, { maxLength: 10 }).map((parts) => parts.join('')),
				(parts, value) => {
					const source = parts.map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c)).join('');
					expect(compileGlob(pattern(parts.join('')))(value)).toBe(
						new RegExp(`^${source}$`, 'su').test(value),
					);
				},
			),
			{ numRuns: runs(5_000) },
		);
	});
});
