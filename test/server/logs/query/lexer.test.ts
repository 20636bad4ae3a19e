/** Lexemes, quoting and escapes, and the errors that arise inside a lexeme. */
import type { Value } from '../../../../server/logs/query';
import { Lexer, type Lexeme } from '../../../../server/logs/query/lexer';

function terms(query: string): Lexeme[] {
	const lexer = new Lexer(query);
	const lexemes: Lexeme[] = [];
	do lexemes.push(lexer.term());
	while (lexemes.at(-1)?.kind !== 'end');
	return lexemes;
}

function value(query: string): Value['pieces'] {
	const lexeme = new Lexer(query).value();
	if (lexeme.kind !== 'text') throw new Error(`${query} is no value`);
	expect(lexeme.end).toBe(query.trimEnd().length);
	return lexeme.value.pieces;
}

const star = { wild: '*' } as const;
const one = { wild: '?' } as const;

describe('Lexer.term', () => {
	it('knows marks, keywords and operators by kind, with their place', () => {
		expect(
			terms(' a AND(b or "not")>= ,').map(({ kind, start, end }) => [kind, start, end]),
		).toEqual([
			['text', 1, 2],
			['and', 3, 6],
			['(', 6, 7],
			['text', 7, 8],
			['or', 9, 11],
			['text', 12, 17],
			[')', 17, 18],
			['operator', 18, 20],
			[',', 21, 22],
			['end', 22, 22],
		]);
	});

	it('ends an unquoted term at operators', () => {
		expect(terms('a=b!=c<d wow! x!y').map((lexeme) => lexeme.raw)).toEqual([
			'a',
			'=',
			'b',
			'!=',
			'c',
			'<',
			'd',
			'wow!',
			'x!y',
			'',
		]);
	});
});

describe('Lexer.value', () => {
	it.each([
		['root', ['root']],
		['C:\\Windows\\*', ['C:\\Windows\\', star]],
		['\\\\server\\share', ['\\\\server\\share']],
		['a\\?b\\', ['a\\', one, 'b\\']],
		['a=b<c>d!e', ['a=b<c>d!e']],
		['user@host/1:2-3.4', ['user@host/1:2-3.4']],
		['""', []],
		['"a b"', ['a b']],
		['"a, (b) = * ? \'c\'"', ["a, (b) = * ? 'c'"]],
		['"\\"x\\" \\\\ \\* \\?"', ['"x" \\ * ?']],
		['"C:\\Windows\\System32"', ['C:\\Windows\\System32']],
		['"C:\\\\Windows\\\\"', ['C:\\Windows\\']],
		['"a\u0000\nb"', ['a\u0000\nb']],
		['C:\\"Program Files"\\*', ['C:\\Program Files\\', star]],
		['"100*"*', ['100*', star]],
		['**?*', [star, one, star]],
		["O'Brien", ["O'Brien"]],
		['日本😀', ['日本😀']],
	] as [string, Value['pieces']][])('%s', (query, pieces) => expect(value(query)).toEqual(pieces));
});

describe('Lexer errors', () => {
	const QUOTES = 'Use double quotes instead of single quotes.';
	const VALUE = 'a value. Put a value that starts with this in double quotes.';
	const OPERATOR = 'an operator (=, !=, <, <=, >, >=)';
	it.each<['term' | 'value', string, number, string]>([
		['term', '==', 0, `"==" but expected ${OPERATOR}. Write = for "equals".`],
		['term', '=<', 0, `"=<" but expected ${OPERATOR}. Write <= for "less or equal".`],
		['term', '=>', 0, `"=>" but expected ${OPERATOR}. Write >= for "greater or equal".`],
		['term', '<>', 0, `"<>" but expected ${OPERATOR}. Write != for "not equal".`],
		[
			'term',
			'=~',
			0,
			`"=~" but expected ${OPERATOR}. Write FIELD MATCHES "pattern" for a regular expression, or use the wildcards * and ?.`,
		],
		[
			'term',
			'=<<',
			0,
			`"=<<" but expected ${OPERATOR}. Put a value that starts with an operator character in double quotes.`,
		],
		['term', '!a', 0, '"!" but expected NOT. Write NOT to negate a condition.'],
		['term', '&& b', 0, '"&&" but expected AND. Write AND between two conditions.'],
		['term', '|| b', 0, '"||" but expected OR. Write OR between two conditions.'],
		['term', "'a'", 0, `"'" but expected a value. ${QUOTES}`],
		['value', " 'a'", 1, `"'" but expected a value. ${QUOTES}`],
		[
			'value',
			'“a”',
			0,
			'"“" but expected a value. Use straight double quotes (") instead of typographic ones.',
		],
		['value', '<a>', 0, `"<" but expected ${VALUE}`],
		['value', '!a', 0, `"!" but expected ${VALUE}`],
		[
			'value',
			'f(x)',
			1,
			'"(" but expected a space after "f". Put a value that contains parentheses in double quotes.',
		],
		[
			'term',
			'f(x)',
			1,
			'"(" but expected a space after "f". Put a value that contains parentheses in double quotes.',
		],
		[
			'value',
			'"a',
			2,
			'the end of the query but expected a closing ". The quote opened at position 0 is not closed.',
		],
		[
			'value',
			'"C:\\"',
			5,
			'the end of the query but expected a closing ". The quote opened at position 0 is not closed; \\" stands for a quote inside the value, write \\\\ for a backslash before the closing quote.',
		],
		[
			'term',
			'a\u0000b',
			1,
			'the control character U+0000 but expected visible characters. Control characters are accepted inside double quotes only.',
		],
		[
			'value',
			'\u0085',
			0,
			'the control character U+0085 but expected visible characters. Control characters are accepted inside double quotes only.',
		],
	])('%s %j', (mode, query, position, rest) => {
		expect(() => new Lexer(query)[mode]()).toThrow(
			expect.objectContaining({
				name: 'QuerySyntaxError',
				message: `Query error at position ${position}: found ${rest}`,
			}),
		);
	});
});
