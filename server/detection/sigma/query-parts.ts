/** Builds queries and takes out what is always or never true, so that a rule that can match nothing shows it. */
import { ALL, type Query, and, fieldEqualsAny, not, or, valueOf } from '../../logs/query';

/** The query that selects nothing. */
export const NEVER: Query = not(ALL);

/** Whether a query selects nothing, as far as it shows. */
export function isNever(query: Query): boolean {
	return query.kind === 'not' && query.operand.kind === 'all';
}

/** What all of some queries select. */
export function allOf(queries: readonly Query[]): Query {
	return queries.some(isNever)
		? NEVER
		: and(distinct(queries.filter(({ kind }) => kind !== 'all')));
}

/** What any of some queries selects. */
export function anyOf(queries: readonly Query[]): Query {
	if (queries.some(({ kind }) => kind === 'all')) return ALL;
	const some = distinct(queries.filter((query) => !isNever(query)));
	return some.length === 0 ? NEVER : or(some);
}

/** What a query does not select. */
export const noneOf = not;

function distinct(queries: readonly Query[]): readonly Query[] {
	if (queries.length < 2) return queries;
	const known = new Map(queries.map((query) => [JSON.stringify(query), query]));
	return [...known.values()];
}

/** The query of events whose field has any of some values. @param values at least one, without wildcards */
export function equalsAny(field: string, values: readonly string[]): Query {
	const [value, ...more] = values;
	if (value === undefined || more.length > 0) return fieldEqualsAny(field, values);
	return { kind: 'compare', field, operator: '=', value: valueOf([value]) };
}
