/** Parses a query into its syntax tree by recursive descent. */
import { ANY_VALUE, type CompareOperator, type FieldPlace, type Query, type Value } from './ast';
import { ALL, and, isAnything, literalText, or } from './build';
import { type ValueProblem, checkValue, checkWords } from './check-value';
import { QuerySyntaxError, excerpt } from './errors';
import { displayNameBefore, hintForColon, hintForForeignOperator } from './hints';
import { ownNameOf } from './foreign-names';
import { serverNameOf } from './known-names';
import { Lexer, type Text, type Lexeme } from './lexer';
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
	private lexeme: Lexeme = { kind: 'end', start: 0, end: 0, raw: '' };
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
		return this.lexeme.kind === 'end';
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
		while (this.lexeme.kind === 'or') {
			this.advance();
			operands.push(this.conjunction(depth));
		}
		return or(operands);
	}

	private conjunction(depth: number): Query {
		const operands = [this.negation(depth)];
		for (;;) {
			const { kind } = this.lexeme;
			if (kind === 'and') this.advance();
			else if (kind !== 'text' && kind !== 'not' && kind !== '(') break;
			operands.push(this.negation(depth));
		}
		return and(operands);
	}

	private negation(depth: number): Query {
		if (this.lexeme.kind !== 'not') return this.primary(depth);
		this.checkDepth(depth);
		this.advance();
		return { kind: 'not', operand: this.negation(depth + 1) };
	}

	private primary(depth: number): Query {
		const { lexeme } = this;
		if (lexeme.kind === 'text') return this.termOrComparison(lexeme);
		if (lexeme.kind === 'operator') {
			throw this.error(lexeme.start, excerpt(lexeme.raw), ['a field name before it']);
		}
		if (lexeme.kind !== '(') throw this.error(lexeme.start, shown(lexeme), [A_TERM]);
		this.checkDepth(depth);
		this.advance();
		const query = this.disjunction(depth + 1);
		if (this.lexeme.kind === ')') this.advance();
		else throw this.unexpected(lexeme);
		return query;
	}

	private termOrComparison(text: Text): Query {
		const isNotIn = this.lexer.lookingAt(NOT_IN_LIST);
		this.advance();
		const { lexeme } = this;
		if (lexeme.kind === 'operator') return this.comparison(text, lexeme.raw as CompareOperator);
		if (lexeme.kind === 'not' && isNotIn) {
			this.advance();
			return { kind: 'not', operand: this.membership(text) };
		}
		if (lexeme.kind === 'text' && !lexeme.quoted) {
			const operator = textOperatorOf(lexeme.raw);
			if (operator !== undefined && FIELD_NAME.test(text.raw))
				return this.textCondition(text, operator);
			const isIn = lexeme.raw.toUpperCase() === 'IN';
			if (isIn && this.lexer.lookingAt(IN_LIST)) return this.membership(text);
			if (lexeme.raw === 'IN') this.failMissingList();
			const hint = hintForForeignOperator(text.raw, lexeme.raw);
			if (hint !== undefined) {
				throw this.error(lexeme.start, excerpt(lexeme.raw), ['=, !=, <, <=, >, >= or IN'], hint);
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

	/** `FIELD LIKE value` and its like; the current lexeme is the operator. */
	private textCondition(name: Text, operator: TextOperator): Query {
		const field = this.fieldName(name);
		if (field === TIME_FIELD)
			throw this.error(name.start, excerpt(name.raw), [
				'a field other than TIME, which is no text',
			]);
		const place = placeOf(operator);
		if (place !== undefined) return this.fieldCondition(name, field, place);
		const lexeme = this.plainValue();
		this.advance();
		if (operator !== 'MATCHES')
			return { kind: 'like', field, value: lexeme.value, cased: operator === 'LIKE_CS' };
		const pattern = literalText(lexeme.value);
		if (pattern === undefined)
			throw this.error(lexeme.start, excerpt(lexeme.raw), [
				'a regular expression in double quotes',
			]);
		try {
			compilePattern(pattern);
		} catch (error) {
			if (!(error instanceof PatternError)) throw error;
			throw this.error(lexeme.start, excerpt(lexeme.raw), [
				`a regular expression that can be matched in linear time (${error.message})`,
			]);
		}
		return { kind: 'matches', field, pattern };
	}

	private fieldCondition(name: Text, field: string, place: FieldPlace): Query {
		const lexeme = this.plainValue();
		const given = [name, lexeme].find(
			({ raw }) => !FIELD_NAME.test(raw) || [ANY_VALUE, TIME_FIELD].includes(raw.toUpperCase()),
		);
		if (given !== undefined)
			throw this.error(given.start, excerpt(given.raw), ['the name of one field']);
		this.advance();
		return { kind: 'fields', field, place, other: lexeme.raw.toUpperCase() };
	}

	/** `FIELD IN (a, b)`; the current lexeme is `IN`. */
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
		const lexeme = this.plainValue();
		this.refuse(lexeme, checkValue(field, operator, lexeme.value, lexeme.quoted));
		return lexeme.value;
	}

	private plainValue(): Text {
		const lexeme = this.lexer.value();
		if (lexeme.kind !== 'text') throw this.error(lexeme.start, shown(lexeme), ['a value']);
		if (!lexeme.quoted && /^(?:AND|OR|NOT)$/i.test(lexeme.raw)) {
			const hint = `Write "${lexeme.raw}" in double quotes if it is the value`;
			throw this.error(lexeme.start, excerpt(lexeme.raw), ['a value'], hint);
		}
		this.countTerm(lexeme);
		return lexeme;
	}

	private fieldName(name: Text): string {
		const display = displayNameBefore(this.query.slice(0, name.start), name.raw);
		if (display !== undefined) {
			const start = name.end - display.written.length;
			const hint = `Field names have no spaces; this field is called ${display.field}`;
			throw this.error(start, excerpt(display.written), [display.field], hint);
		}
		if (FIELD_NAME.test(name.raw)) return name.raw.toUpperCase();
		const written = name.raw.replaceAll('"', '');
		const known = serverNameOf(written) ?? ownNameOf(written);
		const hint =
			known === undefined
				? 'To search for text that contains an operator, put all of it in double quotes'
				: `This field is called ${known}`;
		const expected = 'a field name (a letter, then letters, digits or _, at most 64 in all)';
		throw this.error(name.start, excerpt(name.raw), [expected], hint);
	}

	private failMissingList(): never {
		const lexeme = this.lexer.value();
		const hint = 'Write IN (a, b), or put "IN" in double quotes to search for the word';
		throw this.error(lexeme.start, shown(lexeme), ['"(" after IN'], hint);
	}

	private countTerm(lexeme: Lexeme): void {
		const { terms } = this.limits;
		if (++this.terms <= terms) return;
		throw this.error(lexeme.start, excerpt(lexeme.raw), [`at most ${terms} terms and values`]);
	}

	private checkDepth(depth: number): void {
		if (depth < MAX_DEPTH) return;
		const expected = `at most ${MAX_DEPTH} levels of parentheses and NOT`;
		throw this.error(this.lexeme.start, excerpt(this.lexeme.raw), [expected]);
	}

	private refuse(lexeme: Lexeme, problem: ValueProblem | undefined): void {
		if (problem === undefined) return;
		throw this.error(lexeme.start, excerpt(lexeme.raw), [problem.expected], problem.hint);
	}

	/** The error for a lexeme after a complete condition. @param open the parenthesis that is still open */
	private unexpected(open?: Lexeme): QuerySyntaxError {
		const { lexeme } = this;
		const expected = ['AND', 'OR', open === undefined ? 'the end of the query' : '")"'];
		return this.error(lexeme.start, shown(lexeme), expected, hintForUnexpected(lexeme, open));
	}

	private advance(): void {
		this.lexeme = this.lexer.term();
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

function hintForUnexpected(lexeme: Lexeme, open: Lexeme | undefined): string | undefined {
	if (lexeme.kind === ',') return 'Put a value that contains a comma in double quotes';
	if (lexeme.kind === ')') return 'No "(" is open here';
	if (lexeme.kind === 'operator') return 'Put a value that contains an operator in double quotes';
	return open === undefined ? undefined : `The "(" at position ${open.start} is not closed`;
}

function shown(lexeme: Lexeme): string {
	return lexeme.kind === 'end' ? 'the end of the query' : excerpt(lexeme.raw);
}
