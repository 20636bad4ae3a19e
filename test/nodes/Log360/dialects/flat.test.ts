/** Alerts and logs as flat items: the same fields and values, whichever generation and field form they came in. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { simplifyAlert, simplifyHit, simplifyLog } from '../../../../nodes/Log360/dialects/flat';

const TIME = Date.UTC(2026, 10, 28, 1, 58, 25);
/** One alert as the server sends it, in each form. */
const FORMS: Record<string, IDataObject> = {
	'server names of V2': {
		TIME,
		ALERT_ID: 438345,
		ALERT_PROFILE_ID: 1101,
		ALERT_PROFILE_NAME: 'Windows: audit log cleared',
		ALERT_SEVERITY: 'Critical',
		ALERT_STATUS: 'In-progress',
		STATE: 'in_progress',
		ALERT_EVENT_COUNT: 3,
		HOSTNAME: 'dc01',
		USERNAME: 'joe',
		REMOTEIP: '192.0.2.9',
		MESSAGE: 'The audit log was cleared.',
	},
	'client names of V2': {
		Time: String(TIME),
		Alert_Id: 438345,
		Alert_Profile_Id: 1101,
		Alert_Profile_Name: 'Windows: audit log cleared',
		Alert_Severity: 'Critical',
		Alert_Status: 'In progress',
		State: 'in_progress',
		Alert_Event_Count: 3,
		Device: 'dc01',
		Username: 'joe',
		'Remote IP': '192.0.2.9',
		Message: 'The audit log was cleared.',
	},
	V1: {
		Time: new Date(TIME).toISOString(),
		'Alert Id': '438345',
		'Alert Profile Id': '1101',
		'Alert Profile Name': 'Windows: audit log cleared',
		Alert_Severity: 'CRITICAL',
		Alert_Status: 'INPROGRESS',
		'Alert Event Count': '3',
		Device: 'dc01',
		Username: 'joe',
		'Remote IP': '192.0.2.9',
		Message: 'The audit log was cleared.',
	},
};

it.each(Object.entries(FORMS))('an alert in the %s', (_form, hit) => {
	expect(simplifyAlert(hit, 'http://x:8095/console/')).toEqual({
		id: '438345',
		key: 'id:438345',
		time: '2026-11-28T01:58:25.000Z',
		profileId: '1101',
		profileName: 'Windows: audit log cleared',
		severity: 'critical',
		status: 'in_progress',
		assignee: null,
		host: 'dc01',
		user: 'joe',
		remoteIp: '192.0.2.9',
		count: 3,
		message: 'The audit log was cleared.',
		url: 'http://x:8095/console/#/alerts/438345',
	});
});

it('an alert of a build that sends little has the same fields, with a key all the same', () => {
	const hit = {
		Time: '2026-01-31 10:00:00',
		Device: 'lix',
		Alert_Profile_Name: 'Repeated failed logons',
		Alert_Severity: 'Critical',
		Alert_Status: 'Open',
	};
	const simple = simplifyAlert(hit);
	expect(simple).toMatchObject({
		id: null,
		// In the time zone of the server, which no answer names.
		time: '2026-01-31T10:00:00',
		profileName: 'Repeated failed logons',
		severity: 'critical',
		status: 'open',
		host: 'lix',
		user: null,
		count: 1,
		url: null,
	});
	expect(simple.key).toMatch(/^\S{22}$/);
	// Work on the alert does not change its key.
	expect(simplifyAlert({ ...hit, Alert_Status: 'Closed' }).key).toBe(simple.key);
	expect(Object.keys(simple)).toEqual(Object.keys(simplifyAlert(FORMS.V1)));
});

it.each<[string, IDataObject]>([
	['server', { TIME, LOGTYPE: 'Windows', EVENTID: 4625, HOSTNAME: 'web01', USERNAME: 'joe' }],
	[
		'client',
		{
			Time: String(TIME),
			LogType: 'Windows',
			'Event ID': '4625',
			Device: 'web01',
			Username: 'joe',
		},
	],
])('a log with %s names', (_form, hit) => {
	expect(simplifyLog(hit)).toEqual({
		key: expect.stringMatching(/^\S{22}$/) as string,
		time: '2026-11-28T01:58:25.000Z',
		logType: 'Windows',
		eventId: '4625',
		severity: null,
		host: 'web01',
		user: 'joe',
		remoteIp: null,
		message: null,
	});
});

it('knows an alert from a log', () => {
	expect(simplifyHit(FORMS.V1)).toHaveProperty('profileName');
	expect(simplifyHit({ EVENTID: 1 })).not.toHaveProperty('profileName');
});

it('takes any hit without throwing, and changes none', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (hit) => {
			const before = JSON.stringify(hit);
			const [log, alert] = [simplifyLog(hit as IDataObject), simplifyAlert(hit as IDataObject)];
			expect(JSON.stringify(hit)).toBe(before);
			const nested = [...Object.values(log), ...Object.values(alert)].filter(
				(value) => typeof value === 'object' && value !== null,
			);
			expect(nested).toEqual([]);
		}),
	);
});
