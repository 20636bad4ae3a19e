/** Reads conditions such as `incident.severity == "critical" and not (blocks.ping.status == "failed")`. */
import type { Json } from '../definition';
import { ExpressionError, type Lexeme, lex } from './lexer';

export { ExpressionError } from './lexer';

/** Comparisons; `contains` looks into texts and lists. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';

/** A condition as a tree. */
export type Expression =
	| { readonly kind: 'value'; readonly value: Json }
	| { readonly kind: 'variable'; readonly path: readonly string[]; readonly at: number }
	| { readonly kind: 'not'; readonly of: Expression }
	| { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
	| {
			readonly kind: 'compare';
			readonly operator: Comparison;
			readonly left: Expression;
			readonly right: Expression;
	  };

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'contains']);
const MAX_DEPTH = 50;

/** @throws ExpressionError naming the position, what was found and what was expected */
export function parseExpression(source: string): Expression {
	const parser = new Parser(lex(source));
	return parser.whole();
}

/** The variables that a condition reads. */
export function variablesOf(expression: Expression): (readonly string[])[] {
	switch (expression.kind) {
		case 'value':
			return [];
		case 'variable':
			return [expression.path];
		case 'not':
			return variablesOf(expression.of);
		default:
			return [...variablesOf(expression.left), ...variablesOf(expression.right)];
	}
}

class Parser {
	private position = 0;
	private depth = 0;

	constructor(private readonly lexemes: readonly Lexeme[]) {}

	whole(): Expression {
		const expression = this.or();
		if (this.now.kind !== 'end') throw this.unexpected('and, or, or the end');
		return expression;
	}

	private get now(): Lexeme {
		return this.lexemes[this.position] as Lexeme;
	}

	private or(): Expression {
		let left = this.and();
		while (this.take('word', 'or')) left = { kind: 'or', left, right: this.and() };
		return left;
	}

	private and(): Expression {
		let left = this.not();
		while (this.take('word', 'and')) left = { kind: 'and', left, right: this.not() };
		return left;
	}

	private not(): Expression {
		if (++this.depth > MAX_DEPTH) throw new ExpressionError('too deeply nested', this.now.at);
		try {
			return this.take('word', 'not') ? { kind: 'not', of: this.not() } : this.comparison();
		} finally {
			this.depth--;
		}
	}

	private comparison(): Expression {
		const left = this.operand();
		const { text, kind } = this.now;
		if ((kind !== 'operator' && kind !== 'word') || !COMPARISONS.has(text)) return left;
		this.position++;
		return { kind: 'compare', operator: text as Comparison, left, right: this.operand() };
	}

	private operand(): Expression {
		if (this.take('operator', '(')) {
			const inner = this.or();
			if (!this.take('operator', ')')) throw this.unexpected(')');
			return inner;
		}
		const lexeme = this.now;
		this.position++;
		switch (lexeme.kind) {
			case 'text':
				return { kind: 'value', value: lexeme.text };
			case 'number':
				return { kind: 'value', value: Number(lexeme.text) };
			case 'path':
				return { kind: 'variable', path: lexeme.text.split('.'), at: lexeme.at };
			case 'word':
				if (lexeme.text === 'true' || lexeme.text === 'false') {
					return { kind: 'value', value: lexeme.text === 'true' };
				}
				if (lexeme.text === 'null') return { kind: 'value', value: null };
		}
		this.position--;
		throw this.unexpected('a variable, "text", a number, true, false, null or (');
	}

	private take(kind: Lexeme['kind'], text: string): boolean {
		if (this.now.kind !== kind || this.now.text !== text) return false;
		this.position++;
		return true;
	}

	private unexpected(expected: string): ExpressionError {
		const found = this.now.kind === 'end' ? 'the end' : this.now.text;
		return new ExpressionError(`expected ${expected}, found ${found}`, this.now.at);
	}
}
