/** Simplified records: the same few fields for both generations, and nothing that the server did not say. */
import {
	simplifyAlertProfile,
	simplifyIncident,
	simplifyLogField,
	simplifyLogSource,
	simplifyLogType,
	simplifyReport,
	simplifyWorkflow,
} from '../../../../nodes/Log360/dialects/simplify';

describe('log sources', () => {
	it("of the vendor's sample of V1", () => {
		const device = {
			name: 'rog',
			ip_address: '172.23.64.1',
			host_id: 301,
			group: 'Windows Workstation',
		};
		expect(simplifyLogSource(device)).toEqual({
			id: '301',
			name: 'rog',
			ipAddress: '172.23.64.1',
			group: 'Windows Workstation',
		});
	});

	it('of V2', () => {
		expect(
			simplifyLogSource({
				log_source_id: 301,
				display_name: 'rog',
				ip_address: '172.23.64.1',
				log_type_name: 'Windows',
				log_source_group_name: 'Workstations',
				log_source_group_id: 12,
				status: 'Enabled',
				last_message_time: '2026-11-23T10:00:00Z',
				event_source_configuration: { a: 1 },
			}),
		).toEqual({
			id: '301',
			name: 'rog',
			ipAddress: '172.23.64.1',
			logType: 'Windows',
			group: 'Workstations',
			groupId: 12,
			status: 'enabled',
			lastMessageTime: '2026-11-23T10:00:00Z',
		});
	});
});

it('reads the words that a console shows', () => {
	const record = { 'Log Source ID': 3, 'Display Name': 'web01', 'Log Type Name': 'Windows' };
	expect(simplifyLogSource(record)).toEqual({ id: '3', name: 'web01', logType: 'Windows' });
});

describe('alert profiles', () => {
	const expected = {
		id: '1001',
		name: 'Logon',
		type: 'predefined',
		severity: 'critical',
		status: 'enabled',
		notifications: ['mail'],
	};

	it('of V1, whose keys have spaces', () => {
		expect(
			simplifyAlertProfile({
				'Alert Id': 1001,
				'Alert Profile Name': 'Logon',
				Type: 'Predefined',
				Severity: 'Critical',
				Status: 'Enabled',
				Notifications: ['mail'],
			}),
		).toEqual(expected);
	});

	it('of V2', () => {
		expect(
			simplifyAlertProfile({
				profile_id: 1001,
				profile_name: 'Logon',
				type: 'predefined',
				severity: 'critical',
				status: 'enabled',
				notifications: ['mail'],
			}),
		).toEqual(expected);
	});
});

describe('workflows', () => {
	const template = {
		TEMPLATE_ID: 2,
		TEMPLATE_NAME: 'Kill Process',
		TEMPLATE_DESCRIPTION: 'ends it',
		STATUS: 1,
		CREATED_BY: 1,
		CREATED_ON: Date.UTC(2026, 0, 1),
		LAST_MODIFIED: Date.UTC(2026, 0, 2),
	};

	it("of the vendor's sample", () => {
		expect(simplifyWorkflow(template)).toEqual({
			id: '2',
			name: 'Kill Process',
			description: 'ends it',
			enabled: true,
			createdOn: '2026-01-01T00:00:00.000Z',
			lastModified: '2026-01-02T00:00:00.000Z',
		});
	});

	it.each([
		[1, true],
		['1', true],
		[0, false],
		[2, false],
		['Enabled', false],
	])('with the status %j', (STATUS, enabled) => {
		expect(simplifyWorkflow({ ...template, STATUS })).toMatchObject({ enabled });
	});

	it.each([
		['0, for never', 0],
		['null', null],
		['no time at all', 9e15],
		['empty text', ''],
	])('leave out a date that is %s', (_name, LAST_MODIFIED) => {
		expect(simplifyWorkflow({ ...template, LAST_MODIFIED })).not.toHaveProperty('lastModified');
	});
});

describe('incidents', () => {
	it('list actors by role, and lose notes, evidence and activity', () => {
		const incident = {
			incident_id: 3_000_000_438_278,
			name: 'Breach',
			severity: 'Critical',
			status: 'in_progress',
			assignee: 'ann',
			due_date: '2026-12-01',
			created_by: 'bob',
			created_time: '2026-11-23T10:00:00Z',
			updated_time: '2026-11-23T11:00:00Z',
			source: 'alert',
			ticket_id: '33630',
			actors: [{ entity: ['dev-agent'] }],
			notes: [1],
			evidence: [2],
			activity: [3],
		};
		expect(simplifyIncident(incident)).toEqual({
			id: '3000000438278',
			name: 'Breach',
			severity: 'critical',
			status: 'in_progress',
			assignee: 'ann',
			dueDate: '2026-12-01',
			createdBy: 'bob',
			createdTime: '2026-11-23T10:00:00Z',
			updatedTime: '2026-11-23T11:00:00Z',
			source: 'alert',
			ticketId: '33630',
			actors: { entity: ['dev-agent'] },
		});
	});
});

describe('fields, types and reports', () => {
	it.each([
		[
			simplifyLogField({ description: 'Severity', id: 'SEVERITY' }),
			{ name: 'SEVERITY', displayName: 'Severity' },
		],
		[
			simplifyLogField({ client_value: 'Severity', server_value: 'SEVERITY' }),
			{ name: 'SEVERITY', displayName: 'Severity' },
		],
		[simplifyLogType({ id: 'Unix', description: 'Unix' }), { id: 'Unix', name: 'Unix' }],
		[
			simplifyLogType({ log_type_id: 7, log_type_name: 'Mine', custom: false }),
			{ id: '7', name: 'Mine', custom: false },
		],
		[
			simplifyReport({
				report_id: 101,
				report_name: 'Logons',
				module_name: 'Windows',
				category_name: 'Logon',
				group_name: 'Security',
				query: 'A = 1',
				columns: ['A'],
			}),
			{
				id: '101',
				name: 'Logons',
				module: 'Windows',
				category: 'Logon',
				group: 'Security',
				query: 'A = 1',
			},
		],
	])('%j', (simple, expected) => {
		expect(simple).toEqual(expected);
	});
});

describe('every record', () => {
	const all = {
		simplifyAlertProfile,
		simplifyIncident,
		simplifyLogField,
		simplifyLogSource,
		simplifyLogType,
		simplifyReport,
		simplifyWorkflow,
	};
	it.each(Object.entries(all))('%s makes nothing up of an empty one', (_name, simplify) => {
		expect(simplify({})).toEqual({});
		expect(simplify({ unknown: 1, id: null, name: undefined })).toEqual({});
	});

	it.each(Object.entries(all))('%s changes nothing of what it is given', (_name, simplify) => {
		const record = Object.freeze({ id: 1, name: 'x', severity: 'High', TEMPLATE_ID: 1, STATUS: 1 });
		expect(() => simplify(record)).not.toThrow();
	});

	it('keeps the case of names, though they may be words of a state', () => {
		expect(simplifyIncident({ name: 'Critical' }).name).toBe('Critical');
		expect(simplifyReport({ report_name: 'Open' }).name).toBe('Open');
	});
});
