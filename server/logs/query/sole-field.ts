/** Tells the queries that look at one field only: what they select can be said value by value. */
import { isTextField } from '../terms';
import type { Query } from './ast';
import { fieldsOf } from './fields';
import { TIME_FIELD } from './time-value';

/**
 * The only field that a query compares, null when it compares none (`*`), undefined when it depends on more than the
 * canonical value of one field: on several, on words, on the text as it is, or on the time.
 */
export function soleFieldOf(query: Query): string | null | undefined {
	if (!comparesOnly(query)) return undefined;
	const [field, ...others] = fieldsOf(query);
	if (field === undefined) return null;
	return others.length > 0 || field === TIME_FIELD || isTextField(field) ? undefined : field;
}

function comparesOnly(query: Query): boolean {
	switch (query.kind) {
		case 'all':
		case 'compare':
		case 'in':
			return true;
		case 'and':
		case 'or':
			return query.operands.every(comparesOnly);
		case 'not':
			return comparesOnly(query.operand);
		case 'like':
		case 'matches':
		case 'fields':
		case 'term':
			return false;
	}
}
