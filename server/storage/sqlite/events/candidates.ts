/** Decides by what the candidates of a plan are found: by a MATCH expression, or as a set of events that the plan knows already. */
import {
	allOf,
	type EventSet,
	type IndexExpression,
	type Plan,
	withoutEvents,
} from '../../../logs/query';
import { inAny, inBoth } from './event-set';
import { matchExpressionOf } from './match-expression';
import type { KnownOfRange } from './term-list';

/** Every event carries this term: with it "everything" and negations use the index as well. */
export const EVERYTHING = '"@"';

/** What is read. */
export interface Candidates {
	/** FTS5 MATCH string that selects at least them. */
	readonly match: string;
	/** Their ids, ascending, when these are known. */
	readonly events: Float64Array | undefined;
	/** Whether they are exactly the hits. */
	readonly exact: boolean;
}

/** The candidates of a plan: of a conjunction, what all its sets have and the rest selects. */
export function candidatesOf(
	{ candidates, exact }: Pick<Plan, 'candidates' | 'exact'>,
	known: KnownOfRange,
): Candidates {
	const operands = candidates.kind === 'and' ? candidates.operands : [candidates];
	const sets: Float64Array[] = [];
	const others: IndexExpression[] = [];
	for (const operand of operands) {
		const ids = idsOf(operand);
		if (ids === undefined) others.push(operand);
		else sets.push(ids);
	}
	const match = matchOf(candidates);
	const rest = allOf(others);
	// Sets under OR and NOT, or beside them.
	if (withoutEvents(rest) !== rest) {
		const events = known.select?.(candidates);
		if (events !== undefined) return { match, events, exact };
	}
	if (sets.length === 0)
		return { match, events: undefined, exact: exact && withoutEvents(candidates) === candidates };
	const ids = sets.reduce(inBoth);
	const among = rest.kind === 'all' ? ids : known.matching?.(ids, matchOf(rest));
	return {
		match,
		events: among ?? ids,
		exact: exact && among !== undefined && withoutEvents(rest) === rest,
	};
}

/** The MATCH string of at least the events of an expression. */
export function matchOf(expression: IndexExpression): string {
	return matchExpressionOf(withoutEvents(expression)) ?? EVERYTHING;
}

/** The MATCH string of at most the events of an expression; undefined when it can tell none. */
export function certainMatchOf(expression: IndexExpression): string | undefined {
	const narrowed = withoutEvents(expression, false);
	return narrowed.kind === 'none' ? undefined : (matchExpressionOf(narrowed) ?? EVERYTHING);
}

function idsOf(expression: IndexExpression): Float64Array | undefined {
	if (expression.kind === 'events') return expression.ids;
	if (expression.kind !== 'or' || !expression.operands.every(isSet)) return undefined;
	return inAny(expression.operands.map(({ ids }) => ids));
}

function isSet(expression: IndexExpression): expression is EventSet {
	return expression.kind === 'events';
}
