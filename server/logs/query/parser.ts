/** Parses a query into its syntax tree by recursive descent. */
import { ANY_VALUE, type CompareOperator, type FieldPlace, type Query, type Value } from './ast';
import { ALL, and, isAnything, literalText, or } from './build';
import { type ValueProblem, checkValue, checkWords } from './check-value';
import { QuerySyntaxError, excerpt } from './errors';
import { displayNameBefore, hintForColon, hintForForeignOperator } from './hints';
import { serverNameOf } from './known-names';
import { Lexer, type Text, type Token } from './lexer';
import { MAX_DEPTH, type QueryLimits, SEARCH_LIMITS } from './limits';
import { PatternError, compilePattern } from './pattern';
import { TIME_FIELD } from './time-value';
import { type TextOperator, placeOf, textOperatorOf } from './text-operators';

const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const IN_LIST = /\s*\(/y;
const NOT_IN_LIST = /\s+NOT\s+IN\s*\(/iy;
const A_TERM = 'a search term, FIELD = value, NOT or "("';

/**
 * Parses a query. An empty one selects everything, like `*`.
 *
 * @param limits those of a search, unless others are given
 * @throws QuerySyntaxError naming the position, what was found and what was expected
 */
export function parseQuery(query: string, limits: QueryLimits = SEARCH_LIMITS): Query {
	return new Parser(query, limits).parse();
}

class Parser {
	private readonly lexer: Lexer;
	private token: Token = { kind: 'end', start: 0, end: 0, raw: '' };
	private terms = 0;

	constructor(
		private readonly query: string,
		private readonly limits: QueryLimits,
	) {
		this.lexer = new Lexer(query);
	}

	parse(): Query {
		this.checkText();
		this.advance();
		if (this.isAtEnd()) return ALL;
		const query = this.disjunction(0);
		if (!this.isAtEnd()) throw this.unexpected();
		return query;
	}

	private isAtEnd(): boolean {
		return this.token.kind === 'end';
	}

	private checkText(): void {
		const { query } = this;
		const { length } = this.limits;
		if (query.length > length) {
			throw this.error(length, `a query of ${query.length} characters`, [
				`at most ${length} characters`,
			]);
		}
		const position = query.search(/\p{Cs}/u);
		if (position < 0) return;
		throw this.error(position, 'half of a surrogate pair', ['well-formed Unicode text']);
	}

	private disjunction(depth: number): Query {
		const operands = [this.conjunction(depth)];
		while (this.token.kind === 'or') {
			this.advance();
			operands.push(this.conjunction(depth));
		}
		return or(operands);
	}

	private conjunction(depth: number): Query {
		const operands = [this.negation(depth)];
		for (;;) {
			const { kind } = this.token;
			if (kind === 'and') this.advance();
			else if (kind !== 'text' && kind !== 'not' && kind !== '(') break;
			operands.push(this.negation(depth));
		}
		return and(operands);
	}

	private negation(depth: number): Query {
		if (this.token.kind !== 'not') return this.primary(depth);
		this.checkDepth(depth);
		this.advance();
		return { kind: 'not', operand: this.negation(depth + 1) };
	}

	private primary(depth: number): Query {
		const { token } = this;
		if (token.kind === 'text') return this.termOrComparison(token);
		if (token.kind === 'operator') {
			throw this.error(token.start, excerpt(token.raw), ['a field name before it']);
		}
		if (token.kind !== '(') throw this.error(token.start, shown(token), [A_TERM]);
		this.checkDepth(depth);
		this.advance();
		const query = this.disjunction(depth + 1);
		if (this.token.kind === ')') this.advance();
		else throw this.unexpected(token);
		return query;
	}

	private termOrComparison(text: Text): Query {
		const isNotIn = this.lexer.lookingAt(NOT_IN_LIST);
		this.advance();
		const { token } = this;
		if (token.kind === 'operator') return this.comparison(text, token.raw as CompareOperator);
		if (token.kind === 'not' && isNotIn) {
			this.advance();
			return { kind: 'not', operand: this.membership(text) };
		}
		if (token.kind === 'text' && !token.quoted) {
			const operator = textOperatorOf(token.raw);
			if (operator !== undefined && FIELD_NAME.test(text.raw))
				return this.textCondition(text, operator);
			const isIn = token.raw.toUpperCase() === 'IN';
			if (isIn && this.lexer.lookingAt(IN_LIST)) return this.membership(text);
			if (token.raw === 'IN') this.failMissingList();
			const hint = hintForForeignOperator(text.raw, token.raw);
			if (hint !== undefined) {
				throw this.error(token.start, excerpt(token.raw), ['=, !=, <, <=, >, >= or IN'], hint);
			}
		}
		return this.bareTerm(text);
	}

	private bareTerm(text: Text): Query {
		this.countTerm(text);
		if (isAnything(text.value)) return ALL;
		const hint = text.raw.startsWith('"') ? undefined : hintForColon(text.raw);
		if (hint !== undefined)
			throw this.error(text.start, excerpt(text.raw), ['a search term'], hint);
		this.refuse(text, checkWords(text.value));
		return { kind: 'term', value: text.value };
	}

	private comparison(name: Text, operator: CompareOperator): Query {
		const field = this.fieldName(name);
		const value = this.value(field, operator);
		this.advance();
		return { kind: 'compare', field, operator, value };
	}

	/** `FIELD LIKE value` and its like; the current token is the operator. */
	private textCondition(name: Text, operator: TextOperator): Query {
		const field = this.fieldName(name);
		if (field === TIME_FIELD)
			throw this.error(name.start, excerpt(name.raw), [
				'a field other than TIME, which is no text',
			]);
		const place = placeOf(operator);
		if (place !== undefined) return this.fieldCondition(name, field, place);
		const token = this.plainValue();
		this.advance();
		if (operator !== 'MATCHES')
			return { kind: 'like', field, value: token.value, cased: operator === 'LIKE_CS' };
		const pattern = literalText(token.value);
		if (pattern === undefined)
			throw this.error(token.start, excerpt(token.raw), ['a regular expression in double quotes']);
		try {
			compilePattern(pattern);
		} catch (error) {
			if (!(error instanceof PatternError)) throw error;
			throw this.error(token.start, excerpt(token.raw), [
				`a regular expression that can be matched in linear time (${error.message})`,
			]);
		}
		return { kind: 'matches', field, pattern };
	}

	private fieldCondition(name: Text, field: string, place: FieldPlace): Query {
		const token = this.plainValue();
		const given = [name, token].find(
			({ raw }) => !FIELD_NAME.test(raw) || [ANY_VALUE, TIME_FIELD].includes(raw.toUpperCase()),
		);
		if (given !== undefined)
			throw this.error(given.start, excerpt(given.raw), ['the name of one field']);
		this.advance();
		return { kind: 'fields', field, place, other: token.raw.toUpperCase() };
	}

	/** `FIELD IN (a, b)`; the current token is `IN`. */
	private membership(name: Text): Query {
		const field = this.fieldName(name);
		this.advance();
		const values = [this.value(field, '=')];
		for (;;) {
			const separator = this.lexer.value();
			if (separator.kind === ')') break;
			if (separator.kind !== ',')
				throw this.error(separator.start, shown(separator), ['","', '")"']);
			values.push(this.value(field, '='));
		}
		this.advance();
		return { kind: 'in', field, values };
	}

	private value(field: string, operator: CompareOperator): Value {
		const token = this.plainValue();
		this.refuse(token, checkValue(field, operator, token.value, token.quoted));
		return token.value;
	}

	private plainValue(): Text {
		const token = this.lexer.value();
		if (token.kind !== 'text') throw this.error(token.start, shown(token), ['a value']);
		if (!token.quoted && /^(?:AND|OR|NOT)$/i.test(token.raw)) {
			const hint = `Write "${token.raw}" in double quotes if it is the value`;
			throw this.error(token.start, excerpt(token.raw), ['a value'], hint);
		}
		this.countTerm(token);
		return token;
	}

	private fieldName(name: Text): string {
		const display = displayNameBefore(this.query.slice(0, name.start), name.raw);
		if (display !== undefined) {
			const start = name.end - display.written.length;
			const hint = `Field names have no spaces; this field is called ${display.field}`;
			throw this.error(start, excerpt(display.written), [display.field], hint);
		}
		if (FIELD_NAME.test(name.raw)) return name.raw.toUpperCase();
		const known = serverNameOf(name.raw.replaceAll('"', ''));
		const hint =
			known === undefined
				? 'To search for text that contains an operator, put all of it in double quotes'
				: `This field is called ${known}`;
		const expected = 'a field name (a letter, then letters, digits or _, at most 64 in all)';
		throw this.error(name.start, excerpt(name.raw), [expected], hint);
	}

	private failMissingList(): never {
		const token = this.lexer.value();
		const hint = 'Write IN (a, b), or put "IN" in double quotes to search for the word';
		throw this.error(token.start, shown(token), ['"(" after IN'], hint);
	}

	private countTerm(token: Token): void {
		const { terms } = this.limits;
		if (++this.terms <= terms) return;
		throw this.error(token.start, excerpt(token.raw), [`at most ${terms} terms and values`]);
	}

	private checkDepth(depth: number): void {
		if (depth < MAX_DEPTH) return;
		const expected = `at most ${MAX_DEPTH} levels of parentheses and NOT`;
		throw this.error(this.token.start, excerpt(this.token.raw), [expected]);
	}

	private refuse(token: Token, problem: ValueProblem | undefined): void {
		if (problem === undefined) return;
		throw this.error(token.start, excerpt(token.raw), [problem.expected], problem.hint);
	}

	/** The error for a token after a complete condition. @param open the parenthesis that is still open */
	private unexpected(open?: Token): QuerySyntaxError {
		const { token } = this;
		const expected = ['AND', 'OR', open === undefined ? 'the end of the query' : '")"'];
		return this.error(token.start, shown(token), expected, hintForUnexpected(token, open));
	}

	private advance(): void {
		this.token = this.lexer.term();
	}

	private error(
		position: number,
		found: string,
		expected: readonly string[],
		hint?: string,
	): QuerySyntaxError {
		return new QuerySyntaxError({ query: this.query, position, found, expected, hint });
	}
}

function hintForUnexpected(token: Token, open: Token | undefined): string | undefined {
	if (token.kind === ',') return 'Put a value that contains a comma in double quotes';
	if (token.kind === ')') return 'No "(" is open here';
	if (token.kind === 'operator') return 'Put a value that contains an operator in double quotes';
	return open === undefined ? undefined : `The "(" at position ${open.start} is not closed`;
}

function shown(token: Token): string {
	return token.kind === 'end' ? 'the end of the query' : excerpt(token.raw);
}
