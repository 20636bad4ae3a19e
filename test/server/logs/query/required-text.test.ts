/** What a pattern is said to require is in every text that it matches. */
import { literalsOfPattern, requiredWordsOf } from '../../../../server/logs/query/required-text';

test.each([
	['', []],
	['abc', ['abc']],
	['ab*c', ['a', 'c']],
	['ab+c', ['ab', 'c']],
	['ab{2,3}c', ['a', 'c']],
	['ab{0}', ['a']],
	['abc|d', []],
	['x(abc|d)y', ['x', 'y']],
	['x(?:a(b)c)?y', ['x', 'y']],
	['x[abc]y\\d\\.z', ['x', 'y', '.z']],
	['^C:\\\\Users\\\\[^\\\\]+\\\\a$', ['C:\\Users\\', '\\a']],
	['(?i)xsy', ['x', 'y']],
	['xsy', ['xsy']],
	['a.b', ['a', 'b']],
	['\\x41b', ['b']],
	['a\\p{L}b', ['a', 'b']],
	['\\u0041b', ['b']],
])('%s', (pattern, expected) => {
	expect(literalsOfPattern(pattern)).toEqual(expected);
});

test.each([
	['foo', true, true, ['foo']],
	['foo', false, true, []],
	['.foo.', false, false, ['foo']],
	['.foo', false, false, []],
	['a.b.c', false, false, ['b']],
	['a.b.c', true, false, ['a', 'b']],
	['.é.', false, false, []],
	['éb.', false, false, []],
	['–b.', false, false, []],
])('whole words of %j (%s, %s)', (literal, isStart, isEnd, words) => {
	const whole = requiredWordsOf(literal, isStart, isEnd).filter(
		({ before, after }) => !before && !after,
	);
	expect(whole.map(({ text }) => text)).toEqual(words);
});

test.each([
	['foo', false, false, ['*foo*']],
	['foo', true, false, ['foo*']],
	['failed pass', false, false, ['*failed', 'pass*']],
	['a-bc.d', false, true, ['*a', 'bc', 'd']],
	['éb.', false, false, []],
	['é.b–', false, false, ['b*']],
])('words and pieces of %j (%s, %s)', (literal, isStart, isEnd, words) => {
	const written = requiredWordsOf(literal, isStart, isEnd).map(
		({ text, before, after }) => `${before ? '*' : ''}${text}${after ? '*' : ''}`,
	);
	expect(written).toEqual(words);
});
