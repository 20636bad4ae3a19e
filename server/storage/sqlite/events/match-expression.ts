/** Writes an index expression as an FTS5 MATCH expression. */

import { EVERY_EVENT } from '../../../logs/terms';
import type { IndexExpression } from '../../../logs/query';

/** A term that no event carries: terms are `@`, `~word` or `field=value`. */
const NO_EVENT = '!';

/** The MATCH expression; null for every event. FTS5 binds NOT before AND before OR, all is parenthesised anyway. */
export function matchExpressionOf(expression: IndexExpression): string | null {
	return expression.kind === 'all' ? null : write(expression);
}

function write(expression: IndexExpression): string {
	switch (expression.kind) {
		case 'all':
			return quote(EVERY_EVENT);
		case 'none':
			return quote(NO_EVENT);
		case 'term':
			return quote(expression.term) + (expression.isPrefix ? ' *' : '');
		case 'events':
			throw new Error('a set of events is no MATCH expression');
		case 'or':
			return `(${expression.operands.map(write).join(' OR ')})`;
		case 'and':
			return writeAnd(expression.operands);
		case 'not':
			return writeAnd([expression]);
	}
}

/** FTS5's NOT takes two operands, so negated ones are subtracted from the others, or from every event. */
function writeAnd(operands: readonly IndexExpression[]): string {
	const wanted: string[] = [];
	const unwanted: string[] = [];
	for (const operand of operands) {
		if (operand.kind === 'not') unwanted.push(write(operand.operand));
		else wanted.push(write(operand));
	}
	const positive = wanted.length === 0 ? quote(EVERY_EVENT) : group(wanted, 'AND');
	return unwanted.length === 0 ? positive : `(${positive} NOT ${group(unwanted, 'OR')})`;
}

function group(parts: readonly string[], operator: string): string {
	return parts.length === 1 ? (parts[0] as string) : `(${parts.join(` ${operator} `)})`;
}

function quote(term: string): string {
	return `"${term.replaceAll('"', '""')}"`;
}
