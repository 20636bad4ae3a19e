/** Builders of syntax trees, for the parser and for callers that add conditions of their own to a query. */
import type { Query, Value, Wildcard } from './ast';

/** The query that selects every event. */
export const ALL: Query = { kind: 'all' };

/** The query that selects what all of `operands` select; everything when there is none. */
export function and(operands: readonly Query[]): Query {
	return combine('and', operands) ?? ALL;
}

/** The query that selects what any of `operands` selects; nothing when there is none. */
export function or(operands: readonly Query[]): Query {
	return combine('or', operands) ?? { kind: 'not', operand: ALL };
}

/** The query that selects what `operand` does not. */
export function not(operand: Query): Query {
	return operand.kind === 'not' ? operand.operand : { kind: 'not', operand };
}

function combine(kind: 'and' | 'or', operands: readonly Query[]): Query | undefined {
	const flat = operands.flatMap((operand) =>
		operand.kind === kind ? operand.operands : [operand],
	);
	return flat.length < 2 ? flat[0] : { kind, operands: flat };
}

/**
 * The query that selects events whose field has any of the given values, taken literally (no wildcards).
 *
 * @param field server field name, in upper case
 * @param values nothing is selected when there is none
 */
export function fieldEqualsAny(field: string, values: readonly string[]): Query {
	if (values.length === 0) return or([]);
	return { kind: 'in', field, values: values.map((text) => valueOf([text])) };
}

/** A value from its pieces, in the normal form that {@link Value} promises. */
export function valueOf(pieces: readonly (string | Wildcard)[]): Value {
	const normal: (string | Wildcard)[] = [];
	for (const piece of pieces) {
		const last = normal.at(-1);
		if (typeof piece === 'string') {
			if (piece === '') continue;
			if (typeof last === 'string') normal[normal.length - 1] = last + piece;
			else normal.push(piece);
		} else if (!(piece.wild === '*' && typeof last === 'object' && last.wild === '*')) {
			normal.push(piece);
		}
	}
	return { pieces: normal };
}

/** The text of a value without wildcards; undefined when it has any. */
export function literalText(value: Value): string | undefined {
	const [first, second] = value.pieces;
	if (first === undefined) return '';
	return typeof first === 'string' && second === undefined ? first : undefined;
}

/** Whether a value is the single wildcard `*`. */
export function isAnything(value: Value): boolean {
	const [first, second] = value.pieces;
	return typeof first === 'object' && first.wild === '*' && second === undefined;
}
