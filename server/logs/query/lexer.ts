/** Cuts a query into lexemes; the parser says whether a term or a value comes next, as values may contain `=`. */
import type { Value, Wildcard } from './ast';
import { valueOf } from './build';
import { QuerySyntaxError, excerpt } from './errors';
import { MAX_WILDCARDS } from './limits';
import { hintForOperator, hintForText, hintForUnclosedQuote } from './hints';

/** A lexeme that is no text. */
export interface Mark {
	readonly kind: '(' | ')' | ',' | 'and' | 'or' | 'not' | 'operator' | 'end';
	readonly start: number;
	readonly end: number;
	/** As written in the query. */
	readonly raw: string;
}

/** A term, a field name or a value. */
export interface Text {
	readonly kind: 'text';
	readonly start: number;
	readonly end: number;
	readonly raw: string;
	readonly value: Value;
	/** Whether any part of it is in double quotes. */
	readonly quoted: boolean;
}

export type Lexeme = Mark | Text;

const SPACE = /\s*/y;
/** `-word` excludes, as in most search boxes. */
const EXCLUSION = /-(?=[\p{L}\p{N}_"*?(])/uy;
const OPERATOR_RUN = /[=<>!][=<>!~]*/y;
const OPERATORS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
const KEYWORDS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
	['AND', 'and'],
	['OR', 'or'],
	['NOT', 'not'],
]);
/** Runs of unquoted literal text; a backslash is literal, so that Windows paths can be written as they are. */
const TERM_RUN = /(?:[^\s()",*?=<>!\p{Cc}]|!(?![=~]))+/uy;
const VALUE_RUN = /[^\s()",*?\p{Cc}]+/uy;
const QUOTED_RUN = /[^"\\]+/y;
const ESCAPABLE = '"\\*?';

/** Reads lexemes from left to right. */
export class Lexer {
	private offset = 0;

	constructor(private readonly query: string) {}

	/** The next lexeme where a term, a keyword or an operator may stand. @throws QuerySyntaxError */
	term(): Lexeme {
		const mark = this.mark();
		if (mark !== undefined) return mark;
		const operator = this.operator();
		if (operator !== undefined) return operator;
		if (this.lookingAt(EXCLUSION)) {
			const start = this.offset++;
			return { kind: 'not', start, end: this.offset, raw: '-' };
		}
		const text = this.text(TERM_RUN);
		const keyword = text.quoted ? undefined : KEYWORDS.get(text.raw.toUpperCase());
		if (keyword !== undefined) return { ...text, kind: keyword };
		if (text.quoted || text.raw.toUpperCase() !== 'IN') this.refuseParenthesis(text);
		return text;
	}

	/** The next lexeme where a value must stand. @throws QuerySyntaxError */
	value(): Lexeme {
		const mark = this.mark();
		if (mark !== undefined) return mark;
		const start = this.offset;
		const operator = this.run(OPERATOR_RUN);
		if (operator !== '') {
			this.fail(start, operator, 'a value', 'Put a value that starts with this in double quotes');
		}
		const text = this.text(VALUE_RUN);
		this.refuseParenthesis(text);
		return text;
	}

	/** Whether `pattern` (sticky) matches after the last lexeme. */
	lookingAt(pattern: RegExp): boolean {
		pattern.lastIndex = this.offset;
		return pattern.test(this.query);
	}

	private mark(): Mark | undefined {
		this.run(SPACE);
		const start = this.offset;
		const raw = this.query.charAt(start);
		if (raw === '') return { kind: 'end', start, end: start, raw };
		if (raw !== '(' && raw !== ')' && raw !== ',') return undefined;
		this.offset++;
		return { kind: raw, start, end: this.offset, raw };
	}

	private operator(): Mark | undefined {
		const start = this.offset;
		if (this.query.charAt(start) === '!' && !/[=~]/.test(this.query.charAt(start + 1)))
			return undefined;
		const raw = this.run(OPERATOR_RUN);
		if (raw === '') return undefined;
		if (!OPERATORS.has(raw)) {
			this.fail(start, raw, 'an operator (=, !=, <, <=, >, >=)', hintForOperator(raw));
		}
		return { kind: 'operator', start, end: this.offset, raw };
	}

	/** Text is made of unquoted and quoted parts without space between: `C:\"Program Files"\*`. */
	private text(literal: RegExp): Text {
		const start = this.offset;
		const hint = hintForText(this.query.slice(start, start + 2));
		if (hint !== undefined) this.fail(start, hint.found, hint.expected, hint.advice);
		const pieces: (string | Wildcard)[] = [];
		let quoted = false;
		for (;;) {
			const character = this.query.charAt(this.offset);
			if (character === '"') {
				pieces.push(this.quoted());
				quoted = true;
			} else if (character === '*' || character === '?') {
				pieces.push({ wild: character });
				this.offset++;
			} else {
				const run = this.run(literal);
				if (run === '') break;
				pieces.push(run);
			}
		}
		if (this.lookingAt(/(?!\s)\p{Cc}/uy)) this.refuseControlCharacter();
		const raw = this.query.slice(start, this.offset);
		const value = valueOf(pieces);
		this.checkWildcards(start, raw, value);
		return { kind: 'text', start, end: this.offset, raw, value, quoted };
	}

	/** A quoted part; a backslash that escapes nothing stands for itself. */
	private quoted(): string {
		const start = this.offset++;
		let text = '';
		let escapedQuotes = 0;
		for (;;) {
			text += this.run(QUOTED_RUN);
			const character = this.query.charAt(this.offset++);
			if (character === '"') return text;
			if (character === '') break;
			const next = this.query.charAt(this.offset);
			if (next !== '' && ESCAPABLE.includes(next)) {
				if (next === '"') escapedQuotes++;
				text += next;
				this.offset++;
			} else {
				text += character;
			}
		}
		this.offset = this.query.length;
		return this.fail(
			this.offset,
			'',
			'a closing "',
			hintForUnclosedQuote(start, escapedQuotes > 0),
		);
	}

	private refuseParenthesis(text: Text): void {
		if (this.query.charAt(this.offset) !== '(') return;
		this.fail(
			this.offset,
			'(',
			`a space after ${excerpt(text.raw)}`,
			'Put a value that contains parentheses in double quotes',
		);
	}

	/** Each wildcard may cost a step for every character that is searched. */
	private checkWildcards(start: number, raw: string, { pieces }: Value): void {
		const wildcards = pieces.filter((piece) => typeof piece !== 'string').length;
		if (wildcards <= MAX_WILDCARDS) return;
		this.fail(start, raw, `at most ${MAX_WILDCARDS} wildcards in one value`);
	}

	private refuseControlCharacter(): never {
		const code = this.query.charCodeAt(this.offset).toString(16).toUpperCase().padStart(4, '0');
		throw new QuerySyntaxError({
			query: this.query,
			position: this.offset,
			found: `the control character U+${code}`,
			expected: ['visible characters'],
			hint: 'Control characters are accepted inside double quotes only',
		});
	}

	private run(pattern: RegExp): string {
		pattern.lastIndex = this.offset;
		const found = pattern.exec(this.query)?.[0] ?? '';
		this.offset += found.length;
		return found;
	}

	private fail(position: number, found: string, expected: string, hint?: string): never {
		throw new QuerySyntaxError({
			query: this.query,
			position,
			found: found === '' ? 'the end of the query' : excerpt(found),
			expected: [expected],
			hint,
		});
	}
}
