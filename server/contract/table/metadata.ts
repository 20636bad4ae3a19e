/** The table's rows for log fields, log types and users. */
import type { Operation } from '../operation';
import { elaPage, log360Page, V2_PAGES } from '../sources';
import { v1LogFieldsResponse, v1LogTypesResponse } from '../v1/metadata';
import {
	v2LogFieldsRequest,
	v2LogFieldsResponse,
	v2UsersRequest,
	v2UsersResponse,
} from '../v2/metadata';

export const metadataOperations = {
	'v1.logFields.list': {
		resource: 'Log field',
		generation: 'v1',
		method: 'GET',
		path: '/RestAPI/v1/meta/log_fields',
		scope: 'logfields.READ',
		evidence: 'documented',
		bodyEvidence: 'documented',
		source: log360Page('get-log-fields'),
		summary: 'List log fields',
		description:
			"The Log360 and EventLog Analyzer pages give different keys; this server answers Log360's.",
		request: {},
		response: v1LogFieldsResponse,
		errors: [],
	},
	'v1.logTypes.list': {
		resource: 'Log type',
		generation: 'v1',
		method: 'GET',
		path: '/RestAPI/v1/meta/log_types',
		scope: 'logformats.READ',
		evidence: 'documented',
		bodyEvidence: 'documented',
		source: elaPage('get-log-types'),
		summary: 'List log types',
		request: {},
		response: v1LogTypesResponse,
		errors: [],
	},
	'v2.logFields.list': {
		resource: 'Log field',
		generation: 'v2',
		method: 'GET',
		path: '/api/v2/meta/log-fields',
		scope: 'logfields.READ',
		evidence: 'documented',
		bodyEvidence: 'assumed',
		source: V2_PAGES.metadata,
		summary: 'List log fields',
		description:
			'The product knows log_type_id in the Cloud only; here it lists the fields that events of that type had.',
		request: { query: v2LogFieldsRequest },
		response: v2LogFieldsResponse,
		errors: ['unknown_log_type'],
	},
	'v2.users.list': {
		resource: 'User',
		generation: 'v2',
		method: 'GET',
		path: '/api/v2/meta/users',
		scope: 'users.READ',
		evidence: 'observed',
		bodyEvidence: 'assumed',
		source: V2_PAGES.authentication,
		summary: 'List users',
		description: 'The scope is documented, the path observed.',
		request: { query: v2UsersRequest },
		response: v2UsersResponse,
		errors: [],
	},
} as const satisfies Record<string, Operation>;
