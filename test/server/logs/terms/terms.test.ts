/** Index terms, and that SQLite keeps them whole. */
import {
	fieldPrefix,
	fieldTerm,
	isTermUnique,
	termsOf,
	wordTerm,
} from '../../../../server/logs/terms/terms';

describe('termsOf', () => {
	it('has @, a term for each keyword value and one for each distinct word', () => {
		const fields = {
			HOSTNAME: 'DC01',
			EVENTID: 4625,
			RESULT: 'failure',
			MESSAGE: 'Logon failure on dc01: 0xC0',
		};
		expect(termsOf(fields)).toBe(
			'@ hostname=dc01 ~dc01 eventid=4625 ~4625 result=failure ~failure ~logon ~on ~0xc0',
		);
	});

	it('leaves out the raw log, the time and empty values', () => {
		expect(termsOf({ RAWLOG: 'raw', TIME: 42, USERNAME: ' ', MESSAGE: '' })).toBe('@');
	});

	it('takes words from the value as written and the term from the canonical value', () => {
		expect(termsOf({ A: '0200', B: true, C: -1.5 })).toBe(
			'@ a=200 ~0200 b=true ~true c=-1.5 ~1 ~5',
		);
	});

	it('never has a space inside a term', () => {
		expect(termsOf({ A: 'a b', B: 'a\tb', C: 'a\u00a0b\u0000' })).toBe(
			'@ a=a\u00a0b ~a ~b b=a\ufffdb c=a\ufffdb\ufffd',
		);
	});

	it('cuts long values and words', () => {
		expect(termsOf({ A: 'x'.repeat(200) })).toBe(`@ a=${'x'.repeat(120)} ~${'x'.repeat(120)}`);
	});
});

describe('fieldTerm, fieldPrefix, wordTerm', () => {
	it('start as the index needs it', () => {
		expect([fieldTerm('USERNAME', 'root'), fieldPrefix('USERNAME'), wordTerm('root')]).toEqual([
			'username=root',
			'username=',
			'~root',
		]);
	});
	it('never cut a surrogate pair', () => {
		expect(fieldTerm('A', 'x'.repeat(119) + '😀')).toBe(`a=${'x'.repeat(119)}`);
		expect(fieldTerm('A', 'x'.repeat(118) + '😀')).toBe(`a=${'x'.repeat(118)}😀`);
	});
});

describe('isTermUnique', () => {
	it.each([
		['root', true],
		['switch 1', true],
		['a_b', true],
		['x'.repeat(118), true],
		['x'.repeat(119), false],
		['a\tb', false],
		['a\u00a0b', false],
		['a\ufffdb', false],
		['half\ud83d', false],
	])('%j: %s', (text, unique) => expect(isTermUnique(text)).toBe(unique));
});
