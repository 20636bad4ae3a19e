/** The syntax tree of a query: what the parser makes, and what the predicate and the index plan are made from. */

/** A wildcard: `*` stands for any run of characters, also an empty one, `?` for exactly one character. */
export interface Wildcard {
	readonly wild: '*' | '?';
}

/**
 * A value as written: literal text and wildcards in their order. Neighbouring literals are joined, runs
 * of `*` are one, so equal values have equal pieces. The empty text has no piece.
 */
export interface Value {
	readonly pieces: readonly (string | Wildcard)[];
}

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Every event. */
interface All {
	readonly kind: 'all';
}

/** Both connectives keep at least two operands, none of which is of the same kind. */
interface And {
	readonly kind: 'and';
	readonly operands: readonly Query[];
}

interface Or {
	readonly kind: 'or';
	readonly operands: readonly Query[];
}

interface Not {
	readonly kind: 'not';
	readonly operand: Query;
}

/** `FIELD operator value`; the field name is in upper case. */
export interface Compare {
	readonly kind: 'compare';
	readonly field: string;
	readonly operator: CompareOperator;
	readonly value: Value;
}

/** `FIELD IN (value, ...)`, the same as `=` with any of the values. */
export interface In {
	readonly kind: 'in';
	readonly field: string;
	readonly values: readonly Value[];
}

/** A bare term: words searched in all values. */
interface Term {
	readonly kind: 'term';
	readonly value: Value;
}

export type Query = All | And | Or | Not | Compare | In | Term;
