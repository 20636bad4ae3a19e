/** The operations on logs, alerts, jobs and reports, see `cases.ts`. */
import { type Case, type Request, ISO, JOB, located, MS, v2, WINDOW } from './case';
import { custom } from './times';

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

export const LOGS: readonly Case[] = [
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
		name: 'report/getData',
		parameters: { report: located('101'), ...custom },
		open: true,
		requests: v2(['POST', '/api/v2/report/data/101', { body: ISO }]),
	},
	{
		name: 'report/getCounts',
		parameters: { report: located('108'), ...custom },
		open: true,
		requests: v2(['POST', '/api/v2/report/aggregate/108', { body: { ...ISO, time_zone: 'Z' } }]),
	},
	{
		name: 'report/getProfiles',
		parameters: {},
		requests: v2(['POST', '/api/v2/report/profiles', { body: { from: 1, limit: 100 } }]),
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
