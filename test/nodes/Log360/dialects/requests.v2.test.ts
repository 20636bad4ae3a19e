/** What V2 is sent, literally: documented parameter names and types, and no more than was asked for. */
import { v2 } from '../../../../nodes/Log360/dialects/v2';
import { alertProfile } from '../../../../nodes/Log360/dialects/v2/alerts';
import * as incidents from '../../../../nodes/Log360/dialects/v2/incidents';
import * as logSources from '../../../../nodes/Log360/dialects/v2/logSources';
import { users } from '../../../../nodes/Log360/dialects/v2/metadata';
import * as reports from '../../../../nodes/Log360/dialects/v2/reports';
import { alertsIn, searchIn, sent } from '../../support/criteria';

const range = { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 2, 3, 4, 5, 678) };
const times = { start_time: '2026-11-01T00:00:00Z', end_time: '2026-11-02T03:04:05.678Z' };
const search = searchIn(range);
const alerts = alertsIn(range);
const window = { from: 101, size: 100 };
const windowQuery = { from: 101, limit: 100 };

describe('search', () => {
	it('sends what is mandatory, and the kind of field names', () => {
		expect(sent(v2.search(search()))).toEqual({
			line: 'POST /api/v2/search',
			body: { query: '*', ...times, response_type: 'server' },
		});
	});

	it('sends every filter under its documented name', () => {
		const criteria = search({
			query: 'REMOTE_INTERFACE = "switch 1"',
			sourceIds: ['3', '301'],
			groupIds: ['12'],
			logTypes: ['Windows', 'Cisco Device'],
			names: 'client',
		});
		expect(v2.search(criteria).body).toEqual({
			query: 'REMOTE_INTERFACE = "switch 1"',
			...times,
			log_source_ids: [3, 301],
			log_source_group_ids: [12],
			log_types: ['Windows', 'Cisco Device'],
			response_type: 'client',
		});
	});

	it('sends an empty query as it is, since the parameter is mandatory', () => {
		expect(v2.search(search({ query: '' })).body).toMatchObject({ query: '' });
	});

	it('asks for the next page with the cursor alone', () => {
		expect(sent(v2.searchNext('DnF1ZXJ5=='))).toEqual({
			line: 'POST /api/v2/search',
			body: { cursor: 'DnF1ZXJ5==' },
		});
	});

	it('repeats the times, and only those, on request', () => {
		expect(v2.searchNext('c', range).body).toEqual({ cursor: 'c', ...times });
		expect(v2.searchNext('c', search()).body).toEqual({ cursor: 'c', ...times });
	});

	it('starts a job with the same body', () => {
		const criteria = search({ sourceIds: ['3'] });
		expect(v2.searchStart(criteria)).toMatchObject({
			path: '/api/v2/search/async',
			body: v2.search(criteria).body,
		});
	});
});

describe('alerts', () => {
	it('sends what is mandatory', () => {
		expect(sent(v2.alerts(alerts()))).toEqual({
			line: 'POST /api/v2/alerts',
			body: { query: '*', ...times, response_type: 'server' },
		});
	});

	it('sends severity and status as one word each', () => {
		const criteria = alerts({
			severities: ['trouble'],
			statuses: ['in_progress'],
			profileIds: ['1001'],
		});
		expect(v2.alerts(criteria).body).toEqual({
			query: '*',
			...times,
			severity: 'trouble',
			status: 'in_progress',
			profile_ids: [1001],
			response_type: 'server',
		});
	});

	it('writes the words in lower case, however they came', () => {
		const loud = alerts({ severities: ['CRITICAL' as 'critical'], statuses: ['Open' as 'open'] });
		expect(v2.alerts(loud).body).toMatchObject({ severity: 'critical', status: 'open' });
	});

	it('asks for the next page with the cursor, and the times on request', () => {
		expect(v2.alertsNext('c').body).toEqual({ cursor: 'c' });
		expect(v2.alertsNext('c', range).body).toEqual({ cursor: 'c', ...times });
	});

	it('starts a job with the same body', () => {
		const criteria = alerts({ severities: ['attention'] });
		expect(v2.alertsStart(criteria)).toMatchObject({
			path: '/api/v2/alerts/async',
			body: v2.alerts(criteria).body,
		});
	});
});

describe('lists', () => {
	it.each([
		['log sources', v2.logSources(window), '/log-sources'],
		['log source groups', logSources.logSourceGroups(window), '/log-sources/log-source-groups'],
		['agents', logSources.agents(window), '/log-sources/agents'],
		['domains', logSources.domains(window), '/log-sources/domains'],
		['log types', v2.logTypes(window), '/log-type'],
		['users', users(window), '/meta/users'],
		['alert profiles', v2.alertProfiles(window), '/alerts/profile'],
		['incidents', incidents.incidents(window), '/incident'],
	])('of %s say where to begin and how many', (_name, call, path) => {
		expect(sent(call)).toEqual({ line: `GET /api/v2${path}`, query: windowQuery });
	});

	it('of log fields take nothing', () => {
		expect(sent(v2.logFields())).toEqual({ line: 'GET /api/v2/meta/log-fields' });
	});

	it('of alert profiles take no filters, unlike V1', () => {
		const filtered = v2.alertProfiles(window, { type: 'custom', severity: 'critical' });
		expect(filtered.query).toEqual(windowQuery);
		expect(filtered.body).toBeUndefined();
	});
});

describe('jobs', () => {
	it.each([
		['status of one', v2.jobs('j'), 'GET', '', { request_id: 'j' }],
		['status of all', v2.jobs(), 'GET', '', undefined],
		['results', v2.jobResults('j', 5), 'GET', '/results', { request_id: 'j', page_no: 5 }],
		['deletion', v2.jobDelete('j'), 'DELETE', '', { request_id: 'j' }],
	])('%s', (_name, call, method, path, query) => {
		expect([call.method, call.path, call.query]).toEqual([method, `/api/v2/jobs${path}`, query]);
		expect(call.body).toBeUndefined();
	});
});

describe('incidents', () => {
	it('are listed with the filters that were set', () => {
		const filters = { severities: ['critical'], statuses: ['open'], assignee: 'ann' };
		const call = incidents.incidents(window, filters, 'client');
		expect(call.query).toEqual({
			severity: 'critical',
			status: 'open',
			assignee: 'ann',
			response_type: 'client',
			...windowQuery,
		});
		expect(incidents.incidents(window, { statuses: ['open'] }).query).toEqual({
			status: 'open',
			...windowQuery,
		});
	});

	it.each([
		[
			'read',
			incidents.incident('3000000438278', 'client'),
			{ line: 'GET /api/v2/incident/3000000438278', query: { response_type: 'client' } },
		],
		[
			'created',
			incidents.createIncident({ name: 'n' }),
			{ line: 'POST /api/v2/incident', body: { name: 'n' } },
		],
		[
			'updated by path',
			incidents.updateIncident('7', { status: 'closed' }),
			{ line: 'PUT /api/v2/incident/7', body: { status: 'closed' } },
		],
		[
			'updated by body',
			incidents.updateIncidentByBody('7', { status: 'closed' }),
			{ line: 'PUT /api/v2/incident', body: { incident_id: 7, status: 'closed' } },
		],
		[
			'deleted',
			incidents.deleteIncidents(['7', '3000000438278']),
			{ line: 'DELETE /api/v2/incident', body: { incident_ids: [7, 3_000_000_438_278] } },
		],
	])('are %s', (_name, call, expected) => {
		expect(sent(call)).toEqual(expected);
	});
});

describe('an id in a path', () => {
	const calls = {
		incident: (id: string) => incidents.incident(id, 'server'),
		update: (id: string) => incidents.updateIncident(id, {}),
		profile: alertProfile,
		report: (id: string) => reports.reportDataNext(id, 'c'),
	};
	it.each(Object.entries(calls))('%s cannot lead elsewhere', (_name, call) => {
		expect(call('../../admin').path).toMatch(/\/\.\.%2F\.\.%2Fadmin$/);
		expect(call('1?x=1#y').path).toMatch(/\/1%3Fx%3D1%23y$/);
		expect(call(' 7 ').path).toMatch(/\/7$/);
		for (const id of ['', ' ', '.', '..']) expect(() => call(id)).toThrow('cannot be an ID');
	});
});

describe('log sources', () => {
	const source = { log_source: 'web01', domain_name: 'CORP', agent_id: 7 };

	it.each([
		[
			'added, with the agent at each of them',
			logSources.addWindows([source]),
			{ line: 'POST /api/v2/log-sources/windows', body: { log_sources: [source] } },
		],
		[
			'updated',
			logSources.updateLogSources([{ log_source_id: 3, status: 'disabled' }]),
			{
				line: 'PUT /api/v2/log-sources',
				body: { log_sources: [{ log_source_id: 3, status: 'disabled' }] },
			},
		],
		[
			'deleted',
			logSources.deleteLogSources(['3', '301']),
			{ line: 'DELETE /api/v2/log-sources', body: { log_source_ids: [3, 301] } },
		],
	])('are %s', (_name, call, expected) => {
		expect(sent(call)).toEqual(expected);
	});

	it('are sent as a list of its own, which later changes do not reach', () => {
		const list = [source];
		const call = logSources.addWindows(list);
		list.push(source);
		expect((call.body?.log_sources as unknown[]).length).toBe(1);
	});
});

describe('reports', () => {
	it('are listed with a POST, filters as lists', () => {
		const call = reports.reportProfiles(window, {
			modules: ['Windows'],
			categories: [],
			groups: ['Logon'],
			reportIds: ['101', '102'],
		});
		expect(sent(call)).toEqual({
			line: 'POST /api/v2/report/profiles',
			body: {
				module_name: ['Windows'],
				group_name: ['Logon'],
				report_id: [101, 102],
				...windowQuery,
			},
		});
	});

	it('are listed without filters too', () => {
		expect(reports.reportProfiles(window).body).toEqual(windowQuery);
	});

	it('are run over a time range', () => {
		const criteria = { ...range, reportId: '101', sourceIds: ['3'], groupIds: [] };
		expect(sent(reports.reportData(criteria))).toEqual({
			line: 'POST /api/v2/report/data/101',
			body: { ...times, log_source_ids: [3] },
		});
		expect(sent(reports.reportDataNext('101', 'c'))).toEqual({
			line: 'POST /api/v2/report/data/101',
			body: { cursor: 'c' },
		});
	});
});
