/** Log sources, profiles, reports and API requests: every parameter is read for each item. */
import { bench } from '../../../support/cases';
import { checkPerItem, ISO1, ISO2, first, from, located, second, times, type Row } from './perItem';

const b = bench();

const ROWS: readonly Row[] = [
	{
		name: 'alertProfile/get',
		kind: 'v2',
		parameters: { profile: located('id') },
		items: [{ id: 1801 }, { id: '7' }],
		requests: [
			['GET', '/api/v2/alerts/profile/1801'],
			['GET', '/api/v2/alerts/profile/7'],
		],
	},
	{
		name: 'alertProfile/getMany',
		kind: 'v1',
		parameters: {
			filters: { severity: from('severity'), status: from('status'), type: from('type') },
		},
		items: [
			{ severity: 'critical', status: 'enabled', type: 'custom' },
			{ severity: '*', status: 'Disabled', type: 'correlation' },
		],
		requests: [
			[
				'POST',
				'/RestAPI/v1/meta/alert_profiles',
				{ body: { severity: ['Critical'], status: ['Enabled'], type: ['Custom'] } },
			],
			[
				'POST',
				'/RestAPI/v1/meta/alert_profiles',
				{ body: { status: ['Disabled'], type: ['Correlation'] } },
			],
		],
	},
	{
		name: 'apiRequest/send',
		kind: 'v2',
		parameters: {
			method: from('method'),
			path: from('path'),
			query: from('query'),
			body: from('body'),
		},
		items: [
			{ method: 'GET', path: '/api/v2/log-type', query: { from: 1 }, body: '{"x":1}' },
			{ method: 'PUT', path: '/api/v2/incident/7', query: {}, body: { status: 'closed' } },
		],
		requests: [
			['GET', '/api/v2/log-type', { query: { from: '1' } }],
			['PUT', '/api/v2/incident/7', { body: { status: 'closed' } }],
		],
	},
	{
		name: 'logSource/addWindows',
		kind: 'v2',
		parameters: {
			logSources: {
				source: [{ host: from('host'), domain: from('domain'), agentId: from('agent') }],
			},
		},
		items: [
			{ host: 'web01', domain: 'A', agent: 7 },
			{ host: 'web02', domain: 'B', agent: 8 },
		],
		requests: [
			[
				'POST',
				'/api/v2/log-sources/windows',
				{ body: { log_sources: [{ log_source: 'web01', domain_name: 'A', agent_id: 7 }] } },
			],
			[
				'POST',
				'/api/v2/log-sources/windows',
				{ body: { log_sources: [{ log_source: 'web02', domain_name: 'B', agent_id: 8 }] } },
			],
		],
	},
	{
		name: 'logSource/update',
		kind: 'v2',
		parameters: {
			logSource: located('id'),
			updateFields: { displayName: from('name'), group: from('group'), status: from('status') },
		},
		items: [
			{ id: 3, name: 'x', group: 2, status: 'enabled' },
			{ id: '4', name: 'y', group: 5, status: 'disabled' },
		],
		requests: [
			[
				'PUT',
				'/api/v2/log-sources',
				{
					body: {
						log_sources: [
							{ log_source_id: 3, display_name: 'x', log_source_group_id: 2, status: 'enabled' },
						],
					},
				},
			],
			[
				'PUT',
				'/api/v2/log-sources',
				{
					body: {
						log_sources: [
							{ log_source_id: 4, display_name: 'y', log_source_group_id: 5, status: 'disabled' },
						],
					},
				},
			],
		],
	},
	{
		name: 'logSource/delete',
		kind: 'v2',
		parameters: { logSources: from('ids') },
		items: [{ ids: [1, 2] }, { ids: '3' }],
		requests: [
			['DELETE', '/api/v2/log-sources', { body: { log_source_ids: [1, 2] } }],
			['DELETE', '/api/v2/log-sources', { body: { log_source_ids: [3] } }],
		],
	},
	{
		name: 'logSource/disable',
		kind: 'both',
		parameters: { names: from('names') },
		items: [{ names: ['a', 'b'] }, { names: '1.1.1.1' }],
		requests: [
			['PUT', '/RestAPI/v1/device/disable', { body: { device_name: 'a,b' } }],
			['PUT', '/RestAPI/v1/device/disable', { body: { device_name: '1.1.1.1' } }],
		],
	},
	{
		name: 'report/getData',
		kind: 'v2',
		parameters: {
			report: located('id'),
			...times,
			filters: { logSources: from('sources'), logSourceGroups: from('groups') },
		},
		items: [
			{ id: 101, ...first, sources: [3], groups: '*' },
			{ id: '102', ...second, sources: '*', groups: [1] },
		],
		requests: [
			['POST', '/api/v2/report/data/101', { body: { ...ISO1, log_source_ids: [3] } }],
			['POST', '/api/v2/report/data/102', { body: { ...ISO2, log_source_group_ids: [1] } }],
		],
	},
	{
		name: 'report/getProfiles',
		kind: 'v2',
		parameters: {
			filters: {
				modules: from('modules'),
				categories: from('categories'),
				groups: from('groups'),
				reportIds: from('ids'),
			},
		},
		items: [
			{ modules: 'Windows, Unix', categories: '*', groups: ['G'], ids: '101, x' },
			{ modules: '*', categories: 'Logon', groups: ['*'], ids: '*' },
		],
		requests: [
			[
				'POST',
				'/api/v2/report/profiles',
				{
					body: {
						module_name: ['Windows', 'Unix'],
						group_name: ['G'],
						report_id: [101, 'x'],
						from: 1,
						limit: 100,
					},
				},
			],
			[
				'POST',
				'/api/v2/report/profiles',
				{ body: { category_name: ['Logon'], from: 1, limit: 100 } },
			],
		],
	},
];

it.each(ROWS)('$name with a credential for $kind', async (row) => await checkPerItem(b, row));
