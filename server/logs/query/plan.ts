/** Plans a query for a full-text index of terms: an expression that finds every hit, and whether it finds only hits. */
import type { Query } from './ast';
import { type Bounds, atMost, both, either, exactly, isExact, negated } from './bounds';
import { EVERY, depthOf, type IndexExpression, NONE, widenToDepth } from './index-expression';
import { MAX_MATCH_DEPTH } from './limits';
import { type Dictionary, LeafPlanner } from './plan-leaf';

/** What a plan may make use of. */
export interface PlanContext {
	/** Known values of fields; without it, ranges, inner wildcards and address blocks need a residual check. */
	readonly dictionary?: Dictionary | undefined;
}

/** How to run a query. */
export interface Plan {
	/** Selects at least the hits; `all` when every event must be looked at. */
	readonly candidates: IndexExpression;
	/** Selects hits only, none of which needs a check; mostly no event, unless the plan is exact. */
	readonly certain: IndexExpression;
	/** Whether `candidates` selects exactly the hits, so that no predicate needs to check them. */
	readonly exact: boolean;
}

/** Plans a query for an index of the terms that `termsOf` makes. */
export function planQuery(query: Query, context: PlanContext = {}): Plan {
	const bounds = boundsOf(query, new LeafPlanner(context.dictionary));
	const isTooDeep = depthOf(bounds.upper) > MAX_MATCH_DEPTH;
	const expression = isTooDeep ? widenToDepth(bounds.upper, MAX_MATCH_DEPTH) : bounds.upper;
	return {
		candidates: expression,
		certain: depthOf(bounds.lower) > MAX_MATCH_DEPTH ? NONE : bounds.lower,
		exact: isExact(bounds) && !isTooDeep,
	};
}

function boundsOf(query: Query, leaves: LeafPlanner): Bounds {
	switch (query.kind) {
		case 'all':
			return exactly(EVERY);
		case 'and':
			return both(query.operands.map((operand) => boundsOf(operand, leaves)));
		case 'or':
			return either(query.operands.map((operand) => boundsOf(operand, leaves)));
		case 'not':
			return negated(boundsOf(query.operand, leaves));
		case 'compare': {
			const { field, operator, value } = query;
			if (operator === '!=') return negated(leaves.equals(field, value));
			return operator === '=' ? leaves.equals(field, value) : leaves.range(field, operator, value);
		}
		case 'in':
			return either(query.values.map((value) => leaves.equals(query.field, value)));
		case 'like':
			return leaves.like(query);
		case 'matches':
			return leaves.matches(query);
		case 'fields':
			return atMost(EVERY);
		case 'term':
			return leaves.term(query.value);
	}
}
