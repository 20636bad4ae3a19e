/** The query language's target for OpenSearch: conditions that find every hit, and those that find nothing but hits. */
import type { Query } from '../../../logs/query';
import {
	atMost,
	type Bounds,
	both,
	type Clause,
	depthOf,
	either,
	EVERY,
	exactly,
	isExact,
	negated,
	NONE,
	sizeOf,
} from './clauses';
import { equals, fieldsCompared, like, matches, range, words } from './plan-leaf';

/** How to run a query. */
export interface SearchPlan {
	/** Selects at least the hits. */
	readonly candidates: Clause;
	/** Selects hits only; the same as `candidates` when no predicate needs to check them. */
	readonly certain: Clause;
	readonly exact: boolean;
}

/** The engine refuses queries of more than 1,024 clauses, and nesting of some depth. */
const MAX_SIZE = 900;
const MAX_DEPTH = 20;

/** Plans a query; one that is too large for the engine has every event as a candidate. */
export function planSearch(query: Query): SearchPlan {
	const { upper, lower } = limited(boundsOf(query));
	return { candidates: upper, certain: lower, exact: upper === lower };
}

function limited(bounds: Bounds): Bounds {
	const fits = (clause: Clause) => sizeOf(clause) <= MAX_SIZE && depthOf(clause) <= MAX_DEPTH;
	if (fits(bounds.upper)) return fits(bounds.lower) ? bounds : { upper: bounds.upper, lower: NONE };
	return { upper: EVERY, lower: isExact(bounds) || !fits(bounds.lower) ? NONE : bounds.lower };
}

function boundsOf(query: Query): Bounds {
	switch (query.kind) {
		case 'all':
			return exactly(EVERY);
		case 'and':
			return both(query.operands.map(boundsOf));
		case 'or':
			return either(query.operands.map(boundsOf));
		case 'not':
			return negated(boundsOf(query.operand));
		case 'compare': {
			const { field, operator, value } = query;
			if (operator === '!=') return negated(equals(field, value));
			return operator === '=' ? equals(field, value) : range(field, operator, value);
		}
		case 'in':
			return either(query.values.map((value) => equals(query.field, value)));
		case 'like':
			return like(query.field, query.value, query.cased);
		case 'matches':
			return matches(query.field, query.pattern);
		case 'fields':
			return atMost(fieldsCompared(query.field, query.other));
		case 'term':
			return words(query.value);
	}
}
