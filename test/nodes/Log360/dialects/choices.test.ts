/** What pickers offer, read from every spelling that is documented or was seen. */
import * as keys from '../../../../nodes/Log360/dialects/choices';
import { readList } from '../../../../nodes/Log360/dialects/read';

const choices = (body: unknown, of: keys.Keys) => keys.choicesOf(readList(body, of.list) ?? [], of);

describe('log sources', () => {
	it("of the vendor's sample of V1", () => {
		const devices = [
			{ name: 'tsi2k16adc', ip_address: '202.0.112.248', host_id: 3, group: 'WindowsGroup' },
			{ name: 'rog', ip_address: '172.23.64.1', host_id: 301, group: 'Windows Workstation' },
		];
		expect(choices({ devices }, keys.LOG_SOURCE_KEYS)).toEqual([
			{ id: '3', name: 'tsi2k16adc', hint: '202.0.112.248' },
			{ id: '301', name: 'rog', hint: '172.23.64.1' },
		]);
	});

	it.each([
		[
			'V2',
			{ log_source_id: 3, display_name: 'web01', log_type_name: 'Windows' },
			{ id: '3', name: 'web01', hint: 'Windows' },
		],
		[
			'the words that a console shows',
			{ 'Log Source ID': '3', 'Display Name': 'web01', 'Log Type Name': 'Windows' },
			{ id: '3', name: 'web01', hint: 'Windows' },
		],
		['upper case', { LOG_SOURCE_ID: 3 }, { id: '3', name: '3' }],
		['an id alone', { id: 'x' }, { id: 'x', name: 'x' }],
	])('of %s', (_name, record, expected) => {
		expect(choices({ data: { log_sources: [record] } }, keys.LOG_SOURCE_KEYS)).toEqual([expected]);
	});
});

describe('log fields', () => {
	it.each([
		['EventLog Analyzer', { description: 'Event Name', id: 'IENAME' }],
		['Log360', { client_value: 'Event Name', server_value: 'IENAME' }],
	])('of %s, whose two documented spellings differ', (_name, field) => {
		expect(choices({ fields: [field] }, keys.LOG_FIELD_KEYS)).toEqual([
			{ id: 'IENAME', name: 'Event Name', hint: 'IENAME' },
		]);
	});

	it('need no hint where name and id are the same', () => {
		expect(choices({ fields: [{ id: 'EVENTID' }] }, keys.LOG_FIELD_KEYS)).toEqual([
			{ id: 'EVENTID', name: 'EVENTID' },
		]);
	});
});

describe('the others', () => {
	it.each([
		[
			"log types of the vendor's sample",
			{ log_types: [{ description: 'Hypervisor/ESXi', id: 'Hypervisor' }] },
			keys.LOG_TYPE_KEYS,
			{ id: 'Hypervisor', name: 'Hypervisor/ESXi' },
		],
		[
			'log types of V2',
			{ data: { log_types: [{ log_type_id: 7, log_type_name: 'Unix' }] } },
			keys.LOG_TYPE_KEYS,
			{ id: '7', name: 'Unix' },
		],
		[
			'groups of V2',
			{ data: { groups: [{ group_id: 12, group_name: 'DMZ', description: 'outside' }] } },
			keys.LOG_SOURCE_GROUP_KEYS,
			{ id: '12', name: 'DMZ', hint: 'outside' },
		],
		[
			'alert profiles of V1',
			{
				alert_profiles: [{ 'Alert Id': 1001, 'Alert Profile Name': 'Logon', Severity: 'Critical' }],
			},
			keys.ALERT_PROFILE_KEYS,
			{ id: '1001', name: 'Logon', hint: 'Critical' },
		],
		[
			'alert profiles of V2',
			{ data: { profiles: [{ profile_id: 5, profile_name: 'Logon', severity: 'critical' }] } },
			keys.ALERT_PROFILE_KEYS,
			{ id: '5', name: 'Logon', hint: 'critical' },
		],
		[
			"workflows of the vendor's sample",
			{
				workflow_list: [
					{ TEMPLATE_ID: 2, TEMPLATE_NAME: 'Kill Process', TEMPLATE_DESCRIPTION: 'ends it' },
				],
				message: 'ok',
			},
			keys.WORKFLOW_KEYS,
			{ id: '2', name: 'Kill Process', hint: 'ends it' },
		],
		[
			'incidents',
			{ data: { incidents: [{ incident_id: 3_000_000_438_278, name: 'Breach', status: 'open' }] } },
			keys.INCIDENT_KEYS,
			{ id: '3000000438278', name: 'Breach', hint: 'open' },
		],
		[
			'reports',
			{ data: [{ report_id: 101, report_name: 'Logons', module_name: 'Windows' }] },
			keys.REPORT_KEYS,
			{ id: '101', name: 'Logons', hint: 'Windows' },
		],
		[
			'agents',
			{ data: { agents: [{ agent_id: 1, agent_name: 'a1', ip_address: '10.0.0.1' }] } },
			keys.AGENT_KEYS,
			{ id: '1', name: 'a1', hint: '10.0.0.1' },
		],
		[
			'domains',
			{ data: { domains: [{ domain_name: 'CORP' }] } },
			keys.DOMAIN_KEYS,
			{ id: 'CORP', name: 'CORP' },
		],
		[
			'domains that are only names',
			{ data: { domains: ['CORP'] } },
			keys.DOMAIN_KEYS,
			{ id: 'CORP', name: 'CORP' },
		],
		[
			'users',
			{ data: { users: [{ user_name: 'ann', role: 'Operator' }] } },
			keys.USER_KEYS,
			{ id: 'ann', name: 'ann', hint: 'Operator' },
		],
	])('%s', (_name, body, of, expected) => {
		expect(choices(body, of)).toEqual([expected]);
	});
});

describe('choicesOf', () => {
	it('offers each id once, as it came first', () => {
		const records = [
			{ id: 1, name: 'first' },
			{ id: '1', name: 'again' },
			{ id: 2, name: 'second' },
		];
		expect(keys.choicesOf(records, keys.INCIDENT_KEYS)).toEqual([
			{ id: '1', name: 'first' },
			{ id: '2', name: 'second' },
		]);
	});

	it('leaves out what cannot be chosen', () => {
		const records = [{}, { name: 'no id' }, { id: '' }, { id: null }, { id: { a: 1 } }];
		expect(keys.choicesOf(records as never, keys.INCIDENT_KEYS)).toEqual([]);
	});

	it('offers an id of 0', () => {
		expect(keys.choicesOf([{ id: 0 }], keys.INCIDENT_KEYS)).toEqual([{ id: '0', name: '0' }]);
	});

	it('keeps the order of the server', () => {
		const records = ['b', 'c', 'a'].map((id) => ({ id }));
		expect(keys.choicesOf(records, keys.INCIDENT_KEYS).map(({ id }) => id)).toEqual([
			'b',
			'c',
			'a',
		]);
	});
});
