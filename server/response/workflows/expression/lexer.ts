/** Splits a condition into lexemes. */

/** One lexeme; `at` is its offset from 0. */
export interface Lexeme {
	readonly kind: 'path' | 'text' | 'number' | 'operator' | 'word' | 'end';
	readonly text: string;
	readonly at: number;
}

/** A condition that cannot be read. */
export class ExpressionError extends Error {
	constructor(
		message: string,
		/** Offset in the condition, from 0. */
		readonly at: number,
	) {
		super(`${message} at position ${at}`);
		this.name = 'ExpressionError';
	}
}

const WORDS = new Set(['and', 'or', 'not', 'contains', 'true', 'false', 'null']);
const PATTERN =
	/\s*(?:(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?)|(?<path>[A-Za-z_]\w*(?:\.\w+)*)|(?<operator>==|!=|<=|>=|<|>|\(|\)))/y;

/** The lexemes of `source`, the last one of kind `end`. */
export function lex(source: string): Lexeme[] {
	const lexemes: Lexeme[] = [];
	PATTERN.lastIndex = 0;
	for (let at = 0; ; at = PATTERN.lastIndex) {
		const rest = source.slice(at);
		if (rest.trim() === '') return [...lexemes, { kind: 'end', text: '', at: source.length }];
		PATTERN.lastIndex = at;
		const match = PATTERN.exec(source);
		const start = at + (rest.length - rest.trimStart().length);
		if (match === null) {
			throw new ExpressionError(`expected a value or an operator, found ${source[start]}`, start);
		}
		lexemes.push(lexemeOf(match.groups ?? {}, start));
	}
}

function lexemeOf(groups: Record<string, string | undefined>, at: number): Lexeme {
	const { text, number, path, operator } = groups;
	if (text !== undefined) {
		return { kind: 'text', text: text.slice(1, -1).replaceAll(/\\(.)/g, '$1'), at };
	}
	if (number !== undefined) return { kind: 'number', text: number, at };
	if (operator !== undefined) return { kind: 'operator', text: operator, at };
	const word = path ?? '';
	return WORDS.has(word.toLowerCase())
		? { kind: 'word', text: word.toLowerCase(), at }
		: { kind: 'path', text: word, at };
}
