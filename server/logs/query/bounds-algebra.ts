/** Upper and lower bounds through AND, OR and NOT, whatever selects the events: terms of an index, or clauses of an engine. */

/**
 * The events of a condition lie between `lower` and `upper`; it is exact when both are the same. The lower
 * bound is what makes the negation of an inexact condition useful: NOT swaps the two.
 */
export interface BoundsOf<E> {
	readonly upper: E;
	readonly lower: E;
}

/** What bounds are combined with. */
export interface Selections<E> {
	/** Selects no event. */
	readonly none: E;
	readonly allOf: (operands: readonly E[]) => E;
	readonly anyOf: (operands: readonly E[]) => E;
	readonly complement: (operand: E) => E;
}

/** The bounds of one kind of selection. */
export interface BoundsAlgebra<E> {
	/** Bounds of a condition that is answered as it is. */
	readonly exactly: (selection: E) => BoundsOf<E>;
	/** Bounds of a condition of which only the candidates are known. */
	readonly atMost: (upper: E) => BoundsOf<E>;
	readonly isExact: (bounds: BoundsOf<E>) => boolean;
	readonly both: (operands: readonly BoundsOf<E>[]) => BoundsOf<E>;
	readonly either: (operands: readonly BoundsOf<E>[]) => BoundsOf<E>;
	readonly negated: (bounds: BoundsOf<E>) => BoundsOf<E>;
}

/** Makes the operations on bounds of one kind of selection. */
export function boundsAlgebra<E>({
	none,
	allOf,
	anyOf,
	complement,
}: Selections<E>): BoundsAlgebra<E> {
	const exactly = (selection: E): BoundsOf<E> => ({ upper: selection, lower: selection });
	const isExact = ({ upper, lower }: BoundsOf<E>) => upper === lower;
	const each = (
		operands: readonly BoundsOf<E>[],
		combine: (selections: readonly E[]) => E,
	): BoundsOf<E> => {
		const upper = combine(operands.map((operand) => operand.upper));
		if (operands.every(isExact)) return exactly(upper);
		return { upper, lower: combine(operands.map((operand) => operand.lower)) };
	};
	return {
		exactly,
		atMost: (upper) => ({ upper, lower: none }),
		isExact,
		both: (operands) => each(operands, allOf),
		either: (operands) => each(operands, anyOf),
		negated: (bounds) =>
			isExact(bounds)
				? exactly(complement(bounds.upper))
				: { upper: complement(bounds.lower), lower: complement(bounds.upper) },
	};
}
