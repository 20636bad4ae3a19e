/** Index tokens, and that SQLite keeps them whole. */
import { DatabaseSync } from 'node:sqlite';
import {
	EVERY_EVENT,
	FTS_OPTIONS,
	fieldPrefix,
	fieldToken,
	isTokenUnique,
	tokensOf,
	wordToken,
} from '../../../../server/logs/events/tokens';

describe('tokensOf', () => {
	it('has @, a token for each keyword value and one for each distinct word', () => {
		const fields = {
			HOSTNAME: 'DC01',
			EVENTID: 4625,
			RESULT: 'failure',
			MESSAGE: 'Logon failure on dc01: 0xC0',
		};
		expect(tokensOf(fields)).toBe(
			'@ hostname=dc01 ~dc01 eventid=4625 ~4625 result=failure ~failure ~logon ~on ~0xc0',
		);
	});

	it('leaves out the raw log, the time and empty values', () => {
		expect(tokensOf({ RAWLOG: 'raw', TIME: 42, USERNAME: ' ', MESSAGE: '' })).toBe('@');
	});

	it('takes words from the value as written and the token from the canonical value', () => {
		expect(tokensOf({ A: '0200', B: true, C: -1.5 })).toBe(
			'@ a=200 ~0200 b=true ~true c=-1.5 ~1 ~5',
		);
	});

	it('never has a space inside a token', () => {
		expect(tokensOf({ A: 'a b', B: 'a\tb', C: 'a\u00a0b\u0000' })).toBe(
			'@ a=a\u00a0b ~a ~b b=a\ufffdb c=a\ufffdb\ufffd',
		);
	});

	it('cuts long values and words', () => {
		expect(tokensOf({ A: 'x'.repeat(200) })).toBe(`@ a=${'x'.repeat(120)} ~${'x'.repeat(120)}`);
	});
});

describe('fieldToken, fieldPrefix, wordToken', () => {
	it('start as the index needs it', () => {
		expect([fieldToken('USERNAME', 'root'), fieldPrefix('USERNAME'), wordToken('root')]).toEqual([
			'username=root',
			'username=',
			'~root',
		]);
	});
	it('never cut a surrogate pair', () => {
		expect(fieldToken('A', 'x'.repeat(119) + '😀')).toBe(`a=${'x'.repeat(119)}`);
		expect(fieldToken('A', 'x'.repeat(118) + '😀')).toBe(`a=${'x'.repeat(118)}😀`);
	});
});

describe('isTokenUnique', () => {
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
	])('%j: %s', (text, unique) => expect(isTokenUnique(text)).toBe(unique));
});

describe('FTS_OPTIONS', () => {
	it('make SQLite divide tokens at spaces only', () => {
		const database = new DatabaseSync(':memory:');
		database.exec(`CREATE VIRTUAL TABLE t USING fts5(body, ${FTS_OPTIONS})`);
		database.exec("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'row')");
		const ascii = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join(
			'',
		);
		const tokens = [EVERY_EVENT, ascii.toLowerCase(), 'a=b\u00a0c\ufffd', '~ärger', '~日本'];
		database.prepare('INSERT INTO t(rowid, body) VALUES (1, ?)').run(tokens.join(' '));
		const stored = database
			.prepare('SELECT term FROM v')
			.all()
			.map((row) => row['term']);
		expect(new Set(stored)).toEqual(new Set(tokens));
		database.close();
	});
});
