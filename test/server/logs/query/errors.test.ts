/** What the error of a bad query says. */
import { QuerySyntaxError, excerpt } from '../../../../server/logs/query/errors';

describe('QuerySyntaxError', () => {
	const problem = { query: 'a\nb )', position: 4, found: '")"', expected: ['a value'] };

	it('says position, found and expected', () => {
		const error = new QuerySyntaxError(problem);
		expect(error).toBeInstanceOf(Error);
		expect(error.message).toBe('Query error at position 4: found ")" but expected a value');
		expect(error).toMatchObject({
			name: 'QuerySyntaxError',
			position: 4,
			line: 2,
			found: '")"',
			expected: ['a value'],
		});
		expect(error.hint).toBeUndefined();
	});

	it('lists several expectations and adds the hint', () => {
		const error = new QuerySyntaxError({ ...problem, expected: ['a', 'b', 'c'], hint: 'Write b' });
		expect(error.message).toBe(
			'Query error at position 4: found ")" but expected a, b or c. Write b.',
		);
		expect(error.hint).toBe('Write b');
	});
});

describe('excerpt', () => {
	it('quotes', () => expect(excerpt('abc')).toBe('"abc"'));
	it('cuts long text, never within a character', () => {
		expect(excerpt('x'.repeat(50))).toBe(`"${'x'.repeat(40)}…"`);
		expect(excerpt('x'.repeat(39) + '😀😀')).toBe(`"${'x'.repeat(39)}…"`);
	});
});
