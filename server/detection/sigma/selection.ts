/** A named selection of a Sigma rule as a query. */
import { ANY_VALUE, type Query, literalText } from '../../logs/query';
import type { FieldTest } from './field-test';
import { applyModifiers } from './modifiers';
import { isMap } from './problems';
import { allOf, anyOf, noneOf } from './query-parts';
import type { SelectionContext } from './selection-context';
import { testQuery } from './test-query';

export type { SelectionContext } from './selection-context';
import { type SigmaValue, isSigmaValue, placed } from './value';

/** The query of a selection: a map (all of it), a list of maps (any), or a list of keywords (any). */
export function selectionQuery(name: string, selection: unknown, context: SelectionContext): Query {
	const items = Array.isArray(selection) ? selection : [selection];
	if (items.length === 0) return failed(name, context);
	return anyOf(
		items.map((item) => {
			if (isMap(item)) return mapQuery(name, item, context);
			if (item !== null && isSigmaValue(item)) return keywords([item], false, [], name, context);
			return Array.isArray(item) ? selectionQuery(name, item, context) : failed(name, context);
		}),
	);
}

function mapQuery(
	name: string,
	map: Readonly<Record<string, unknown>>,
	context: SelectionContext,
): Query {
	const lines = Object.entries(map).map(([key, value]) => line(name, key, value, context));
	return lines.length === 0 ? failed(name, context) : allOf(lines);
}

function failed(name: string, { problems }: SelectionContext): Query {
	problems.add('syntax', `selection ${name} is neither a map nor a list of maps or keywords`);
	return anyOf([]);
}

/** `field|modifiers: value or values`. */
function line(name: string, key: string, value: unknown, context: SelectionContext): Query {
	const { problems } = context;
	const values = Array.isArray(value) ? value : [value];
	const where = `${name}.${key}`;
	if (!values.every(isSigmaValue) || values.length === 0) {
		problems.add('syntax', `${where} has a value that is neither text, number nor truth value`);
		return anyOf([]);
	}
	const [field = '', ...modifiers] = key.split('|').map((part) => part.trim());
	if (field === '') {
		const all = modifiers.includes('all');
		return keywords(
			values,
			all,
			modifiers.filter((word) => word !== 'all'),
			where,
			context,
		);
	}
	const tests = applyModifiers(modifiers, values, { ...context, key: where });
	if (tests === undefined) return anyOf([]);
	const names = context.source.fieldsOf(field);
	if (names.length === 0) context.missing.add(field);
	const one = (test: FieldTest) => testQuery(names, test, where, context);
	const queries = tests.values.map((some) => anyOf(some.map(one)));
	const query = tests.all ? allOf(queries) : anyOf(queries);
	return tests.negated ? noneOf(query) : query;
}

/** Texts looked for in every value of an event, also within longer texts. */
function keywords(
	values: readonly SigmaValue[],
	all: boolean,
	modifiers: readonly string[],
	where: string,
	context: SelectionContext,
): Query {
	// Numbers and truth values are looked for as they are written.
	const texts = values.map((value) => (value === null ? '' : String(value)));
	const tests = applyModifiers(modifiers, texts, { ...context, key: where });
	const queries = (tests?.values ?? []).map((some) =>
		anyOf(some.map((test) => keywordQuery(test, where, context))),
	);
	return all ? allOf(queries) : anyOf(queries);
}

function keywordQuery(test: FieldTest, where: string, { problems }: SelectionContext): Query {
	if (test.kind === 'pattern') return { kind: 'matches', field: ANY_VALUE, pattern: test.pattern };
	if (test.kind === 'text' && literalText(test.value) !== '') {
		const value = placed(test.value, true, true);
		return { kind: 'like', field: ANY_VALUE, value, cased: test.cased };
	}
	problems.add('syntax', `${where}: a keyword without text, or with a modifier of fields`);
	return anyOf([]);
}
