/** Word searches. */
import { parseQuery } from '../../../../server/logs/query';
import { compilePhrase, wordPatternsOf } from '../../../../server/logs/query/phrase';
import { valueOf } from '../../../../server/logs/query/build';

/** The value of a bare term. */
function term(text: string) {
	const query = parseQuery(text);
	if (query.kind !== 'term') throw new Error(`${text} is no term`);
	return query.value;
}

describe('wordPatternsOf', () => {
	const star = { wild: '*' } as const;
	it('splits literals and gives wildcards to the word they touch', () => {
		expect(wordPatternsOf(term('Fail*-*ed.x?"y z"'))).toEqual([
			{ pieces: ['fail', star] },
			{ pieces: [star, 'ed'] },
			{ pieces: ['x', { wild: '?' }, 'y'] },
			'z',
		]);
	});
	it('finds none in punctuation', () => expect(wordPatternsOf(valueOf(['--', ' ']))).toEqual([]));
});

describe('compilePhrase', () => {
	const text = 'An account FAILED to log on: user_1 (status 0xC000006D), İstanbul ΣΑΣ';
	it.each<[string, boolean]>([
		['failed', true],
		['fail', false],
		['fail*', true],
		['*ailed', true],
		['f?iled', true],
		['f??iled', false],
		['"failed to log"', true],
		['"failed, to -- log!"', true],
		['"failed log"', false],
		['failed-t?-l*', true],
		['failed-*-log', true],
		['failed-*-*-log', false],
		['user_1', true],
		['user', false],
		['0XC000006d', true],
		['İstanbul', true],
		['σας', true],
		['ΣΑ*', true],
		['"accountfailed"', false],
		['"account failed to log on user_1 status 0xC000006D İstanbul ΣΑΣ"', true],
		['"count failed"', false],
	])('%s: %s', (query, matches) => expect(compilePhrase(term(query))(text)).toBe(matches));

	it('a value without words matches nothing', () => {
		expect(compilePhrase(valueOf(['-']))('-')).toBe(false);
	});
});
