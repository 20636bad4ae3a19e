/** Limits that keep any query cheap to parse, to plan and to evaluate. */

/** Longest query, in UTF-16 code units. */
export const MAX_QUERY_LENGTH = 16_384;

/** What a query may be at most. */
export interface QueryLimits {
	/** UTF-16 code units. */
	readonly length: number;
	/** Search terms, comparisons and list items. */
	readonly terms: number;
}

/** Deepest nesting of parentheses and NOT. */
export const MAX_DEPTH = 64;

/** Most search terms, comparisons and list items in one query. */
export const MAX_TERMS = 1_000;

/** Limits of a search. */
export const SEARCH_LIMITS: QueryLimits = { length: MAX_QUERY_LENGTH, terms: MAX_TERMS };

/** Limits of the query of an alert profile: it is compiled once, and public rules list thousands of values. */
export const PROFILE_QUERY_LIMITS: QueryLimits = { length: 1_048_576, terms: 20_000 };

/** Most wildcards in one value: each may cost a step for every character of what is searched. */
export const MAX_WILDCARDS = 64;

/** Most words in a word search that uses wildcards; without wildcards there is no such limit. */
export const MAX_WILDCARD_WORDS = 64;

/** Most index terms that one comparison may be expanded to with the help of a field's known values. */
export const MAX_EXPANSION = 512;

/**
 * Most known values that a prefix is expanded to. FTS5 goes through all entries of a prefix, 0.25 µs each, before the first hit; a
 * term of its own costs some 50 µs.
 */
export const MAX_PREFIX_VALUES = 128;

/** Most index terms in one plan: FTS5's own cost grows with the square of it (4,096 terms: 30 ms). */
export const MAX_PLAN_TERMS = 4_096;

/** Deepest nesting of a MATCH expression; FTS5's parser has a fixed stack, used up by 32 levels. */
export const MAX_MATCH_DEPTH = 24;
