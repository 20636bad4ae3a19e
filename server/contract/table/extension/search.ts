/** The table's rows for what only this server offers on queries. */
import type { Operation } from '../../operation';
import { aggregateRequest, aggregateResponse } from '../../extension/aggregate';
import { checkQueryRequest, checkQueryResponse } from '../../extension/check-query';
import { extension } from './row';
import { QUESTION, SOURCES } from '../hit-errors';

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
	'server.search.aggregate': extension({
		resource: 'Search',
		method: 'POST',
		path: '/api/v2/search/aggregate',
		scope: 'search.READ',
		source: 'Own extension: Log360 shows counts in its reports and offers none over its API.',
		summary: 'Count logs by time and by the values of fields',
		description: 'Takes the query, the times and the filters of a search; Log360 answers 404.',
		request: { body: aggregateRequest },
		response: aggregateResponse,
		errors: [...QUESTION, ...SOURCES, 'too_many_searches'],
	}),
} as const satisfies Record<string, Operation>;
