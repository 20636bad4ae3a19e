/** Conditions in OpenSearch's query language, combined in a simplified form, and bounds of conditions made of them. */
import { type BoundsOf, boundsAlgebra } from '../../../logs/query';

/** A condition of the engine's: every document, none, or a query in its words. */
export type Clause = typeof EVERY | typeof NONE | Leaf | Combined;

interface Leaf {
	readonly kind: 'leaf';
	/** A value that a field must have, kept apart from other queries so that lists of them become one. */
	readonly term?: { readonly field: string; readonly value: string | number };
	readonly query?: object;
}

interface Combined {
	readonly kind: 'all-of' | 'any-of' | 'not';
	readonly operands: readonly Clause[];
}

/** Every document. */
export const EVERY = { kind: 'every' } as const;
/** No document. */
export const NONE = { kind: 'none' } as const;

/** The documents whose field has exactly this value. */
export function term(field: string, value: string | number): Clause {
	return { kind: 'leaf', term: { field, value } };
}

/** A query in the engine's words. */
export function query(body: object): Clause {
	return { kind: 'leaf', query: body };
}

/** What all of the operands select. */
export function allOf(operands: readonly Clause[]): Clause {
	return combine('all-of', operands, EVERY, NONE);
}

/** What any of the operands selects. */
export function anyOf(operands: readonly Clause[]): Clause {
	return combine('any-of', operands, NONE, EVERY);
}

/** What the operand does not select. */
export function complement(operand: Clause): Clause {
	if (operand === EVERY) return NONE;
	if (operand === NONE) return EVERY;
	if (operand.kind === 'not') return operand.operands[0] as Clause;
	return { kind: 'not', operands: [operand] };
}

function combine(
	kind: 'all-of' | 'any-of',
	operands: readonly Clause[],
	neutral: Clause,
	absorbing: Clause,
): Clause {
	const flat = new Set<Clause>();
	for (const operand of operands) {
		if (operand === absorbing) return absorbing;
		if (operand === neutral) continue;
		if (operand.kind === kind) for (const inner of operand.operands) flat.add(inner);
		else flat.add(operand);
	}
	const [only, ...more] = flat;
	if (only === undefined) return neutral;
	return more.length === 0 ? only : { kind, operands: [...flat] };
}

/** The condition as the engine takes it; scores are of no use here, so all of it is a filter. */
export function toQuery(clause: Clause): object {
	switch (clause.kind) {
		case 'every':
			return { match_all: {} };
		case 'none':
			return { match_none: {} };
		case 'leaf':
			return clause.query ?? termQuery(clause.term as NonNullable<Leaf['term']>);
		case 'all-of': {
			const [negative, positive] = split((it) => it.kind === 'not', clause.operands);
			return {
				bool: {
					...(positive.length === 0 ? {} : { filter: positive.map(toQuery) }),
					...(negative.length === 0
						? {}
						: { must_not: negative.map((it) => toQuery((it as Combined).operands[0] as Clause)) }),
				},
			};
		}
		case 'any-of':
			return { bool: { should: alternatives(clause.operands), minimum_should_match: 1 } };
		case 'not':
			return { bool: { must_not: clause.operands.map(toQuery) } };
	}
}

/** How much of a query it is for the engine, which refuses more than some 1,000: leaves, lists of values counted once. */
export function sizeOf(clause: Clause): number {
	if (clause.kind === 'leaf') return 1;
	if (!('operands' in clause)) return 0;
	if (clause.kind !== 'any-of')
		return clause.operands.reduce((sum, operand) => sum + sizeOf(operand), 0);
	const [lists, others] = split(
		(it) => it.kind === 'leaf' && it.term !== undefined,
		clause.operands,
	);
	const fields = new Set(lists.map((it) => (it as Leaf).term?.field));
	return fields.size + others.reduce((sum, operand) => sum + sizeOf(operand), 0);
}

/** How deep it is nested. */
export function depthOf(clause: Clause): number {
	if (!('operands' in clause)) return 1;
	return 1 + Math.max(...clause.operands.map(depthOf));
}

/** Alternatives, those that are values of one field as one list. */
function alternatives(operands: readonly Clause[]): object[] {
	const lists = new Map<string, (string | number)[]>();
	const queries: object[] = [];
	for (const operand of operands) {
		const own = operand.kind === 'leaf' ? operand.term : undefined;
		if (own === undefined) {
			queries.push(toQuery(operand));
			continue;
		}
		const list = lists.get(own.field);
		if (list === undefined) lists.set(own.field, [own.value]);
		else list.push(own.value);
	}
	for (const [field, values] of lists)
		queries.push(
			values.length === 1
				? termQuery({ field, value: values[0] as string | number })
				: { terms: { [field]: values } },
		);
	return queries;
}

function termQuery({ field, value }: { field: string; value: string | number }): object {
	return { term: { [field]: value } };
}

function split<T>(test: (item: T) => boolean, items: readonly T[]): [T[], T[]] {
	return [items.filter(test), items.filter((item) => !test(item))];
}

/** Bounds in clauses of the engine. */
export type Bounds = BoundsOf<Clause>;

export const { exactly, atMost, isExact, both, either, negated } = boundsAlgebra<Clause>({
	...{ none: NONE, allOf, anyOf, complement },
});

/** Bounds of a condition that the engine answers, but for documents that `unsure` selects: these are candidates. */
export function exactlyBut(clause: Clause, unsure: Clause): Bounds {
	return { upper: anyOf([clause, unsure]), lower: allOf([clause, complement(unsure)]) };
}
