/** Lists the fields that a query refers to. */
import { ANY_VALUE, type Query } from './ast';

/** The server names of the fields a query compares, each once, in the order of their first mention. */
export function fieldsOf(query: Query): string[] {
	const fields = new Set<string>();
	collect(query, fields);
	return [...fields];
}

/** The same of a query that depends on no other field; undefined when any field may decide it. */
export function onlyFieldsOf(query: Query): string[] | undefined {
	return readsAny(query) ? undefined : fieldsOf(query);
}

function readsAny(query: Query): boolean {
	switch (query.kind) {
		case 'and':
		case 'or':
			return query.operands.some(readsAny);
		case 'not':
			return readsAny(query.operand);
		case 'like':
		case 'matches':
			return query.field === ANY_VALUE;
		case 'term':
			return true;
		case 'all':
		case 'compare':
		case 'in':
		case 'fields':
			return false;
	}
}

function collect(query: Query, fields: Set<string>): void {
	switch (query.kind) {
		case 'and':
		case 'or':
			for (const operand of query.operands) collect(operand, fields);
			break;
		case 'not':
			collect(query.operand, fields);
			break;
		case 'compare':
		case 'in':
			fields.add(query.field);
			break;
		case 'like':
		case 'matches':
			if (query.field !== ANY_VALUE) fields.add(query.field);
			break;
		case 'fields':
			fields.add(query.field);
			fields.add(query.other);
			break;
		case 'all':
		case 'term':
			break;
	}
}
