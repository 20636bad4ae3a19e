/** The table's rows for searching logs. */
import type { Operation } from '../operation';
import { log360Page, V2_PAGES } from '../sources';
import {
	v1RequestIdResponse,
	v1SearchAsyncRequest,
	v1SearchRequest,
	v1SearchResponse,
} from '../v1/search';
import { v2HitsResponse, v2RequestIdResponse } from '../v2/envelope';
import { v2SearchAsyncRequest, v2SearchRequest } from '../v2/search';
import { CURSOR, QUESTION, SOURCES, V1_QUESTION } from './hit-errors';

export const searchOperations = {
	'v1.search.run': {
		resource: 'Search',
		generation: 'v1',
		method: 'POST',
		path: '/RestAPI/v1/search',
		scope: 'search.READ',
		evidence: 'documented',
		bodyEvidence: 'documented',
		source: log360Page('synchronous-search'),
		summary: 'Search logs and wait for the first page',
		description:
			'Repeat with the cursor until none comes back. The envelope is the observed one; the documented one is a server option.',
		request: { body: v1SearchRequest },
		response: v1SearchResponse,
		errors: [
			...V1_QUESTION,
			'cursor_invalid',
			'cursor_expired',
			'unknown_host',
			'unknown_group',
			'too_many_searches',
		],
	},
	'v1.search.start': {
		resource: 'Search',
		generation: 'v1',
		method: 'POST',
		path: '/RestAPI/v1/search/async',
		scope: 'search.READ',
		evidence: 'documented',
		bodyEvidence: 'documented',
		source: log360Page('asynchronous-search'),
		summary: 'Start a search job',
		request: { body: v1SearchAsyncRequest },
		response: v1RequestIdResponse,
		errors: [...V1_QUESTION, 'unknown_host', 'unknown_group', 'too_many_searches', 'too_many_jobs'],
	},
	'v2.search.run': {
		resource: 'Search',
		generation: 'v2',
		method: 'POST',
		path: '/api/v2/search',
		scope: 'search.READ',
		evidence: 'documented',
		bodyEvidence: 'documented',
		source: V2_PAGES.search,
		summary: 'Search logs and wait for the first page',
		description:
			'The request is documented, the answer observed. Repeat with the cursor alone until none comes back.',
		request: { body: v2SearchRequest },
		response: v2HitsResponse,
		errors: [...QUESTION, ...CURSOR, ...SOURCES, 'too_many_searches'],
	},
	'v2.search.start': {
		resource: 'Search',
		generation: 'v2',
		method: 'POST',
		path: '/api/v2/search/async',
		scope: 'search.READ',
		evidence: 'observed',
		bodyEvidence: 'inferred',
		source: V2_PAGES.search,
		summary: 'Start a search job',
		description: 'That it exists is documented; its path is observed, its body inferred.',
		request: { body: v2SearchAsyncRequest },
		response: v2RequestIdResponse,
		errors: [...QUESTION, ...SOURCES, 'too_many_searches', 'too_many_jobs'],
	},
} as const satisfies Record<string, Operation>;
