/** The wire, call by call: method, path, scope, and whether a call may be repeated. */
import { sendLogs } from '../../../../nodes/Log360/dialects/extension/ingest';
import { choicesOf, LOG_SOURCE_KEYS } from '../../../../nodes/Log360/dialects/choices';
import { wireId, wireIds } from '../../../../nodes/Log360/dialects/ids';
import { readJobs, readRequestId, readResults } from '../../../../nodes/Log360/dialects/jobs';
import { present } from '../../../../nodes/Log360/dialects/present';
import * as simplify from '../../../../nodes/Log360/dialects/simplify';
import { isoTime } from '../../../../nodes/Log360/dialects/times';
import { v1 } from '../../../../nodes/Log360/dialects/v1';
import * as v1Devices from '../../../../nodes/Log360/dialects/v1/devices';
import * as v1Metadata from '../../../../nodes/Log360/dialects/v1/metadata';
import { withLogTypes } from '../../../../nodes/Log360/dialects/v1/search';
import * as v1Tickets from '../../../../nodes/Log360/dialects/v1/tickets';
import * as v1Workflows from '../../../../nodes/Log360/dialects/v1/workflows';
import { v2 } from '../../../../nodes/Log360/dialects/v2';
import * as v2Alerts from '../../../../nodes/Log360/dialects/v2/alerts';
import * as v2Incidents from '../../../../nodes/Log360/dialects/v2/incidents';
import * as v2Sources from '../../../../nodes/Log360/dialects/v2/logSources';
import * as v2Metadata from '../../../../nodes/Log360/dialects/v2/metadata';
import * as v2Reports from '../../../../nodes/Log360/dialects/v2/reports';
import { segment, withPath, type Call } from '../../../../nodes/Log360/transport/call';

const range = { from: 0, to: 1000 };
const search = {
	...range,
	query: '*',
	sourceIds: [],
	groupIds: [],
	logTypes: [],
	names: 'server' as const,
};
const alerts = {
	...range,
	query: '*',
	profileIds: [],
	severities: [],
	statuses: [],
	names: 'server' as const,
};
const window = { from: 1, size: 100 };

/** Method and path are those of the facts; `once` are the calls that change something or move a cursor. */
const CALLS: Array<[Call, string, Call['repeatable'], string | undefined]> = [
	[v1.search(search), 'POST /RestAPI/v1/search', 'always', undefined],
	[v1.searchNext('c'), 'POST /RestAPI/v1/search', 'once', undefined],
	[v1.searchStart(search), 'POST /RestAPI/v1/search/async', 'once', undefined],
	[v1.alerts(alerts), 'POST /RestAPI/v1/alerts', 'always', undefined],
	[v1.alertsNext('c'), 'POST /RestAPI/v1/alerts', 'once', undefined],
	[v1.alertsStart(alerts), 'POST /RestAPI/v1/alerts/async', 'once', undefined],
	[v1.alertProfiles(window), 'POST /RestAPI/v1/meta/alert_profiles', 'always', undefined],
	[v1.jobs(), 'GET /RestAPI/v1/jobs', 'always', undefined],
	[v1.jobResults('j', 1), 'GET /RestAPI/v1/jobs/results', 'always', undefined],
	[v1.jobDelete('j'), 'DELETE /RestAPI/v1/jobs', 'once', undefined],
	[v1.logSources(window), 'GET /RestAPI/v1/meta/log_sources', 'always', undefined],
	[v1.logTypes(window), 'GET /RestAPI/v1/meta/log_types', 'always', undefined],
	[v1.logFields(), 'GET /RestAPI/v1/meta/log_fields', 'always', undefined],
	[v1Metadata.productDetails(), 'GET /RestAPI/v1/product/details', 'always', undefined],
	[v1Devices.disableDevices(['a']), 'PUT /RestAPI/v1/device/disable', 'once', undefined],
	[
		v1Tickets.syncIncident('1', 'STATUS', 'x'),
		'POST /RestAPI/v1/ticket/incident/update',
		'once',
		undefined,
	],
	[v1Tickets.startExport('1'), 'POST /RestAPI/v1/ticket/incident/export', 'once', undefined],
	[v1Tickets.exportStatus('1'), 'GET /RestAPI/v1/incident/export/status', 'always', undefined],
	[v1Tickets.exportFile('1'), 'GET /RestAPI/v1/incident/export/download', 'always', undefined],
	[v1Tickets.alertProfileOfTicket('1'), 'GET /RestAPI/v1/ticket/profile', 'always', undefined],
	[
		v1Tickets.disableNotification('1'),
		'PUT /RestAPI/v1/ticket/notification/disable',
		'once',
		undefined,
	],
	[v1Workflows.workflows(), 'GET /RestAPI/v1/workflow/templates/list', 'always', undefined],
	[
		v1Workflows.workflowTemplate('1'),
		'GET /RestAPI/v1/workflow/templates/data',
		'always',
		undefined,
	],
	[
		v1Workflows.executeWorkflow('1', undefined, {}),
		'POST /RestAPI/v1/workflow/execute',
		'once',
		undefined,
	],
	[v2.search(search), 'POST /api/v2/search', 'always', 'search.READ'],
	[v2.searchNext('c'), 'POST /api/v2/search', 'once', 'search.READ'],
	[v2.searchStart(search), 'POST /api/v2/search/async', 'once', 'search.READ'],
	[v2.alerts(alerts), 'POST /api/v2/alerts', 'always', 'alerts.READ'],
	[v2.alertsNext('c'), 'POST /api/v2/alerts', 'once', 'alerts.READ'],
	[v2.alertsStart(alerts), 'POST /api/v2/alerts/async', 'once', 'alerts.READ'],
	[v2.alertProfiles(window), 'GET /api/v2/alerts/profile', 'always', 'alerts.READ'],
	[v2Alerts.alertProfile('1'), 'GET /api/v2/alerts/profile/1', 'always', 'alerts.READ'],
	[v2.jobs(), 'GET /api/v2/jobs', 'always', 'jobs.READ'],
	[v2.jobResults('j', 1), 'GET /api/v2/jobs/results', 'always', 'jobs.READ'],
	[v2.jobDelete('j'), 'DELETE /api/v2/jobs', 'once', 'jobs.DELETE'],
	[v2.logSources(window), 'GET /api/v2/log-sources', 'always', 'logsources.READ'],
	[v2.logTypes(window), 'GET /api/v2/log-type', 'always', 'logformats.READ'],
	[v2.logFields(), 'GET /api/v2/meta/log-fields', 'always', 'logfields.READ'],
	[v2Metadata.users(window), 'GET /api/v2/meta/users', 'always', 'users.READ'],
	[
		v2Sources.logSourceGroups(window),
		'GET /api/v2/log-sources/log-source-groups',
		'always',
		'logsources.READ',
	],
	[v2Sources.agents(window), 'GET /api/v2/log-sources/agents', 'always', 'agents.READ'],
	[sendLogs('<86>line', {}, [1]), 'POST /ingest', 'keyed', 'ingest.WRITE'],
	[v2Sources.domains(window), 'GET /api/v2/log-sources/domains', 'always', 'domains.READ'],
	[v2Sources.addWindows([]), 'POST /api/v2/log-sources/windows', 'once', 'logsources.CREATE'],
	[v2Sources.updateLogSources([]), 'PUT /api/v2/log-sources', 'once', 'logsources.UPDATE'],
	[v2Sources.deleteLogSources(['1']), 'DELETE /api/v2/log-sources', 'once', 'logsources.DELETE'],
	[v2Incidents.incidents(window), 'GET /api/v2/incident', 'always', 'incident.READ'],
	[v2Incidents.incident('1', 'server'), 'GET /api/v2/incident/1', 'always', 'incident.READ'],
	[v2Incidents.createIncident({}), 'POST /api/v2/incident', 'once', 'incident.CREATE'],
	// The vendor's own spelling of this scope.
	[v2Incidents.updateIncident('1', {}), 'PUT /api/v2/incident/1', 'once', 'incidents.update'],
	[v2Incidents.updateIncidentByBody('1', {}), 'PUT /api/v2/incident', 'once', 'incidents.update'],
	[v2Incidents.deleteIncidents(['1']), 'DELETE /api/v2/incident', 'once', 'incident.DELETE'],
	[v2Reports.reportProfiles(window), 'POST /api/v2/report/profiles', 'always', 'reports.READ'],
	[
		v2Reports.reportData({ ...range, reportId: '1', sourceIds: [], groupIds: [] }),
		'POST /api/v2/report/data/1',
		'always',
		'reports.READ',
	],
	[v2Reports.reportDataNext('1', 'c'), 'POST /api/v2/report/data/1', 'once', 'reports.READ'],
];

it.each(CALLS)('%j', (call, line, repeatable, scope) => {
	expect(`${call.method} ${call.path}`).toBe(line);
	expect(call.repeatable).toBe(repeatable);
	expect(call.scope).toBe(scope);
	// Logs are sent to an address of log360-server, which takes the tokens of V2.
	const ofV2 = call.path.startsWith('/api/v2/') || call.path === '/ingest';
	expect(call.generation).toBe(ofV2 ? 'v2' : 'v1');
	expect(call.purpose).toMatch(/^[a-z][a-zA-Z ]+$/);
});

describe('public clients get these wrong', () => {
	it('log-sources is written with a hyphen in V2 and with an underscore in V1', () => {
		const paths = CALLS.map(([{ path }]) => path);
		expect(paths.filter((path) => /logsources/i.test(path))).toEqual([]);
	});

	it('alert profiles are a GET in V2 and a POST in V1', () => {
		expect([v2.alertProfiles(window).method, v1.alertProfiles(window).method]).toEqual([
			'GET',
			'POST',
		]);
	});

	it('alerts are a POST in both', () => {
		expect([v2.alerts(alerts).method, v1.alerts(alerts).method]).toEqual(['POST', 'POST']);
	});

	it('times are ISO 8601 in V2 and milliseconds in V1', () => {
		const at = { ...search, from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 1) + 1 };
		expect(v2.search(at).body).toMatchObject({
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-01T00:00:00.001Z',
		});
		expect(v1.search(at).body).toMatchObject({
			from: Date.UTC(2026, 10, 1),
			to: Date.UTC(2026, 10, 1) + 1,
		});
	});

	it('a cursor goes without a query in both', () => {
		expect(v2.searchNext('c').body).toEqual({ cursor: 'c' });
		expect(v1.searchNext('c').body).toEqual({ cursor: 'c' });
		expect(v2.alertsNext('c').body).toEqual({ cursor: 'c' });
		expect(v1.alertsNext('c').body).toEqual({ cursor: 'c' });
	});

	it('severity is one lower-case word in V2 and a list of upper-case words in V1', () => {
		const critical = {
			...alerts,
			severities: ['critical' as const],
			statuses: ['in_progress' as const],
		};
		expect(v2.alerts(critical).body).toMatchObject({ severity: 'critical', status: 'in_progress' });
		expect(v1.alerts(critical).body).toMatchObject({
			severity: ['CRITICAL'],
			status: ['INPROGRESS'],
		});
	});

	it('no token is in any query or body', () => {
		expect(JSON.stringify(CALLS)).not.toMatch(/token|apiKey/i);
	});

	it('the stage of a job is on the job, at data.jobs.requests', () => {
		const body = {
			data: { stage: 'SUCCESS', jobs: { requests: [{ request_id: 'j', stage: 'RUNNING' }] } },
		};
		expect(readJobs(body)).toMatchObject([{ id: 'j', state: 'running' }]);
	});
});

describe('jobs', () => {
	it.each([
		[{ request_id: 'a' }, 'a'],
		[{ data: { request_id: 'a' } }, 'a'],
		[{ response: { request_id: 'a' } }, 'a'],
		[{ data: { request_id: 5 } }, '5'],
		[{ data: {} }, undefined],
		['', undefined],
	])('readRequestId of %j', (body, expected) => {
		expect(readRequestId(body)).toBe(expected);
	});

	it.each([
		[{ requests: [{ request_id: 'a', status: 'SUCCESS' }] }, ['success']],
		[{ data: { requests: [{ request_id: 'a', stage: 'FAILED' }] } }, ['failed']],
		[{ data: { request_id: 'a', stage: 'SUCCESS' } }, ['success']],
		[{ data: { jobs: [{ request_id: 'a', stage: 'RUNNING' }] } }, ['running']],
		[{ data: {} }, []],
		['', []],
	])('readJobs of %j', (body, states) => {
		expect(readJobs(body)?.map(({ state }) => state)).toEqual(states);
	});

	it('readJobs does not understand another form', () => {
		expect(readJobs({ data: { jobs: 5 } })).toBeUndefined();
	});

	it.each([
		[{ next_page: 2, results: { hits: [] } }, 2],
		[{ data: { hits: [] }, meta: { next_page: 3 } }, 3],
		[{ data: { hits: [], next_page: 4 } }, 4],
		[{ next_page: '5', results: { hits: [] } }, 5],
		[{ results: { hits: [] } }, undefined],
	])('readResults of %j', (body, next) => {
		expect(readResults(body)?.nextPage).toBe(next);
	});
});

describe('ids', () => {
	it.each([
		['3', 3],
		['0', 0],
		['3000000438278', 3_000_000_438_278],
		['9007199254740991', 9_007_199_254_740_991],
		['9007199254740993', '9007199254740993'],
		['007', '007'],
		['-1', '-1'],
		['1.5', '1.5'],
		['WindowsGroup', 'WindowsGroup'],
	])('%s goes out as %j', (id, expected) => {
		expect(wireId(id)).toBe(expected);
		expect(wireIds([id])).toEqual([expected]);
	});

	it.each(['', ' ', '.', '..'])('%j is no segment of a path', (id) => {
		expect(() => segment(id)).toThrow(RangeError);
	});

	it('cannot leave their segment', () => {
		expect(segment('a/../b?c#d')).toBe('a%2F..%2Fb%3Fc%23d');
	});
});

it('isoTime leaves milliseconds out where there are none', () => {
	expect(isoTime(0)).toBe('1970-01-01T00:00:00Z');
	expect(isoTime(1)).toBe('1970-01-01T00:00:00.001Z');
});

it('present leaves out what was not given, but keeps zero, false and empty text', () => {
	expect(present({ a: undefined, b: [], c: 0, d: false, e: '', f: [1], g: null })).toEqual({
		c: 0,
		d: false,
		e: '',
		f: [1],
		g: null,
	});
});

it('withPath changes the path only where one is given', () => {
	const call = v2.logFields();
	expect(withPath(call, '')).toBe(call);
	expect(withPath(call, undefined)).toBe(call);
	expect(withPath(call, ' x/y ').path).toBe('/x/y');
});

it.each([
	['*', ['Windows'], 'LOGTYPE = "Windows"'],
	['', ['Windows'], 'LOGTYPE = "Windows"'],
	['A = 1', [], 'A = 1'],
	['A = 1', ['a"b\\c'], '(A = 1) AND (LOGTYPE = "a\\"b\\\\c")'],
])('withLogTypes of %j and %j', (query, types, expected) => {
	expect(withLogTypes(query, types)).toBe(expected);
});

it('choicesOf leaves out what has no ID, and a hint that says nothing new', () => {
	const records = [{ name: 'no id' }, { host_id: 1, name: 'a', ip_address: 'a' }, { host_id: 2 }];
	expect(choicesOf(records, LOG_SOURCE_KEYS)).toEqual([
		{ id: '1', name: 'a' },
		{ id: '2', name: '2' },
	]);
});

describe('simplified output is the same for both generations', () => {
	it('log sources', () => {
		expect(
			simplify.simplifyLogSource({ host_id: 3, name: 'a', ip_address: 'i', group: 'g' }),
		).toEqual(
			simplify.simplifyLogSource({
				log_source_id: 3,
				display_name: 'a',
				ip_address: 'i',
				log_source_group_name: 'g',
			}),
		);
	});

	it('alert profiles', () => {
		expect(
			simplify.simplifyAlertProfile({
				'Alert Id': 1,
				'Alert Profile Name': 'n',
				Type: 'Custom',
				Severity: 'Critical',
				Status: 'Enabled',
			}),
		).toEqual(
			simplify.simplifyAlertProfile({
				profile_id: 1,
				profile_name: 'n',
				type: 'custom',
				severity: 'critical',
				status: 'enabled',
			}),
		);
	});

	it('log types and fields', () => {
		expect(simplify.simplifyLogType({ id: 'U', description: 'Unix' })).toEqual({
			id: 'U',
			name: 'Unix',
		});
		expect(simplify.simplifyLogField({ id: 'A', description: 'a' })).toEqual(
			simplify.simplifyLogField({ server_value: 'A', client_value: 'a' }),
		);
	});

	it('ids are text, and nothing is made up', () => {
		expect(simplify.simplifyIncident({ incident_id: 3_000_000_438_278, name: null })).toEqual({
			id: '3000000438278',
		});
		expect(simplify.simplifyWorkflow({ TEMPLATE_ID: 1, STATUS: 0 })).toEqual({
			id: '1',
			enabled: false,
		});
		expect(simplify.simplifyReport({})).toEqual({});
	});
});
