/** Patterns as rules write them mean the same after translation as JavaScript's lenient reading of them. */
import { translatePattern } from '../../../../server/detection/sigma/pcre';
import { compilePattern } from '../../../../server/logs/query';

test.each([
	['a\\-b', 'a-b', 'a_b'],
	['\\"x\\\'', `"x'`, 'x'],
	['^[\\w-.]+$', 'a-.', 'a b'],
	['^[a-c\\-x]+$', 'b-x', 'd'],
	['^[]x]$', ']', 'a'],
	['^[^]x]$', 'a', ']'],
	['\\$\\{env', '${env', '$env'],
	['x{', 'x{', 'x'],
	['a{2}b', 'aab', 'ab'],
	['a{,2}b', 'a{,2}b', 'aab'],
	['x}', 'x}', 'x'],
	['\\Aab\\z', 'ab', 'xab'],
	['(?i)AB', 'xab', 'a b'],
	['(?is)A.B', 'a\nb', 'ab'],
	['\\h+x', '\tx', '\nx'],
	['[\\d\\-\\/]+!', '1-/!', '!'],
])('%s', (pattern, finds, misses) => {
	const compiled = compilePattern(translatePattern(pattern));
	expect([compiled.test(finds), compiled.test(misses)]).toEqual([true, false]);
});

test('flags of modifiers and of the pattern itself come together', () => {
	expect(translatePattern('(?s)a.b', new Set(['i']))).toBe('(?is)a.b');
	expect(translatePattern('a', new Set(['m']))).toBe('(?m)a');
});
