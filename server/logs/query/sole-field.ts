/** Tells the queries that look at one field only: what they select can be said value by value. */
import { canonicalValue, isTermUnique, isTextField } from '../terms';
import type { Query, Value } from './ast';
import { literalText } from './build';
import { blockOf } from './cidr';
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

/**
 * The only canonical values that a query of one comparison with named values selects, so that the others need not be gone
 * through; undefined for all other queries, and where a value stands for more than itself.
 */
export function namedValuesOf(query: Query): readonly string[] | undefined {
	if (query.kind === 'in') return namedBy(query.values);
	return query.kind === 'compare' && query.operator === '=' ? namedBy([query.value]) : undefined;
}

function namedBy(values: readonly Value[]): readonly string[] | undefined {
	const named = new Set<string>();
	for (const value of values) {
		const canonical = canonicalValue(literalText(value) ?? '');
		// Events have an empty value by lacking the field, and a block has many addresses.
		if (canonical === '' || blockOf(canonical) !== undefined) return undefined;
		if (!isTermUnique(canonical)) return undefined;
		named.add(canonical);
	}
	return [...named];
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
