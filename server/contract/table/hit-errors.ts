/** Errors that operations share which look for hits, events or alerts. */

/** Of what is asked: V1's times may be in any order. */
export const V1_QUESTION = [
	'query_syntax',
	'query_too_long',
	'too_many_ids',
	'invalid_time',
] as const;

/** Of what is asked in V2 and by extensions. */
export const QUESTION = [...V1_QUESTION, 'time_order'] as const;

/** Of a cursor in place of a question. */
export const CURSOR = ['cursor_with_query', 'cursor_invalid', 'cursor_expired'] as const;

/** Of log sources and log types that are asked for. */
export const SOURCES = ['unknown_host', 'unknown_group', 'unknown_log_type'] as const;
