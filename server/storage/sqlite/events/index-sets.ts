/** Works out which events an index expression selects as a set of their ids, so that sets of any kind combine. */
import { type IndexExpression, withoutEvents } from '../../../logs/query';
import { EVERY_EVENT } from '../../../logs/terms';
import { idsWithin, inAny, inBoth, type MatchingEvents, notIn } from './event-set';
import { matchExpressionOf } from './match-expression';
import { type PostingBudget, postingsOf } from './segments/postings';
import type { TermWalk } from './segments/term-walk';
import type { IdRange } from './tallies/periods';

/** Terms of one expression that are looked up by themselves, in each segment; FTS5 goes through more of them at once. */
const MOST_TERMS = 16;

/** What is asked for sets. */
export interface SetSource {
	readonly walk: TermWalk;
	readonly matching: MatchingEvents;
}

/**
 * The events of a range that an expression selects, ascending; undefined when that takes more than the budget, or the index is
 * written in a way that is not known.
 */
export function setOf(
	source: SetSource,
	expression: IndexExpression,
	range: IdRange,
	budget: PostingBudget,
): Float64Array | undefined {
	try {
		return new IndexSets(source, range, budget).of(expression);
	} catch {
		// The layout of the index is SQLite's own, and may be another one some day.
		return undefined;
	}
}

class IndexSets {
	constructor(
		private readonly source: SetSource,
		private readonly range: IdRange,
		private readonly budget: PostingBudget,
	) {}

	of(expression: IndexExpression): Float64Array | undefined {
		if (termsOf(expression) > MOST_TERMS && withoutEvents(expression) === expression)
			return this.matching(expression);
		switch (expression.kind) {
			case 'none':
				return new Float64Array(0);
			case 'all':
				return this.term(EVERY_EVENT, false);
			case 'events':
				return idsWithin(expression.ids, this.range);
			case 'term':
				return this.term(expression.term, expression.isPrefix);
			case 'not':
				return this.and([expression]);
			case 'or':
				return this.or(expression.operands);
			case 'and':
				return this.and(expression.operands);
		}
	}

	private or(operands: readonly IndexExpression[]): Float64Array | undefined {
		const sets: Float64Array[] = [];
		for (const operand of operands) {
			const ids = this.of(operand);
			if (ids === undefined) return undefined;
			sets.push(ids);
		}
		return inAny(sets);
	}

	private and(operands: readonly IndexExpression[]): Float64Array | undefined {
		const wanted = operands.filter(({ kind }) => kind !== 'not');
		let ids = wanted.length === 0 ? this.term(EVERY_EVENT, false) : undefined;
		for (const operand of wanted) {
			const some = this.of(operand);
			if (some === undefined) return undefined;
			ids = ids === undefined ? some : inBoth(ids, some);
		}
		for (const operand of operands) {
			if (operand.kind !== 'not') continue;
			const some = this.of(operand.operand);
			if (some === undefined || ids === undefined) return undefined;
			ids = notIn(ids, some);
		}
		return ids;
	}

	private matching(expression: IndexExpression): Float64Array | undefined {
		const match = matchExpressionOf(expression);
		if (match === null) return undefined;
		const ids = this.source.matching.all(match, this.range, this.budget.left);
		this.budget.left -= ids?.length ?? 0;
		return ids;
	}

	private term(term: string, isPrefix: boolean): Float64Array | undefined {
		return postingsOf(this.source.walk, term, isPrefix, this.range, this.budget);
	}
}

/** Whether it is put together of the entries of its terms, which is faster than any other way. */
export function isOfFewTerms(expression: IndexExpression): boolean {
	return termsOf(expression) <= MOST_TERMS;
}

function termsOf(expression: IndexExpression): number {
	if ('operands' in expression)
		return expression.operands.reduce((sum, operand) => sum + termsOf(operand), 0);
	return expression.kind === 'not' ? termsOf(expression.operand) : 1;
}
