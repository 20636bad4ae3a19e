/** The rule of every other request, broken: the message names the parameter and what is accepted. */
import { MAX_QUERY_LENGTH } from '../../../server/logs/query';
import { check } from '../../../server/contract/explain';
import { OPERATIONS, type OperationId } from '../../../server/contract/operations';
import type { Operation } from '../../../server/contract/operation';
import { QUERY_MAX } from '../../../server/contract/shared/query';

type Part = 'params' | 'query' | 'body';
type Row = readonly [OperationId, Part, unknown, string, string | RegExp];

const WINDOW = { start_time: '2026-01-30T00:00:00Z', end_time: '2026-01-31T00:00:00Z' };
const list = (length: number) => Array.from({ length }, (_, index) => index);
const names = (length: number) => list(length).map((index) => `host${index}`);

const rows: readonly Row[] = [
	[
		'v1.logSources.list',
		'query',
		{ from: 'first' },
		'invalid_parameter',
		'from: expected the position of the first device, a whole number, got "first"',
	],
	[
		'v1.logSources.list',
		'query',
		{ to: -1 },
		'invalid_parameter',
		'to: expected the position of the last device, a whole number, got -1',
	],
	[
		'v1.alerts.run',
		'body',
		{ severity: 'CRITICAL' },
		'invalid_parameter',
		'severity: expected an array of critical, trouble, attention, got "CRITICAL"',
	],
	[
		'v1.alerts.run',
		'body',
		{ severity: ['HIGH'] },
		'invalid_parameter',
		'severity[0]: expected one of critical, trouble, attention, got "HIGH"',
	],
	[
		'v1.alerts.run',
		'body',
		{ status: ['NEW'] },
		'invalid_parameter',
		'status[0]: expected one of open, in_progress, closed, got "NEW"',
	],
	[
		'v1.alerts.run',
		'body',
		{ alert_profiles: 'cadc' },
		'invalid_parameter',
		'alert_profiles: expected an array of alert profile ids, got "cadc"',
	],
	[
		'v1.alerts.start',
		'body',
		{ alert_profiles: list(1001) },
		'too_many_ids',
		'alert_profiles: expected at most 1000 entries, got an array of 1001',
	],
	[
		'v1.alertProfiles.list',
		'body',
		{ type: ['Own'] },
		'invalid_parameter',
		'type[0]: expected one of Predefined, Custom, Correlation, got "Own"',
	],
	[
		'v1.jobs.list',
		'query',
		{ request_id: '' },
		'invalid_parameter',
		'request_id: expected the request_id of a job, got ""',
	],
	[
		'v1.jobs.results',
		'query',
		{},
		'invalid_parameter',
		'request_id: is required, expected the request_id of a job',
	],
	[
		'v1.jobs.results',
		'query',
		{ request_id: 'a', page_no: '0' },
		'invalid_parameter',
		'page_no: expected a whole number from 1 to 1000000000, got "0"',
	],
	[
		'v1.jobs.results',
		'query',
		{ request_id: 'a', page_no: 1.5 },
		'invalid_parameter',
		'page_no: expected a whole number from 1 to 1000000000, got 1.5',
	],
	[
		'v1.jobs.results',
		'query',
		{ request_id: ['a', 'b'] },
		'invalid_parameter',
		'request_id: expected the request_id of a job, got an array of 2',
	],
	[
		'v1.devices.disable',
		'body',
		{},
		'invalid_parameter',
		'device_name: is required, expected 1 to 10 comma-separated device names',
	],
	[
		'v1.devices.disable',
		'body',
		{ device_name: ' , ' },
		'invalid_parameter',
		'device_name: expected 1 to 10 comma-separated device names, got " , "',
	],
	[
		'v1.devices.disable',
		'body',
		{ device_name: names(11).join(',') },
		'too_many_devices',
		/^device_name: expected 1 to 10 comma-separated device names, got "host0,/,
	],
	[
		'v1.tickets.updateIncident',
		'body',
		{ ticket_id: '1' },
		'invalid_parameter',
		'changelog: is required, expected an object with field and value',
	],
	[
		'v1.tickets.updateIncident',
		'body',
		{ ticket_id: '1', changelog: { field: 'OWNER', value: 'x' } },
		'invalid_parameter',
		'changelog.field: expected one of STATUS, SEVERITY, got "OWNER"',
	],
	[
		'v1.tickets.updateIncident',
		'body',
		{ ticket_id: '1', changelog: { field: 'STATUS' } },
		'invalid_parameter',
		"changelog.value: is required, expected the ticket's new value",
	],
	[
		'v1.tickets.exportIncident',
		'body',
		{ ticket_id: 33630 },
		'invalid_parameter',
		"ticket_id: expected the ticket's id in the ticketing tool, got 33630",
	],
	[
		'v1.tickets.profile',
		'query',
		{ ticket_id: ' ' },
		'invalid_parameter',
		`ticket_id: expected the ticket's id in the ticketing tool, got " "`,
	],
	[
		'v1.exports.status',
		'query',
		{ export_id: 'two' },
		'invalid_parameter',
		'export_id: expected an id, a whole number of at most 2^53 - 1, got "two"',
	],
	[
		'v1.exports.download',
		'query',
		{ export_id: '9007199254740992' },
		'invalid_parameter',
		'export_id: expected an id, a whole number of at most 2^53 - 1, got "9007199254740992"',
	],
	[
		'v1.tickets.disableNotification',
		'body',
		{},
		'invalid_parameter',
		'profile_id: is required, expected an id, a whole number of at most 2^53 - 1',
	],
	['v1.workflows.template', 'query', {}, 'invalid_parameter', /^template_id: is required/],
	[
		'v1.workflows.execute',
		'body',
		{ template_id: 1, arguments: ['x'] },
		'invalid_parameter',
		'arguments: expected an object of argument name to text, number or boolean, got an array of 1',
	],
	[
		'v1.workflows.execute',
		'body',
		{ template_id: 1, arguments: { a: {} } },
		'invalid_parameter',
		'arguments.a: expected an object of argument name to text, number or boolean, got an object',
	],
	[
		'v2.alerts.run',
		'body',
		{ query: '*', ...WINDOW, severity: 'Critical' },
		'invalid_parameter',
		'severity: expected one of critical, trouble, attention, got "Critical"',
	],
	[
		'v2.alerts.run',
		'body',
		{ query: '*', ...WINDOW, status: ['open'] },
		'invalid_parameter',
		'status: expected one of open, in_progress, closed, got an array of 1',
	],
	[
		'v2.alerts.run',
		'body',
		{ query: '*', ...WINDOW, profile_ids: list(101) },
		'too_many_ids',
		'profile_ids: expected at most 100 ids, got an array of 101',
	],
	[
		'v2.alerts.run',
		'body',
		{ query: '', cursor: 'x' },
		'cursor_with_query',
		'query: must not be sent together with cursor',
	],
	[
		'v2.alerts.run',
		'body',
		{ cursor: '' },
		'invalid_parameter',
		'cursor: expected the cursor of the previous answer, got ""',
	],
	[
		'v2.alerts.start',
		'body',
		{ query: '*', start_time: WINDOW.end_time, end_time: WINDOW.start_time },
		'time_order',
		/^start_time: expected a time not later than end_time/,
	],
	[
		'v2.alertProfiles.get',
		'params',
		{ profile_id: 'x' },
		'invalid_parameter',
		/^profile_id: expected an id/,
	],
	[
		'v2.alertProfiles.list',
		'query',
		{ limit: '1001' },
		'invalid_parameter',
		'limit: expected a whole number from 1 to 1000, got "1001"',
	],
	[
		'v2.jobs.list',
		'query',
		{ requestId: 'a' },
		'invalid_parameter',
		'requestId: not a parameter of this operation',
	],
	[
		'v2.jobs.delete',
		'query',
		{},
		'invalid_parameter',
		'request_id: is required, expected the request_id of a job',
	],
	[
		'v2.incidents.get',
		'params',
		{ incident_id: '-1' },
		'invalid_parameter',
		/^incident_id: expected an id/,
	],
	[
		'v2.incidents.list',
		'query',
		{ status: 'new' },
		'invalid_parameter',
		'status: expected one of open, in_progress, closed, got "new"',
	],
	['v2.incidents.create', 'body', {}, 'invalid_parameter', 'name: is required, expected a name'],
	[
		'v2.incidents.create',
		'body',
		{ name: 'x', actors: {} },
		'invalid_parameter',
		'actors: expected an array of objects, each with roles and their lists of names, got an object',
	],
	[
		'v2.incidents.create',
		'body',
		{ name: 'x', due_date: 'soon' },
		'invalid_time',
		/^due_date: expected an ISO 8601 date-time/,
	],
	[
		'v2.incidents.update',
		'body',
		{ notes: 'x' },
		'invalid_parameter',
		'notes: not a parameter of this operation',
	],
	[
		'v2.incidents.updateByBody',
		'body',
		{ status: 'open' },
		'invalid_parameter',
		/^incident_id: is required/,
	],
	[
		'v2.incidents.delete',
		'body',
		{ incident_ids: [] },
		'invalid_parameter',
		'incident_ids: expected at least one id, got an array of 0',
	],
	[
		'v2.logSources.addWindows',
		'body',
		{ log_sources: [] },
		'invalid_parameter',
		'log_sources: expected at least one log source, got an array of 0',
	],
	[
		'v2.logSources.addWindows',
		'body',
		{ log_sources: names(101).map((log_source) => ({ log_source, domain_name: 'D' })) },
		'too_many_ids',
		'log_sources: expected at most 100 log sources, got an array of 101',
	],
	[
		'v2.logSources.update',
		'body',
		{ log_sources: [{ log_source_id: 1, status: 'off' }] },
		'invalid_parameter',
		'log_sources[0].status: expected one of enabled, disabled, got "off"',
	],
	[
		'v2.logSources.delete',
		'body',
		{},
		'invalid_parameter',
		'log_source_ids: is required, expected an array of ids',
	],
	[
		'v2.logTypes.create',
		'body',
		{ log_type_name: ' ' },
		'invalid_parameter',
		'log_type_name: expected a name, got " "',
	],
	[
		'v2.logTypes.delete',
		'body',
		{ log_type_ids: [''] },
		'invalid_parameter',
		'log_type_ids[0]: expected a log type id such as "Windows", got ""',
	],
	[
		'v2.parserRules.create',
		'body',
		{ log_type_id: 'Door', rule_name: 'x' },
		'invalid_parameter',
		'pattern: is required, expected a regular expression with named groups',
	],
	[
		'v2.parserRules.update',
		'body',
		{ rule_id: 1, enabled: 'yes' },
		'invalid_parameter',
		'enabled: expected a boolean, got "yes"',
	],
	[
		'v2.reports.profiles',
		'body',
		{ module_name: names(21) },
		'too_many_ids',
		'module_name: expected at most 20 entries, got an array of 21',
	],
	[
		'v2.reports.data',
		'body',
		{},
		'invalid_parameter',
		'start_time: is required unless cursor is sent; end_time: is required unless cursor is sent',
	],
	[
		'v2.reports.data',
		'body',
		{ start_time: WINDOW.end_time, end_time: WINDOW.start_time },
		'time_order',
		/^start_time: expected a time not later/,
	],
	[
		'v2.reports.create',
		'body',
		{ report_name: 'x' },
		'invalid_parameter',
		'query: is required, expected a string, a query such as EVENTID = 4625',
	],
	[
		'v2.reports.update',
		'params',
		{ report_id: '1.5' },
		'invalid_parameter',
		/^report_id: expected an id/,
	],
];

test.each(rows)('%s %s %j', (id, part, input, code, sentence) => {
	const schema = (OPERATIONS[id] as Operation).request[part];
	const result = check(schema!, input);
	expect(result.ok).toBe(false);
	if (result.ok) return;
	expect(result.code).toBe(code);
	if (typeof sentence === 'string') expect(result.detail).toBe(sentence);
	else expect(result.detail).toMatch(sentence);
});

test('device names are trimmed, and named once', () => {
	const { body } = OPERATIONS['v1.devices.disable'].request;
	expect(body.parse({ device_name: 'a, b ,,a' })).toEqual({ device_name: ['a', 'b'] });
	expect(body.parse({ device_name: names(10).join(',') }).device_name).toHaveLength(10);
});

test('what is left out of an incident has a default', () => {
	const { body } = OPERATIONS['v2.incidents.create'].request;
	expect(body.parse({ name: ' x ' })).toEqual({
		name: 'x',
		description: '',
		severity: 'attention',
		status: 'open',
		actors: [],
		evidence: [],
		source: 'manual',
	});
});

test('a change of an incident can clear its assignee and due date', () => {
	const { body } = OPERATIONS['v2.incidents.update'].request;
	expect(body.parse({ assignee: null, due_date: null })).toEqual({
		assignee: null,
		due_date: null,
	});
});

test('pages have their defaults', () => {
	expect(OPERATIONS['v2.incidents.list'].request.query.parse({})).toMatchObject({
		from: 1,
		limit: 50,
	});
	expect(OPERATIONS['v1.jobs.results'].request.query.parse({ request_id: 'a' }).page_no).toBe(1);
});

test('the longest query is the one that the query language takes', () => {
	expect(QUERY_MAX).toBe(MAX_QUERY_LENGTH);
});
