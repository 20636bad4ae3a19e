/** Query: the search language, from text to syntax tree, predicate and index plan; what others may use of it. */

/** The syntax tree of a query: what the parser makes, and what the predicate and the index plan are made from. */
export {
	ANY_VALUE,
	type CompareOperator,
	type FieldPlace,
	type Query,
	type Value,
	type Wildcard,
} from './ast';

/** Upper and lower bounds through AND, OR and NOT, whatever selects the events. */
export { type BoundsOf, boundsAlgebra } from './bounds-algebra';

/** Builders of syntax trees, for the parser and for callers that add conditions of their own to a query. */
export { ALL, and, fieldEqualsAny, isAnything, literalText, not, or, valueOf } from './build';

/** Address blocks in CIDR notation, IPv4 and IPv6. */
export { blockOf, cidrOf } from './cidr';

/** The one error that a bad query causes: where it is, what was found there, and what would have been right. */
export { excerpt, QuerySyntaxError } from './errors';

/** Lists the fields that a query refers to. */
export { fieldsOf, onlyFieldsOf } from './fields';

/** What other products call the fields that this one has: names in Elastic's, Splunk's and Windows' own words. */
export { ownNameOf } from './foreign-names';

/** Texts without case: many conditions look at the same field of an event one after another. */
export { foldedText } from './folded-text';

/** Writes a syntax tree as query text that parses to the same tree. */
export { formatQuery } from './format';

/** Boolean expressions over index terms, kept in a simplified form. */
export {
	allOf,
	anyOf,
	complement,
	EVERY,
	type EventSet,
	type IndexExpression,
	NONE,
	prefix,
	term,
	withoutEvents,
} from './index-expression';

/** Reads IPv4 and IPv6 addresses into groups of 16 bits. */
export { addressOf } from './ip';

/** Limits that keep any query cheap to parse, to plan and to evaluate. */
export { MAX_QUERY_LENGTH, PROFILE_QUERY_LIMITS } from './limits';

/** Parses a query into its syntax tree by recursive descent. */
export { parseQuery } from './parser';

/** Regular expressions of queries: RE2's language, matched in time that grows with the text and no faster. */
export { compilePattern, PatternError } from './pattern';

/** Matches word searches: a text contains the words of a value, next to each other and in their order. */
export { spellingOf, wordPatternsOf } from './phrase';

/** Plans single conditions: which terms an event that meets one must carry. */
export type { Dictionary, Passing } from './plan-leaf';

/** What can be said simply of the values that a condition selects, so that a store need not look at the others. */
export type { ValueHint } from './value-hints';

/** Plans a query for a full-text index of terms: an expression that finds every hit, and whether it finds only hits. */
export { type Plan, planQuery } from './plan';

/** Compiles a query to a test of one event. */
export { compilePredicate, type EventFields, type Predicate } from './predicate';

/** Texts that a match must contain, so that an index or a filter can leave most events out. */
export { literalsOfPattern, literalsOfValue } from './required-text';

/** Tells the queries that look at one field only: what they select can be said value by value. */
export { namedValuesOf, soleFieldOf } from './sole-field';

/** Looks for many known texts in one text at once: a few characters of each are looked up at every position. */
export { TextIndex } from './text-index';

/** Reads the values that the TIME field is compared with. */
export { TIME_FIELD, timeOf } from './time-value';
