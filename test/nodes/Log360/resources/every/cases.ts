/** Every operation with the least parameters that it takes, and the requests it makes then, in each generation that has it. */
import type { INodeParameters } from 'n8n-workflow';

import { custom, FROM, TO } from './times';

/** Which credential can do it: V2, V1, or V2 with a V1 token (`both`). */
export type Kind = 'v1' | 'v2' | 'both';

/** Method, path, then query or body; what is not named was not sent. */
export type Request = readonly [
	method: string,
	path: string,
	sent?: { readonly query?: object; readonly body?: unknown },
];

export interface Case {
	/** `resource/operation` */
	readonly name: string;
	/** Without resource and operation. */
	readonly parameters: INodeParameters;
	readonly requests: Partial<Record<Kind, readonly Request[]>>;
	/** Whether what comes out are records whose fields only the server knows. */
	readonly open?: boolean;
}

const located = (value: string) => ({ __rl: true, mode: 'id', value });
const WINDOW = { from: '1', limit: '100' };
const ISO = { start_time: '2026-11-01T00:00:00Z', end_time: '2026-11-02T00:00:00Z' };
const MS = { from: FROM, to: TO };
const JOB = 'AYVTeCb0wPH5eWuO5jkC';
const v2 = (...requests: Request[]) => ({ v2: requests });
/** The same for a V1 credential and for the V1 token of a V2 one. */
const v1 = (...requests: Request[]) => ({ v1: requests, both: requests });

const SEARCH_V2: Request = [
	'POST',
	'/api/v2/search/async',
	{ body: { query: '*', ...ISO, response_type: 'server' } },
];
const SEARCH_V1: Request = ['POST', '/RestAPI/v1/search/async', { body: { query: '*', ...MS } }];
const ALERTS_V2: Request = [
	'POST',
	'/api/v2/alerts/async',
	{ body: { query: '*', ...ISO, response_type: 'server' } },
];
const ALERTS_V1: Request = ['POST', '/RestAPI/v1/alerts/async', { body: { query: '*', ...MS } }];
const of = (base: string, method: string, path: string, query: object): Request => [
	method,
	base + path,
	{ query },
];
const jobCalls = (base: string) => ({
	get: of(base, 'GET', '/jobs', { request_id: JOB }),
	results: of(base, 'GET', '/jobs/results', { request_id: JOB, page_no: '1' }),
	remove: of(base, 'DELETE', '/jobs', { request_id: JOB }),
});
const J1 = jobCalls('/RestAPI/v1');
const J2 = jobCalls('/api/v2');

export const CASES: readonly Case[] = [
	{
		name: 'agent/getMany',
		parameters: {},
		requests: v2(['GET', '/api/v2/log-sources/agents', { query: WINDOW }]),
	},
	{
		name: 'alert/getMany',
		parameters: custom,
		requests: {
			v2: [['POST', '/api/v2/alerts', { body: { query: '*', ...ISO, response_type: 'server' } }]],
			v1: [['POST', '/RestAPI/v1/alerts', { body: { query: '*', ...MS } }]],
		},
	},
	{
		name: 'alert/getManyAndWait',
		parameters: custom,
		requests: {
			v2: [ALERTS_V2, J2.get, J2.results, J2.remove],
			v1: [ALERTS_V1, J1.get, J1.results, J1.remove],
		},
	},
	{ name: 'alert/start', parameters: custom, requests: { v2: [ALERTS_V2], v1: [ALERTS_V1] } },
	{
		name: 'alertProfile/get',
		parameters: { profile: located('1001') },
		requests: {
			v2: [['GET', '/api/v2/alerts/profile/1001']],
			v1: [['POST', '/RestAPI/v1/meta/alert_profiles']],
		},
	},
	{
		name: 'alertProfile/getMany',
		parameters: {},
		requests: {
			v2: [['GET', '/api/v2/alerts/profile', { query: WINDOW }]],
			v1: [['POST', '/RestAPI/v1/meta/alert_profiles']],
		},
	},
	{
		name: 'apiRequest/send',
		parameters: { path: '/api/v2/meta/log-fields' },
		open: true,
		requests: v2(['GET', '/api/v2/meta/log-fields']),
	},
	{
		name: 'domain/getMany',
		parameters: {},
		requests: v2(['GET', '/api/v2/log-sources/domains', { query: WINDOW }]),
	},
	{
		name: 'incident/create',
		parameters: { name: 'Brute force' },
		requests: v2(['POST', '/api/v2/incident', { body: { name: 'Brute force' } }]),
	},
	{
		name: 'incident/delete',
		parameters: { incident: located('3000000438278') },
		requests: v2(['DELETE', '/api/v2/incident', { body: { incident_ids: [3000000438278] } }]),
	},
	{
		name: 'incident/exportByTicket',
		parameters: { ticketId: '33630' },
		requests: v1(
			['POST', '/RestAPI/v1/ticket/incident/export', { body: { ticket_id: '33630' } }],
			['GET', '/RestAPI/v1/incident/export/status', { query: { export_id: '2' } }],
			['GET', '/RestAPI/v1/incident/export/download', { query: { export_id: '2' } }],
		),
	},
	{
		name: 'incident/get',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278', { query: { response_type: 'server' } }]),
	},
	{
		name: 'incident/count',
		parameters: {},
		requests: v2(['GET', '/api/v2/incident', { query: { from: '1', limit: '1' } }]),
	},
	{
		name: 'incident/getMany',
		parameters: {},
		requests: v2(['GET', '/api/v2/incident', { query: { response_type: 'server', ...WINDOW } }]),
	},
	{
		name: 'incident/getProfileByTicket',
		parameters: { ticketId: '33741' },
		requests: v1(['GET', '/RestAPI/v1/ticket/profile', { query: { ticket_id: '33741' } }]),
	},
	{
		name: 'incident/syncByTicket',
		parameters: { ticketId: '33630', value: 'Pending' },
		requests: v1([
			'POST',
			'/RestAPI/v1/ticket/incident/update',
			{ body: { ticket_id: '33630', changelog: { field: 'STATUS', value: 'Pending' } } },
		]),
	},
	{
		name: 'incident/update',
		parameters: { incident: located('3000000438278'), updateFields: { status: 'in_progress' } },
		requests: v2(['PUT', '/api/v2/incident/3000000438278', { body: { status: 'in_progress' } }]),
	},
	{
		name: 'job/delete',
		parameters: { job: located(JOB) },
		requests: { v2: [J2.remove], v1: [J1.remove] },
	},
	{ name: 'job/get', parameters: { job: located(JOB) }, requests: { v2: [J2.get], v1: [J1.get] } },
	{
		name: 'job/getMany',
		parameters: {},
		requests: { v2: [['GET', '/api/v2/jobs']], v1: [['GET', '/RestAPI/v1/jobs']] },
	},
	{
		name: 'job/getResults',
		parameters: { job: located(JOB) },
		requests: { v2: [J2.get, J2.results], v1: [J1.get, J1.results] },
	},
	{ name: 'job/wait', parameters: { job: located(JOB) }, requests: { v2: [J2.get], v1: [J1.get] } },
	{
		name: 'log/search',
		parameters: custom,
		requests: {
			v2: [['POST', '/api/v2/search', { body: { query: '*', ...ISO, response_type: 'server' } }]],
			v1: [['POST', '/RestAPI/v1/search', { body: { query: '*', ...MS } }]],
		},
	},
	{
		name: 'log/searchAndWait',
		parameters: custom,
		requests: {
			v2: [SEARCH_V2, J2.get, J2.results, J2.remove],
			v1: [SEARCH_V1, J1.get, J1.results, J1.remove],
		},
	},
	{ name: 'log/startSearch', parameters: custom, requests: { v2: [SEARCH_V2], v1: [SEARCH_V1] } },
	{
		name: 'logField/getMany',
		parameters: {},
		requests: {
			v2: [['GET', '/api/v2/meta/log-fields']],
			v1: [['GET', '/RestAPI/v1/meta/log_fields']],
		},
	},
	{
		name: 'logSource/addWindows',
		parameters: { logSources: { source: [{ host: 'web01', domain: 'EXAMPLE' }] } },
		requests: v2([
			'POST',
			'/api/v2/log-sources/windows',
			{ body: { log_sources: [{ log_source: 'web01', domain_name: 'EXAMPLE' }] } },
		]),
	},
	{
		name: 'logSource/delete',
		parameters: { logSources: ['3'] },
		requests: v2(['DELETE', '/api/v2/log-sources', { body: { log_source_ids: [3] } }]),
	},
	{
		name: 'logSource/disable',
		parameters: { names: ['1.1.1.1'] },
		requests: v1(['PUT', '/RestAPI/v1/device/disable', { body: { device_name: '1.1.1.1' } }]),
	},
	{
		name: 'logSource/getGroups',
		parameters: {},
		requests: {
			v2: [['GET', '/api/v2/log-sources/log-source-groups', { query: WINDOW }]],
			v1: [['GET', '/RestAPI/v1/meta/log_sources', { query: { from: '1', to: '100' } }]],
		},
	},
	{
		name: 'logSource/getMany',
		parameters: {},
		requests: {
			v2: [['GET', '/api/v2/log-sources', { query: WINDOW }]],
			v1: [['GET', '/RestAPI/v1/meta/log_sources', { query: { from: '1', to: '100' } }]],
		},
	},
	{
		name: 'logSource/update',
		parameters: { logSource: located('3'), updateFields: { status: 'disabled' } },
		requests: v2([
			'PUT',
			'/api/v2/log-sources',
			{ body: { log_sources: [{ log_source_id: 3, status: 'disabled' }] } },
		]),
	},
	{
		name: 'logType/getMany',
		parameters: {},
		requests: {
			v2: [['GET', '/api/v2/log-type', { query: WINDOW }]],
			v1: [['GET', '/RestAPI/v1/meta/log_types']],
		},
	},
	{
		name: 'product/getDetails',
		parameters: {},
		requests: v1(['GET', '/RestAPI/v1/product/details']),
	},
	{
		name: 'report/getData',
		parameters: { report: located('101'), ...custom },
		open: true,
		requests: v2(['POST', '/api/v2/report/data/101', { body: ISO }]),
	},
	{
		name: 'report/getProfiles',
		parameters: {},
		requests: v2(['POST', '/api/v2/report/profiles', { body: { from: 1, limit: 100 } }]),
	},
	{
		name: 'ticketNotification/disable',
		parameters: { profile: located('1801') },
		requests: v1([
			'PUT',
			'/RestAPI/v1/ticket/notification/disable',
			{ body: { profile_id: 1801 } },
		]),
	},
	{
		name: 'workflow/execute',
		parameters: { workflow: located('1') },
		requests: v1([
			'POST',
			'/RestAPI/v1/workflow/execute',
			{ body: { template_id: 1, arguments: {} } },
		]),
	},
	{
		name: 'workflow/executeAndWait',
		parameters: { workflow: located('1') },
		requests: v1(
			['POST', '/RestAPI/v1/workflow/execute', { body: { template_id: 1, arguments: {} } }],
			['GET', '/RestAPI/v1/workflow/execution/status', { query: { execution_id: '7' } }],
		),
	},
	{
		name: 'workflow/getMany',
		parameters: {},
		requests: v1(['GET', '/RestAPI/v1/workflow/templates/list']),
	},
	{
		name: 'workflow/getRun',
		parameters: { executionId: '7' },
		requests: v1([
			'GET',
			'/RestAPI/v1/workflow/execution/status',
			{ query: { execution_id: '7' } },
		]),
	},
	{
		name: 'workflow/getTemplate',
		parameters: { workflow: located('1') },
		requests: v1(['GET', '/RestAPI/v1/workflow/templates/data', { query: { template_id: '1' } }]),
	},
	{
		name: 'incident/addNote',
		parameters: { incident: located('3000000438278'), noteText: 'Asked' },
		requests: v2(['POST', '/api/v2/incident/3000000438278/notes', { body: { note: 'Asked' } }]),
	},
	{
		name: 'incident/createOrUpdate',
		parameters: { key: 'brute-force:web01', name: 'Brute force' },
		requests: v2([
			'POST',
			'/api/v2/incident/upsert',
			{ body: { key: 'brute-force:web01', name: 'Brute force' } },
		]),
	},
	{
		name: 'incident/deleteMany',
		parameters: { incidentIds: '3000000438278, 3000000438279' },
		requests: v2([
			'DELETE',
			'/api/v2/incident',
			{ body: { incident_ids: [3000000438278, 3000000438279] } },
		]),
	},
	{
		name: 'incident/export',
		parameters: { incident: located('3000000438278') },
		requests: v2(
			['POST', '/api/v2/incident/3000000438278/export', { body: { format: 'pdf' } }],
			['GET', '/api/v2/incident/export/2'],
			['GET', '/api/v2/incident/export/2/file'],
		),
	},
	{
		name: 'incident/getActivity',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278/activity', { query: WINDOW }]),
	},
	{
		name: 'incident/getAlerts',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278/alerts', { query: WINDOW }]),
	},
	{
		name: 'incident/getEvidence',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278/evidence', { query: WINDOW }]),
	},
	{
		name: 'incident/getNotes',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278/notes', { query: WINDOW }]),
	},
	{
		name: 'incident/updateMany',
		parameters: { incidentIds: '3000000438278', updateFields: { status: 'closed' } },
		requests: v2([
			'PUT',
			'/api/v2/incident/bulk',
			{ body: { incident_ids: [3000000438278], status: 'closed' } },
		]),
	},
	{
		name: 'log/aggregate',
		parameters: { ...custom, groupBy: ['USERNAME'] },
		open: true,
		requests: v2([
			'POST',
			'/api/v2/search/aggregate',
			{
				body: { query: '*', ...ISO, group_by: ['USERNAME'], limit: 50, response_type: 'server' },
			},
		]),
	},
	{
		name: 'log/checkQuery',
		parameters: { ...custom, query: 'USERNAMEX = foo' },
		requests: v2([
			'POST',
			'/api/v2/search/check',
			{ body: { query: 'USERNAMEX = foo', ...ISO, target: 'logs' } },
		]),
	},
	{
		name: 'log/send',
		parameters: { events: '[{"HOSTNAME": "n8n01", "MESSAGE": "Approved"}, {"HOSTNAME": "n8n02"}]' },
		requests: v2([
			'POST',
			'/ingest',
			{
				query: { format: 'json' },
				body: '{"HOSTNAME":"n8n01","MESSAGE":"Approved"}\n{"HOSTNAME":"n8n02"}',
			},
		]),
	},
	{
		name: 'user/getMany',
		parameters: {},
		requests: v2(['GET', '/api/v2/meta/users', { query: WINDOW }]),
	},
	{
		name: 'logSource/enable',
		parameters: { names: ['web01'] },
		requests: v2([
			'PUT',
			'/api/v2/log-sources/status',
			{ body: { names: ['web01'], status: 'enabled' } },
		]),
	},
	{
		name: 'logSource/getByName',
		parameters: { name: 'web01' },
		requests: v2(['GET', '/api/v2/log-sources/by-name', { query: { name: 'web01' } }]),
	},
	{
		name: 'product/getTokenInfo',
		parameters: {},
		requests: v2(['GET', '/api/v2/token']),
	},
	{
		name: 'workflow/cancelRun',
		parameters: { executionId: '7' },
		requests: v2(['POST', '/api/v2/workflow/runs/7/cancel']),
	},
	{
		name: 'workflow/getManyRuns',
		parameters: {},
		requests: v2(['GET', '/api/v2/workflow/runs', { query: { limit: '50' } }]),
	},
	{
		name: 'alert/addNote',
		parameters: { alertId: '7', noteText: 'Seen' },
		requests: v2(['POST', '/api/v2/alerts/7/notes', { body: { note: 'Seen' } }]),
	},
	{
		name: 'alert/assign',
		parameters: { alertId: '7', assignee: 'admin' },
		requests: v2(['PUT', '/api/v2/alerts/7', { body: { assignee: 'admin' } }]),
	},
	{
		name: 'alert/count',
		parameters: custom,
		requests: v2(['POST', '/api/v2/alerts/count', { body: { query: '*', ...ISO } }]),
	},
	{
		name: 'alert/get',
		parameters: { alertId: '7' },
		requests: v2(['GET', '/api/v2/alerts/7']),
	},
	{
		name: 'alert/getHistory',
		parameters: { alertId: '7' },
		requests: v2(['GET', '/api/v2/alerts/7/history']),
	},
	{
		name: 'alert/getIncident',
		parameters: { alertId: '7' },
		requests: v2(['GET', '/api/v2/alerts/7/incident']),
	},
	{
		name: 'alert/updateStatus',
		parameters: { alertId: '7', status: 'closed' },
		requests: v2(['PUT', '/api/v2/alerts/7', { body: { status: 'closed' } }]),
	},
];

/** Each operation in each generation that has it, for `it.each`. */
export const RUNS = CASES.flatMap((entry) =>
	(Object.keys(entry.requests) as Kind[]).map((kind) => ({ ...entry, kind })),
);

/** The parameters of the node for a case. */
export function parametersOf(entry: Pick<Case, 'name' | 'parameters'>, more: INodeParameters = {}) {
	const [resource, operation] = entry.name.split('/');
	return { resource, operation, ...entry.parameters, ...more } as INodeParameters;
}
