/** The table's rows for what only this server offers on queries. */
import type { Operation } from '../../operation';
import { checkQueryRequest, checkQueryResponse } from '../../extension/check-query';
import { extension } from './row';

export const searchExtensions = {
	'server.search.check': extension({
		resource: 'Search',
		method: 'POST',
		path: '/api/v2/search/check',
		scope: 'search.READ',
		source: 'Own extension: the vendor tells that a query is wrong only by running it.',
		summary: 'Check a query: syntax, fields, number of hits',
		description:
			'A query that cannot be parsed is answered with valid: false. For the target alerts the scope alerts.READ is needed as well.',
		request: { body: checkQueryRequest },
		response: checkQueryResponse,
		errors: ['wrong_scope', 'query_too_long', 'invalid_time', 'time_order', 'too_many_searches'],
	}),
} as const satisfies Record<string, Operation>;
