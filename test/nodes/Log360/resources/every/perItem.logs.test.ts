/** Logs, alerts and jobs: every parameter is read for each item. */
import type { IDataObject } from 'n8n-workflow';

import { bench } from '../../../support/cases';
import type { Request } from './cases';
import {
	checkPerItem,
	ISO1,
	ISO2,
	MS1,
	MS2,
	first,
	from,
	located,
	second,
	times,
	type Row,
} from './perItem';

const b = bench();

const searchParameters = {
	...times,
	query: from('query'),
	filters: {
		logSources: from('sources'),
		logSourceGroups: from('groups'),
		logTypes: from('types'),
		conditions: {
			condition: [{ field: from('field'), operator: from('operator'), value: from('value') }],
		},
	},
	options: { fieldNames: from('names') },
};
const searchItems: [IDataObject, IDataObject] = [
	{
		...first,
		query: '*',
		sources: [3],
		groups: '1, 2',
		types: ['Windows'],
		field: 'EVENTID',
		operator: 'equals',
		value: 4625,
		names: 'server',
	},
	{
		...second,
		query: 'A = 1',
		sources: '301',
		groups: '*',
		types: 'Unix',
		field: 'USERNAME',
		operator: 'wildcard',
		value: 'svc*',
		names: 'client',
	},
];
const searchV2 = (path: string): [Request, Request] => [
	[
		'POST',
		path,
		{
			body: {
				query: 'EVENTID = 4625',
				...ISO1,
				log_source_ids: [3],
				log_source_group_ids: [1, 2],
				log_types: ['Windows'],
				response_type: 'server',
			},
		},
	],
	[
		'POST',
		path,
		{
			body: {
				query: '(A = 1) AND USERNAME = svc*',
				...ISO2,
				log_source_ids: [301],
				log_types: ['Unix'],
				response_type: 'client',
			},
		},
	],
];
const searchV1 = (path: string): [Request, Request] => [
	[
		'POST',
		path,
		{
			body: {
				query: '(EVENTID = 4625) AND (LOGTYPE = "Windows")',
				...MS1,
				hosts: [3],
				groups: [1, 2],
			},
		},
	],
	[
		'POST',
		path,
		{
			body: { query: '((A = 1) AND USERNAME = svc*) AND (LOGTYPE = "Unix")', ...MS2, hosts: [301] },
		},
	],
];
const alertParameters = {
	...times,
	filters: {
		profiles: from('profiles'),
		query: from('query'),
		severities: from('severities'),
		statuses: from('statuses'),
	},
	options: { fieldNames: from('names') },
};
const alertItems: [IDataObject, IDataObject] = [
	{
		...first,
		profiles: [1801],
		query: 'A = 1',
		severities: ['critical'],
		statuses: 'open',
		names: 'server',
	},
	{
		...second,
		profiles: '1, 2',
		query: '*',
		severities: 'Trouble',
		statuses: ['In Progress'],
		names: 'client',
	},
];
const alertsV2 = (path: string): [Request, Request] => [
	[
		'POST',
		path,
		{
			body: {
				query: 'A = 1',
				...ISO1,
				profile_ids: [1801],
				severity: 'critical',
				status: 'open',
				response_type: 'server',
			},
		},
	],
	[
		'POST',
		path,
		{
			body: {
				query: '*',
				...ISO2,
				profile_ids: [1, 2],
				severity: 'trouble',
				status: 'in_progress',
				response_type: 'client',
			},
		},
	],
];
const alertsV1 = (path: string): [Request, Request] => [
	[
		'POST',
		path,
		{
			body: {
				query: 'A = 1',
				...MS1,
				alert_profiles: [1801],
				severity: ['CRITICAL'],
				status: ['OPEN'],
			},
		},
	],
	[
		'POST',
		path,
		{
			body: {
				query: '*',
				...MS2,
				alert_profiles: [1, 2],
				severity: ['TROUBLE'],
				status: ['INPROGRESS'],
			},
		},
	],
];

const ROWS: readonly Row[] = [
	{
		name: 'log/search',
		kind: 'v2',
		parameters: searchParameters,
		items: searchItems,
		requests: searchV2('/api/v2/search'),
	},
	{
		name: 'log/search',
		kind: 'v1',
		parameters: searchParameters,
		items: searchItems,
		requests: searchV1('/RestAPI/v1/search'),
	},
	{
		name: 'log/startSearch',
		kind: 'v2',
		parameters: searchParameters,
		items: searchItems,
		requests: searchV2('/api/v2/search/async'),
	},
	{
		name: 'log/startSearch',
		kind: 'v1',
		parameters: searchParameters,
		items: searchItems,
		requests: searchV1('/RestAPI/v1/search/async'),
	},
	{
		name: 'log/searchAndWait',
		kind: 'v2',
		parameters: searchParameters,
		items: searchItems,
		requests: searchV2('/api/v2/search/async'),
	},
	{
		name: 'log/searchAndWait',
		kind: 'v1',
		parameters: searchParameters,
		items: searchItems,
		requests: searchV1('/RestAPI/v1/search/async'),
	},
	{
		name: 'alert/getMany',
		kind: 'v2',
		parameters: alertParameters,
		items: alertItems,
		requests: alertsV2('/api/v2/alerts'),
	},
	{
		name: 'alert/getMany',
		kind: 'v1',
		parameters: alertParameters,
		items: alertItems,
		requests: alertsV1('/RestAPI/v1/alerts'),
	},
	{
		name: 'alert/start',
		kind: 'v2',
		parameters: alertParameters,
		items: alertItems,
		requests: alertsV2('/api/v2/alerts/async'),
	},
	{
		name: 'alert/start',
		kind: 'v1',
		parameters: alertParameters,
		items: alertItems,
		requests: alertsV1('/RestAPI/v1/alerts/async'),
	},
	{
		name: 'alert/getManyAndWait',
		kind: 'v2',
		parameters: alertParameters,
		items: alertItems,
		requests: alertsV2('/api/v2/alerts/async'),
	},
	...(['delete', 'get', 'wait', 'getResults'] as const).map(
		(operation): Row => ({
			name: `job/${operation}`,
			kind: 'v2',
			parameters: { job: located('id') },
			items: [{ id: 'one' }, { id: 'two' }],
			requests: [
				[
					operation === 'delete' ? 'DELETE' : 'GET',
					'/api/v2/jobs',
					{ query: { request_id: 'one' } },
				],
				[
					operation === 'delete' ? 'DELETE' : 'GET',
					'/api/v2/jobs',
					{ query: { request_id: 'two' } },
				],
			],
		}),
	),
];

it.each(ROWS)('$name with a credential for $kind', async (row) => await checkPerItem(b, row));
