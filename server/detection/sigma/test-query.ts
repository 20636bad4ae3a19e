/** One test of a Sigma field as a query on the fields that stand for it here. */
import { ALL, cidrOf, type Query, valueOf } from '../../logs/query';
import type { FieldTest } from './field-test';
import { allOf, anyOf, noneOf } from './query-parts';
import type { SelectionContext } from './selection-context';
import { STAR } from './value';

/**
 * The query of a test.
 *
 * @param names fields that stand for the rule's: it is there when one of them is, and has what any of them has
 * @param where the field with its modifiers, for problems
 */
export function testQuery(
	names: readonly string[],
	test: FieldTest,
	where: string,
	context: SelectionContext,
): Query {
	switch (test.kind) {
		case 'nothing':
			return allOf(names.map((field) => noneOf(hasValue(field))));
		case 'exists': {
			const exists = anyOf(names.map((field) => like(field, [STAR])));
			return test.exists ? exists : noneOf(exists);
		}
		case 'field':
			return fieldsQuery(names, test, context);
		default:
			return anyOf(names.map((field) => valueQuery(field, test, where, context)));
	}
}

function fieldsQuery(
	names: readonly string[],
	{ name, place }: FieldTest & { kind: 'field' },
	{ source, missing }: SelectionContext,
): Query {
	const others = source.fieldsOf(name);
	if (others.length === 0) missing.add(name);
	return anyOf(
		names.flatMap((field) =>
			others.map((other): Query => ({ kind: 'fields', field, place, other })),
		),
	);
}

type ValueTest = Exclude<FieldTest, { kind: 'nothing' | 'exists' | 'field' }>;

function valueQuery(
	field: string,
	test: ValueTest,
	where: string,
	{ problems }: SelectionContext,
): Query {
	switch (test.kind) {
		case 'text':
			return { kind: 'like', field, value: test.value, cased: test.cased };
		case 'number':
			return compare(field, '=', String(test.value));
		case 'compare':
			return compare(field, test.operator, String(test.value));
		case 'pattern':
			return { kind: 'matches', field, pattern: test.pattern };
		case 'cidr':
			if (cidrOf(test.block) !== undefined) return compare(field, '=', test.block);
			problems.add('syntax', `${where}: ${JSON.stringify(test.block)} is no address block`);
			return ALL;
	}
}

function compare(field: string, operator: '=' | '<' | '<=' | '>' | '>=', text: string): Query {
	return { kind: 'compare', field, operator, value: valueOf([text]) };
}

function like(field: string, pieces: Parameters<typeof valueOf>[0]): Query {
	return { kind: 'like', field, value: valueOf(pieces), cased: false };
}

function hasValue(field: string): Query {
	return { kind: 'compare', field, operator: '=', value: valueOf([STAR]) };
}
