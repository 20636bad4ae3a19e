/** The search language: text to syntax tree, and from there to a predicate or an index plan. */
export type { CompareOperator, Query, Value, Wildcard } from './ast';
export { and, fieldEqualsAny } from './build';
export { canonicalValue, isTextField } from './canonical';
export { QuerySyntaxError } from './errors';
export { fieldsOf } from './fields';
export { formatQuery } from './format';
export { MAX_QUERY_LENGTH } from './limits';
export { parseQuery } from './parser';
export { type Plan, planQuery } from './plan';
export type { Dictionary } from './plan-leaf';
export { type EventFields, type Predicate, compilePredicate } from './predicate';
