/** Identity and time of records without an id. */
import { alertFingerprint, logFingerprint } from '../../../nodes/Log360/dialects/fingerprint';
import { timeOfHit } from '../../../nodes/Log360Trigger/timeOfHit';

const alert = {
	TIME: 1_793_000_000_000,
	ALERT_PROFILE_NAME: 'Logons',
	HOSTNAME: 'web01',
	MESSAGE: 'failed',
	ALERT_STATUS: 'Open',
	ALERT_SEVERITY: 'Critical',
	ALERT_EVENT_COUNT: 3,
};

describe('alertFingerprint', () => {
	it('is the ID where there is one', () => {
		expect(alertFingerprint({ ...alert, ALERT_ID: 7 })).toBe('id:7');
		expect(alertFingerprint({ ...alert, Alert_Id: 'a7' })).toBe('id:a7');
	});

	it.each(['ALERT_STATUS', 'ALERT_SEVERITY', 'ALERT_EVENT_COUNT'])(
		'does not depend on %s',
		(key) => {
			expect(alertFingerprint({ ...alert, [key]: 'other' })).toBe(alertFingerprint(alert));
		},
	);

	it.each(['TIME', 'ALERT_PROFILE_NAME', 'HOSTNAME', 'MESSAGE'])('depends on %s', (key) => {
		expect(alertFingerprint({ ...alert, [key]: 'other' })).not.toBe(alertFingerprint(alert));
	});

	it('does not depend on the order of the fields', () => {
		const turned = Object.fromEntries(Object.entries(alert).reverse());
		expect(alertFingerprint(turned)).toBe(alertFingerprint(alert));
	});

	it('is short, because it is stored with the workflow', () => {
		expect(alertFingerprint(alert)).toHaveLength(22);
	});
});

it('logFingerprint depends on every field, such as the status of a web request', () => {
	expect(logFingerprint({ STATUS: 404 })).not.toBe(logFingerprint({ STATUS: 200 }));
	expect(logFingerprint({ A: 1, B: 2 })).toBe(logFingerprint({ B: 2, A: 1 }));
});

describe('timeOfHit', () => {
	const now = Date.UTC(2026, 10, 1, 12);
	const window = { from: now - 600_000, to: now + 600_000, now };

	it.each([
		[{ TIME: now - 1 }, now - 1],
		[{ Time: String(now - 2) }, now - 2],
		[{ time: '2026-11-01T11:59:00Z' }, now - 60_000],
		[{ Time: '2026-11-01T17:29:00+05:30' }, now - 60_000],
		[{ Time: '2026-11-01 11:59:00' }, now],
		[{ Time: 'Nov 1, 2026 11:59' }, now],
		[{ TIME: now - 3_600_000 }, now],
		[{ TIME: null, Time: now - 3 }, now - 3],
		[{}, now],
	])('of %j', (hit, expected) => {
		expect(timeOfHit(hit, window)).toBe(expected);
	});
});
