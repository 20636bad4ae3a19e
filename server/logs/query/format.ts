/** Writes a syntax tree as query text that parses to the same tree. */
import type { Query, Value } from './ast';
import { FIELD_OPERATORS } from './text-operators';

/** The canonical text of a query: keywords in upper case, every AND written, no needless parentheses. */
export function formatQuery(query: Query): string {
	switch (query.kind) {
		case 'all':
			return '*';
		case 'and':
			return query.operands.map((part) => group(part, part.kind === 'or')).join(' AND ');
		case 'or':
			return query.operands.map(formatQuery).join(' OR ');
		case 'not': {
			const { operand } = query;
			return `NOT ${group(operand, operand.kind === 'and' || operand.kind === 'or')}`;
		}
		case 'compare':
			return `${query.field} ${query.operator} ${formatValue(query.value)}`;
		case 'in':
			return `${query.field} IN (${query.values.map(formatValue).join(', ')})`;
		case 'like':
			return `${query.field} ${query.cased ? 'LIKE_CS' : 'LIKE'} ${formatValue(query.value)}`;
		case 'matches':
			return `${query.field} MATCHES ${formatText(query.pattern)}`;
		case 'fields':
			return `${query.field} ${FIELD_OPERATORS[query.place]} ${query.other}`;
		case 'term':
			return formatValue(query.value);
	}
}

function group(query: Query, isNeeded: boolean): string {
	return isNeeded ? `(${formatQuery(query)})` : formatQuery(query);
}

/** A value as it can stand anywhere in a query; quoted where unquoted text could be read otherwise. */
function formatValue(value: Value): string {
	if (value.pieces.length === 0) return '""';
	return value.pieces
		.map((piece) => (typeof piece === 'string' ? formatText(piece) : piece.wild))
		.join('');
}

function formatText(text: string): string {
	if (text === '') return '""';
	if (/^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/.test(text) && !/^(?:AND|OR|NOT|IN)$/i.test(text))
		return text;
	return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
