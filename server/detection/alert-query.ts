/** A filter of alerts as one query over their documents. */
import { and, fieldEqualsAny, parseQuery, type Query } from '../logs/query';
import { SEVERITY_WORDS, STATUS_WORDS } from './document';
import type { AlertFilter } from './store';

/** The query with the filter's lists. @throws QuerySyntaxError when its text cannot be parsed */
export function alertQuery({ query, profiles, severities, statuses }: AlertFilter): Query {
	const oneOf = (field: string, values: readonly string[] | undefined) =>
		values === undefined ? [] : [fieldEqualsAny(field, values)];
	return and([
		parseQuery(query),
		...oneOf('ALERT_PROFILE_ID', profiles?.map(String)),
		...oneOf(
			'ALERT_SEVERITY',
			severities?.map((word) => SEVERITY_WORDS[word]),
		),
		...oneOf(
			'ALERT_STATUS',
			statuses?.map((word) => STATUS_WORDS[word]),
		),
	]);
}
