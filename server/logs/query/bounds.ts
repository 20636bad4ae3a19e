/** What the index can say about a condition: terms that select at least its events, and terms that select at most them. */
import { type BoundsOf, boundsAlgebra } from './bounds-algebra';
import { type IndexExpression, NONE, allOf, anyOf, complement } from './index-expression';

/** Bounds in terms of the index. */
export type Bounds = BoundsOf<IndexExpression>;

export const { exactly, atMost, isExact, both, either, negated } = boundsAlgebra<IndexExpression>({
	...{ none: NONE, allOf, anyOf, complement },
});

/** `exactly` or `atMost`. */
export function bound(expression: IndexExpression, isExact: boolean): Bounds {
	return isExact ? exactly(expression) : atMost(expression);
}
