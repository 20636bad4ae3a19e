/** What the index can say about a condition: terms that select at least its events, and terms that select at most them. */
import { type IndexExpression, NONE, allOf, anyOf, complement } from './index-expression';

/**
 * The events of a condition lie between `lower` and `upper`; it is exact when both are the same. The lower
 * bound is what makes the negation of an inexact condition useful: NOT swaps the two.
 */
export interface Bounds {
	readonly upper: IndexExpression;
	readonly lower: IndexExpression;
}

/** Bounds of a condition that the index answers. */
export function exactly(expression: IndexExpression): Bounds {
	return { upper: expression, lower: expression };
}

/** Bounds of a condition of which the index only knows the candidates. */
export function atMost(upper: IndexExpression): Bounds {
	return { upper, lower: NONE };
}

/** `exactly` or `atMost`. */
export function bound(expression: IndexExpression, isExact: boolean): Bounds {
	return isExact ? exactly(expression) : atMost(expression);
}

export function isExact({ upper, lower }: Bounds): boolean {
	return upper === lower;
}

export function both(operands: readonly Bounds[]): Bounds {
	return each(operands, allOf);
}

export function either(operands: readonly Bounds[]): Bounds {
	return each(operands, anyOf);
}

export function negated({ upper, lower }: Bounds): Bounds {
	if (upper === lower) return exactly(complement(upper));
	return { upper: complement(lower), lower: complement(upper) };
}

function each(
	operands: readonly Bounds[],
	combine: (expressions: readonly IndexExpression[]) => IndexExpression,
): Bounds {
	const upper = combine(operands.map((operand) => operand.upper));
	if (operands.every(isExact)) return exactly(upper);
	return { upper, lower: combine(operands.map((operand) => operand.lower)) };
}
