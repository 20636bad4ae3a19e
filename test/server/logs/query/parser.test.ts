/** What parses to what, and the full text of every syntax error. */
import { type Query, type QuerySyntaxError, parseQuery } from '../../../../server/logs/query';
import { ALL, and, or, valueOf } from '../../../../server/logs/query/build';

const star = { wild: '*' } as const;
const one = { wild: '?' } as const;
const term = (...pieces: Parameters<typeof valueOf>[0]): Query => ({
	kind: 'term',
	value: valueOf(pieces),
});
const equals = (field: string, ...pieces: Parameters<typeof valueOf>[0]): Query => ({
	kind: 'compare',
	field,
	operator: '=',
	value: valueOf(pieces),
});
const not = (operand: Query): Query => ({ kind: 'not', operand });
const [a, b, c] = [term('a'), term('b'), term('c')];

describe('parseQuery: what the vendor documents', () => {
	it.each<[string, Query]>([
		['*', ALL],
		[
			'EVENTID = 16384 AND USERNAME = mhtoc',
			and([equals('EVENTID', '16384'), equals('USERNAME', 'mhtoc')]),
		],
		['REMOTE_INTERFACE = "switch 1"', equals('REMOTE_INTERFACE', 'switch 1')],
		[
			'(F1 = "a" OR F1 = "b") OR (F2 = "a")',
			or([equals('F1', 'a'), equals('F1', 'b'), equals('F2', 'a')]),
		],
	])('%s', (text, query) => expect(parseQuery(text)).toEqual(query));
});

describe('parseQuery: structure', () => {
	it.each<[string, Query]>([
		['', ALL],
		[' \n\t', ALL],
		['**', ALL],
		['a', a],
		['a b', and([a, b])],
		['a AND b and c', and([a, b, c])],
		['a or b OR c', or([a, b, c])],
		['a b OR c', or([and([a, b]), c])],
		['a OR b c', or([a, and([b, c])])],
		['a (b OR c)', and([a, or([b, c])])],
		['(a)(b)', and([a, b])],
		['((a))', a],
		['(a AND b) AND c', and([a, b, c])],
		['not a b', and([not(a), b])],
		['NOT NOT a', not(not(a))],
		['NOT(a OR b)', not(or([a, b]))],
		['a AND NOT b', and([a, not(b)])],
		['* AND a', and([ALL, a])],
		['a OR\nb', or([a, b])],
		['"AND"', term('AND')],
		['android', term('android')],
	])('%j', (text, query) => expect(parseQuery(text)).toEqual(query));
});

describe('parseQuery: comparisons', () => {
	it.each<[string, Query]>([
		['username=root', equals('USERNAME', 'root')],
		['a!=b', { kind: 'compare', field: 'A', operator: '!=', value: valueOf(['b']) }],
		['a<5', { kind: 'compare', field: 'A', operator: '<', value: valueOf(['5']) }],
		['a <= 5', { kind: 'compare', field: 'A', operator: '<=', value: valueOf(['5']) }],
		['a >"x y"', { kind: 'compare', field: 'A', operator: '>', value: valueOf(['x y']) }],
		['a>=5', { kind: 'compare', field: 'A', operator: '>=', value: valueOf(['5']) }],
		['A = ""', equals('A')],
		['A = *', equals('A', star)],
		['A = IN', equals('A', 'IN')],
		['URL = /a?b=c&d=e', equals('URL', '/a', one, 'b=c&d=e')],
		['A = b c = d', and([equals('A', 'b'), equals('C', 'd')])],
		['A IN (a)', { kind: 'in', field: 'A', values: [valueOf(['a'])] }],
		[
			'A in(a,"b, c" , d*)',
			{ kind: 'in', field: 'A', values: [valueOf(['a']), valueOf(['b, c']), valueOf(['d', star])] },
		],
		['A NOT IN (a)', not({ kind: 'in', field: 'A', values: [valueOf(['a'])] })],
		['A not  in (a) b', and([not({ kind: 'in', field: 'A', values: [valueOf(['a'])] }), b])],
		['logged in', and([term('logged'), term('in')])],
		['a NOT in', and([a, not(term('in'))])],
		[
			'TIME >= 2024-05-01',
			{ kind: 'compare', field: 'TIME', operator: '>=', value: valueOf(['2024-05-01']) },
		],
		['TIME = *', equals('TIME', star)],
		['IP = "10.0.0.0/33"', equals('IP', '10.0.0.0/33')],
		['A = /33', equals('A', '/33')],
	])('%s', (text, query) => expect(parseQuery(text)).toEqual(query));
});

describe('parseQuery: errors', () => {
	const TERM = 'a search term, FIELD = value, NOT or "("';
	const MORE = 'AND, OR or the end of the query';
	const NAME = 'a field name (a letter, then letters, digits or _, at most 64 in all)';
	const NOT_A_NAME =
		'To search for text that contains an operator, put all of it in double quotes.';
	const WORD = 'a word to search for (letters, digits or _)';
	const TIME = 'TIME takes epoch milliseconds or ISO 8601, for instance 2024-05-01T12:00:00Z.';
	it.each<[string, number, string]>([
		['a )', 2, `found ")" but expected ${MORE}. No "(" is open here.`],
		[
			'(a',
			2,
			'found the end of the query but expected AND, OR or ")". The "(" at position 0 is not closed.',
		],
		[
			'((a)',
			4,
			'found the end of the query but expected AND, OR or ")". The "(" at position 0 is not closed.',
		],
		['()', 1, `found ")" but expected ${TERM}`],
		['a AND', 5, `found the end of the query but expected ${TERM}`],
		['NOT', 3, `found the end of the query but expected ${TERM}`],
		['OR a', 0, `found "OR" but expected ${TERM}`],
		['a OR AND b', 5, `found "AND" but expected ${TERM}`],
		[
			'a, b',
			1,
			`found "," but expected ${MORE}. Put a value that contains a comma in double quotes.`,
		],
		['= 5', 0, 'found "=" but expected a field name before it'],
		[
			'A = b = c',
			6,
			`found "=" but expected ${MORE}. Put a value that contains an operator in double quotes.`,
		],
		['A =', 3, 'found the end of the query but expected a value'],
		['(A = )', 5, 'found ")" but expected a value'],
		[
			'A = AND B = c',
			4,
			'found "AND" but expected a value. Write "AND" in double quotes if it is the value.',
		],
		[
			'A = or',
			4,
			'found "or" but expected a value. Write "or" in double quotes if it is the value.',
		],
		['A IN (', 6, 'found the end of the query but expected a value'],
		['A IN ()', 6, 'found ")" but expected a value'],
		['A IN (a,)', 8, 'found ")" but expected a value'],
		['A IN (a b)', 8, 'found "b" but expected "," or ")"'],
		['A IN (a', 7, 'found the end of the query but expected "," or ")"'],
		[
			'A IN a',
			5,
			'found "a" but expected "(" after IN. Write IN (a, b), or put "IN" in double quotes to search for the word.',
		],
		[
			'Event ID = 4624',
			0,
			'found "Event ID" but expected EVENTID. Field names have no spaces; this field is called EVENTID.',
		],
		[
			'a AND user name IN (x)',
			6,
			'found "user name" but expected USERNAME. Field names have no spaces; this field is called USERNAME.',
		],
		[
			'"Event ID" = 4624',
			0,
			`found ""Event ID"" but expected ${NAME}. This field is called EVENTID.`,
		],
		['foo-bar = 1', 0, `found "foo-bar" but expected ${NAME}. ${NOT_A_NAME}`],
		['1A = 1', 0, `found "1A" but expected ${NAME}. ${NOT_A_NAME}`],
		[`${'A'.repeat(65)} = 1`, 0, `found "${'A'.repeat(40)}…" but expected ${NAME}. ${NOT_A_NAME}`],
		['http://x/?a=b', 0, `found "http://x/?a" but expected ${NAME}. ${NOT_A_NAME}`],
		[
			'EVENTID:4624',
			0,
			'found "EVENTID:4624" but expected a search term. Write EVENTID = 4624 to search the field, or put the term in double quotes.',
		],
		[
			'username: root',
			0,
			'found "username:" but expected a search term. Write USERNAME = value to search the field, or put the term in double quotes.',
		],
		['USERNAME EQUALS adm', 9, 'found "EQUALS" but expected =, !=, <, <=, >, >= or IN. Write =.'],
		['---', 0, `found "---" but expected ${WORD}`],
		['a ""', 2, `found """" but expected ${WORD}`],
		['MESSAGE = "--"', 10, `found ""--"" but expected ${WORD}`],
		['MESSAGE IN (a, -)', 15, `found "-" but expected ${WORD}`],
		[
			`a*${'-a'.repeat(64)}`,
			0,
			`found "a*${'-a'.repeat(19)}…" but expected at most 64 words in a search with wildcards`,
		],
		[
			'N > 1*',
			4,
			'found "1*" but expected a value without wildcards. * and ? work with = and != only.',
		],
		[
			'N > *',
			4,
			'found "*" but expected a value without wildcards. * and ? work with = and != only.',
		],
		['TIME > now', 7, `found "now" but expected a point in time. ${TIME}`],
		['TIME = 2024*', 7, `found "2024*" but expected a point in time. ${TIME}`],
		['TIME > *', 7, `found "*" but expected a point in time. ${TIME}`],
		[
			'A = 10.0.0.0/33',
			4,
			'found "10.0.0.0/33" but expected a prefix length of 0 to 32. 33 is too long for this address; to search the text itself, put it in double quotes.',
		],
		[
			'A = ::1/129',
			4,
			'found "::1/129" but expected a prefix length of 0 to 128. 129 is too long for this address; to search the text itself, put it in double quotes.',
		],
		['a \ud800', 2, 'found half of a surrogate pair but expected well-formed Unicode text'],
	])('%j', (text, position, rest) => {
		expect(errorOf(text).message).toBe(`Query error at position ${position}: ${rest}`);
		expect(errorOf(text).position).toBe(position);
	});

	it('tells the line', () => expect(errorOf('a\nAND\n)').line).toBe(3));

	it('what only looks like another language is a term', () => {
		const texts = [
			'fe80::1',
			'http://host/path',
			'C:\\x',
			'12:30:45',
			'error:disk',
			'"EVENTID:4624"',
			'user@host',
			'wow!',
			'-rf',
			'status-code',
			"it's",
			'contains',
			'x like y',
		];
		for (const text of texts) expect(() => parseQuery(text)).not.toThrow();
	});
});

function errorOf(text: string): QuerySyntaxError {
	try {
		parseQuery(text);
	} catch (error) {
		return error as QuerySyntaxError;
	}
	throw new Error(`${text} was accepted`);
}
