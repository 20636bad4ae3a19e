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

/**
 * The field name that stands for all fields of an event, in {@link Like} and {@link Matches} only: the condition is
 * met when any value meets it, the raw log included, the time not.
 */
export const ANY_VALUE = 'ANY_VALUE';

/**
 * `FIELD LIKE value`: the text of the value as it is, its white space and its digits included, in every field also
 * `MESSAGE` and `RAWLOG`. `LIKE_CS` tells upper from lower case.
 */
export interface Like {
	readonly kind: 'like';
	readonly field: string;
	readonly value: Value;
	readonly cased: boolean;
}

/** `FIELD MATCHES "pattern"`: a regular expression finds something in the text of the value. */
export interface Matches {
	readonly kind: 'matches';
	readonly field: string;
	/** See `compilePattern`; it compiles. */
	readonly pattern: string;
}

/** Where the other field's text must stand in a field's. */
export type FieldPlace = 'whole' | 'start' | 'end' | 'part';

/** `FIELD EQUALS_FIELD OTHER` and its like: two fields that both are there are compared as texts, without case. */
export interface FieldCompare {
	readonly kind: 'fields';
	readonly field: string;
	readonly place: FieldPlace;
	readonly other: string;
}

/** A bare term: words searched in all values. */
interface Term {
	readonly kind: 'term';
	readonly value: Value;
}

export type Query = All | And | Or | Not | Compare | In | Like | Matches | FieldCompare | Term;
