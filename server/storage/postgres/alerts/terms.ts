/** The terms of alerts as lexemes of a `tsvector`, and conditions over them as a `tsquery`: bytes are compared, nothing is parsed. */
import type { FieldValue } from '../../../logs/events';
import type { IndexExpression } from '../../../logs/query';
import { EVERY_EVENT, termsOf } from '../../../logs/terms';

/** A lexeme has fewer bytes than 2,048, a `tsvector` fewer than 1,048,576, with some for each lexeme. */
const MOST_OF_LEXEME = 2_000;
const MOST_OF_ALL = 1_000_000;
/** Counted for each lexeme beside its own bytes. */
const PADDING = 4;
/** A term that no alert carries: terms are `@`, `~word` or `field=value`. */
const NO_ALERT = '!';

/** The lexemes of a document; null when they are more than PostgreSQL takes. */
export function lexemesOf(document: Readonly<Record<string, FieldValue>>): string[] | null {
	const terms = termsOf(document).split(' ');
	let length = 0;
	for (const term of terms) {
		const bytes = Buffer.byteLength(term);
		length += bytes + PADDING;
		if (bytes > MOST_OF_LEXEME || length > MOST_OF_ALL) return null;
	}
	return terms;
}

/** A condition as the text of a `tsquery`; null for every alert. */
export function tsqueryOf(expression: IndexExpression): string | null {
	return expression.kind === 'all' ? null : write(expression);
}

function write(expression: IndexExpression): string {
	switch (expression.kind) {
		case 'all':
			return quoted(EVERY_EVENT);
		case 'none':
			return quoted(NO_ALERT);
		case 'term':
			return quoted(expression.term) + (expression.isPrefix ? ':*' : '');
		case 'or':
			return `(${expression.operands.map(write).join(' | ')})`;
		case 'and':
			return `(${expression.operands.map(write).join(' & ')})`;
		case 'events':
			throw new Error('a search of alerts has no sets of events');
		case 'not':
			return `!(${write(expression.operand)})`;
	}
}

function quoted(term: string): string {
	// No alert has longer terms and lexemes.
	const text = Buffer.byteLength(term) > MOST_OF_LEXEME ? NO_ALERT : term;
	return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
