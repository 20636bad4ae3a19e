/** What V1 is sent, literally: documented parameter names, types and defaults. */
import { v1 } from '../../../../nodes/Log360/dialects/v1';
import { disableDevices } from '../../../../nodes/Log360/dialects/v1/devices';
import { productDetails } from '../../../../nodes/Log360/dialects/v1/metadata';
import { withLogTypes } from '../../../../nodes/Log360/dialects/v1/search';
import * as tickets from '../../../../nodes/Log360/dialects/v1/tickets';
import * as workflows from '../../../../nodes/Log360/dialects/v1/workflows';
import { alertsIn, searchIn, sent } from '../../support/criteria';

/** The vendor's sample times, put in order. */
const range = { from: 1_643_480_479_500, to: 1_643_480_792_000 };
const search = searchIn(range);
const alerts = alertsIn(range);

describe('search', () => {
	it('sends query and times, and leaves out what was not chosen', () => {
		expect(sent(v1.search(search()))).toEqual({
			line: 'POST /RestAPI/v1/search',
			body: { query: '*', from: 1_643_480_479_500, to: 1_643_480_792_000 },
		});
	});

	it('sends hosts and groups as lists, numbers as numbers', () => {
		const criteria = search({ sourceIds: ['3', '301'], groupIds: ['WindowsGroup', '7'] });
		expect(v1.search(criteria).body).toMatchObject({
			hosts: [3, 301],
			groups: ['WindowsGroup', 7],
		});
	});

	it('leaves quotes within the query alone, which JSON escapes by itself', () => {
		const query = 'REMOTE_INTERFACE = "switch 1"';
		expect(v1.search(search({ query })).body).toMatchObject({ query });
		expect(JSON.stringify(v1.search(search({ query })).body)).toContain(
			'"REMOTE_INTERFACE = \\"switch 1\\""',
		);
	});

	it('puts log types into the query, since there is no parameter for them', () => {
		const body = v1.search(search({ query: 'EVENTID = 1', logTypes: ['Windows', 'Unix'] })).body;
		expect(body?.query).toBe('(EVENTID = 1) AND (LOGTYPE = "Windows" OR LOGTYPE = "Unix")');
		expect(body).not.toHaveProperty('log_types');
	});

	it.each([
		['', ['Unix'], 'LOGTYPE = "Unix"'],
		[' * ', ['Unix'], 'LOGTYPE = "Unix"'],
		['A = 1 OR B = 2', ['Unix'], '(A = 1 OR B = 2) AND (LOGTYPE = "Unix")'],
		[
			'*',
			['Cisco Device', 'Hypervisor/ESXi'],
			'LOGTYPE = "Cisco Device" OR LOGTYPE = "Hypervisor/ESXi"',
		],
		['*', ['a" OR "1" = "1'], 'LOGTYPE = "a\\" OR \\"1\\" = \\"1"'],
		['A = 1', [], 'A = 1'],
		['', [], ''],
	])('withLogTypes(%j, %j)', (query, types, expected) => {
		expect(withLogTypes(query, types)).toBe(expected);
	});

	it('has no choice of field names', () => {
		expect(v1.search(search({ names: 'client' }))).toEqual(v1.search(search()));
	});

	it('asks for the next page with the cursor alone, verbatim', () => {
		const cursor = 'DnF1ZXJ5VGhlbkZldGNoFw==+/';
		expect(sent(v1.searchNext(cursor, range))).toEqual({
			line: 'POST /RestAPI/v1/search',
			body: { cursor },
		});
	});

	it('starts a job with the same body', () => {
		const criteria = search({ sourceIds: ['3'], query: 'A = 1' });
		expect(sent(v1.searchStart(criteria))).toEqual({
			line: 'POST /RestAPI/v1/search/async',
			body: { query: 'A = 1', ...range, hosts: [3] },
		});
	});
});

describe('alerts', () => {
	it("sends the vendor's sample", () => {
		const criteria = alerts({
			query: 'EVENTID = 16384 AND USERNAME = mhtoc',
			profileIds: ['1', '2', '601'],
			severities: ['critical'],
			statuses: ['open'],
		});
		expect(sent(v1.alerts(criteria))).toEqual({
			line: 'POST /RestAPI/v1/alerts',
			body: {
				query: 'EVENTID = 16384 AND USERNAME = mhtoc',
				alert_profiles: [1, 2, 601],
				severity: ['CRITICAL'],
				status: ['OPEN'],
				...range,
			},
		});
	});

	it('sends several severities and states at once', () => {
		const criteria = alerts({
			severities: ['critical', 'trouble', 'attention'],
			statuses: ['open', 'in_progress', 'closed'],
		});
		expect(v1.alerts(criteria).body).toMatchObject({
			severity: ['CRITICAL', 'TROUBLE', 'ATTENTION'],
			status: ['OPEN', 'INPROGRESS', 'CLOSED'],
		});
	});

	it('leaves filters out that were not set', () => {
		expect(v1.alerts(alerts()).body).toEqual({ query: '*', ...range });
	});

	it('starts a job with the same body', () => {
		const criteria = alerts({ severities: ['trouble'] });
		expect(v1.alertsStart(criteria).body).toEqual(v1.alerts(criteria).body);
		expect(v1.alertsStart(criteria).path).toBe('/RestAPI/v1/alerts/async');
	});
});

describe('alert profiles', () => {
	const window = { from: 1, size: 100 };

	it('are all asked for with an empty body, in one go', () => {
		expect(sent(v1.alertProfiles(window))).toEqual({
			line: 'POST /RestAPI/v1/meta/alert_profiles',
			body: {},
		});
	});

	it.each([
		[{ type: 'custom' }, { type: ['Custom'] }],
		[{ severity: 'critical' }, { severity: ['Critical'] }],
		[{ status: 'ENABLED' }, { status: ['Enabled'] }],
		[
			{ type: 'correlation', severity: 'trouble', status: 'disabled' },
			{ type: ['Correlation'], severity: ['Trouble'], status: ['Disabled'] },
		],
	])('are filtered by %j', (criteria, body) => {
		expect(v1.alertProfiles(window, criteria).body).toEqual(body);
	});
});

describe('jobs', () => {
	it.each([
		[
			'status of one',
			v1.jobs('AYVTeCb0wPH5eWuO5jkC'),
			'GET',
			'',
			{ request_id: 'AYVTeCb0wPH5eWuO5jkC' },
		],
		['status of all', v1.jobs(), 'GET', '', undefined],
		['results', v1.jobResults('j', 5), 'GET', '/results', { request_id: 'j', page_no: 5 }],
		['deletion', v1.jobDelete('j'), 'DELETE', '', { request_id: 'j' }],
	])('%s', (_name, call, method, path, query) => {
		expect([call.method, call.path, call.query]).toEqual([
			method,
			`/RestAPI/v1/jobs${path}`,
			query,
		]);
		expect(call.body).toBeUndefined();
	});
});

describe('lists', () => {
	it.each([
		[
			{ from: 1, size: 100 },
			{ from: 1, to: 100 },
		],
		[
			{ from: 101, size: 100 },
			{ from: 101, to: 200 },
		],
		[
			{ from: 1, size: 1 },
			{ from: 1, to: 1 },
		],
	])('of log sources name the last row: %j', (window, query) => {
		expect(sent(v1.logSources(window))).toEqual({
			line: 'GET /RestAPI/v1/meta/log_sources',
			query,
		});
	});

	it('of types and fields, and the details of the product, take nothing', () => {
		expect(sent(v1.logTypes({ from: 1, size: 10 }))).toEqual({
			line: 'GET /RestAPI/v1/meta/log_types',
		});
		expect(sent(v1.logFields())).toEqual({ line: 'GET /RestAPI/v1/meta/log_fields' });
		expect(sent(productDetails())).toEqual({ line: 'GET /RestAPI/v1/product/details' });
	});
});

it.each([
	[['1.1.1.1'], '1.1.1.1'],
	[['web01', 'web02'], 'web01,web02'],
])('devices are disabled by a text with commas: %j', (names, device_name) => {
	expect(sent(disableDevices(names))).toEqual({
		line: 'PUT /RestAPI/v1/device/disable',
		body: { device_name },
	});
});

describe('tickets', () => {
	it.each([
		[
			"the sync of a status, as in the vendor's sample",
			tickets.syncIncident('33630', 'STATUS', 'Pending'),
			{
				line: 'POST /RestAPI/v1/ticket/incident/update',
				body: { ticket_id: '33630', changelog: { field: 'STATUS', value: 'Pending' } },
			},
		],
		[
			'the start of an export',
			tickets.startExport('33630'),
			{ line: 'POST /RestAPI/v1/ticket/incident/export', body: { ticket_id: '33630' } },
		],
		[
			'the status of an export',
			tickets.exportStatus('2'),
			{ line: 'GET /RestAPI/v1/incident/export/status', query: { export_id: '2' } },
		],
		[
			'the download of an export',
			tickets.exportFile('2'),
			{ line: 'GET /RestAPI/v1/incident/export/download', query: { export_id: '2' } },
		],
		[
			'the profile of a ticket, named in the query as in the sample',
			tickets.alertProfileOfTicket('33741'),
			{ line: 'GET /RestAPI/v1/ticket/profile', query: { ticket_id: '33741' } },
		],
		[
			'the end of notifications',
			tickets.disableNotification('1801'),
			{ line: 'PUT /RestAPI/v1/ticket/notification/disable', body: { profile_id: 1801 } },
		],
	])('%s', (_name, call, expected) => {
		expect(sent(call)).toEqual(expected);
	});

	it('keep ids of tickets as text, whatever tool they come from', () => {
		expect(tickets.startExport('0042').body).toEqual({ ticket_id: '0042' });
		expect(tickets.startExport('SEC-7').body).toEqual({ ticket_id: 'SEC-7' });
	});
});

describe('workflows', () => {
	it.each([
		['list', workflows.workflows(), { line: 'GET /RestAPI/v1/workflow/templates/list' }],
		[
			'template',
			workflows.workflowTemplate('1'),
			{ line: 'GET /RestAPI/v1/workflow/templates/data', query: { template_id: '1' } },
		],
		[
			'execution',
			workflows.executeWorkflow('2', '33630', { process: 'calc.exe' }),
			{
				line: 'POST /RestAPI/v1/workflow/execute',
				body: { template_id: 2, ticket_id: '33630', arguments: { process: 'calc.exe' } },
			},
		],
		[
			'execution without a ticket',
			workflows.executeWorkflow('2', undefined, {}),
			{ line: 'POST /RestAPI/v1/workflow/execute', body: { template_id: 2, arguments: {} } },
		],
		[
			'status of a run',
			workflows.workflowRun('9'),
			{ line: 'GET /RestAPI/v1/workflow/execution/status', query: { execution_id: '9' } },
		],
	])('%s', (_name, call, expected) => {
		expect(sent(call)).toEqual(expected);
	});
});
