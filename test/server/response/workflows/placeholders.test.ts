/** Placeholders: what stands for what, and that what is filled in stays data. */
import fc from 'fast-check';
import {
	fillIn,
	MAX_TEXT,
	placeholdersOf,
} from '../../../../server/response/workflows/text/placeholders';
import { scopeOf } from '../../../../server/response/workflows/text/scope';

const read = scopeOf({
	ticket: { id: 'A-1', n: 5, on: false, list: [1, 'x'] },
	text: '{{ticket.id}} "&/\n',
});

it.each<[string, unknown, unknown]>([
	['text around', 'No {{ticket.id}}!', 'No A-1!'],
	['blanks inside', '{{ ticket.id }}', 'A-1'],
	['a number alone keeps its type', '{{ticket.n}}', 5],
	['a boolean alone keeps its type', '{{ticket.on}}', false],
	['a number in a text', 'n={{ticket.n}}', 'n=5'],
	['an object in a text', 'x{{ticket.list}}', 'x[1,"x"]'],
	['a list position', '{{ticket.list.1}}!', 'x!'],
	['nothing there', '<{{ticket.none}}{{nobody.x}}>', '<>'],
	['nothing there, alone', '{{ticket.none}}', ''],
	[
		'nested values',
		{ a: ['{{ticket.id}}', { b: '{{ticket.n}}' }], c: 1 },
		{ a: ['A-1', { b: 5 }], c: 1 },
	],
	['escaped braces', '\\{{ticket.id}} {{ticket.id}}', '{{ticket.id}} A-1'],
	['the machinery', '{{ticket.constructor}}{{ticket.__proto__}}{{ticket.id.length}}', ''],
	['braces in the value', 'x {{text}}', 'x {{ticket.id}} "&/\n'],
	['keys are left alone', { '{{ticket.id}}': 1 }, { '{{ticket.id}}': 1 }],
])('%s', (_what, value, expected) => {
	expect(fillIn(value as never, read)).toEqual(expected);
});

it('escapes variables inside a longer text only', () => {
	expect(fillIn('https://x/?q={{text}}', read, encodeURIComponent)).toBe(
		'https://x/?q=%7B%7Bticket.id%7D%7D%20%22%26%2F%0A',
	);
});

it('limits what comes out', () => {
	const big = scopeOf({ text: 'x'.repeat(MAX_TEXT) });
	expect(() => fillIn('{{text}}{{text}}', big)).toThrow(
		/has 524288 characters .* at most 262144 are accepted/,
	);
});

it('lists placeholders wherever they are, good and bad', () => {
	expect(placeholdersOf({ a: ['{{x.y}}', '\\{{z}}'], b: '{{ not a path }}' })).toEqual([
		{ path: 'x.y', valid: true },
		{ path: 'not a path', valid: false },
	]);
});

it('gives any value back unchanged, and lets no value reach another variable', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (value, secret) => {
			const scope = scopeOf({ value, secret: `S${secret}` });
			expect(fillIn('{{value}}', scope)).toBe(value);
			expect(fillIn('a{{value}}b', scope)).toBe(`a${value}b`);
		}),
	);
});
