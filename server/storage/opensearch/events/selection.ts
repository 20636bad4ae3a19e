/** Turns a search request into what OpenSearch looks for and the check that candidates still need. */
import { compilePredicate, parseQuery, type Predicate } from '../../../logs/query';
import { firstIdAt, lastIdAt } from '../../../logs/events';
import { restrict, type SearchRequest } from '../../../logs/store';
import { type Clause, toQuery } from './clauses';
import { planSearch, type SearchPlan } from './plan';

/** A search made ready to run. */
export interface Selection {
	readonly plan: SearchPlan;
	/** Whether an event, which may come with more than its fields, is a hit. */
	readonly test: Predicate;
	/** Smallest and largest id to look at. */
	readonly low: number;
	readonly high: number;
}

/** Plans a request. @throws QuerySyntaxError when the query cannot be parsed */
export function selectionOf(
	request: Pick<SearchRequest, 'query' | 'from' | 'to' | 'hosts' | 'logTypes' | 'before' | 'upTo'>,
): Selection {
	const query = restrict(parseQuery(request.query), request);
	return {
		plan: planSearch(query),
		test: compilePredicate(query),
		low: firstIdAt(request.from),
		high: Math.min(
			lastIdAt(request.to),
			request.upTo ?? Number.MAX_SAFE_INTEGER,
			(request.before ?? Number.MAX_SAFE_INTEGER) - 1,
		),
	};
}

/** The query of a condition within ids. */
export function within({ low, high }: Pick<Selection, 'low' | 'high'>, clause: Clause): object {
	return { bool: { filter: [{ range: { id: { gte: low, lte: high } } }, toQuery(clause)] } };
}
