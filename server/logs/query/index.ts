/** The search language: text to syntax tree, and from there to a predicate or an index plan. */
export { ANY_VALUE } from './ast';
export type { CompareOperator, FieldPlace, Query, Value, Wildcard } from './ast';
export { ALL, and, fieldEqualsAny, literalText, not, or, valueOf } from './build';
export { canonicalValue, isTextField } from '../terms/canonical';
export { QuerySyntaxError } from './errors';
export { fieldsOf } from './fields';
export { soleFieldOf } from './sole-field';
export { formatQuery } from './format';
export { MAX_QUERY_LENGTH, PROFILE_QUERY_LIMITS } from './limits';
export { parseQuery } from './parser';
export { PatternError, compilePattern } from './pattern';
export { type Plan, planQuery } from './plan';
export type { Dictionary } from './plan-leaf';
export { type EventFields, type Predicate, compilePredicate } from './predicate';
export { TIME_FIELD } from './time-value';
