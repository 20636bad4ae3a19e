/** Time zones on the wire are those that the reader of times knows. */
import { timeZone } from '../../../server/contract/shared/zone';
import { parseZone } from '../../../server/logs/ingest';

test.each([
	...['UTC', 'Z', '+02:00', '-0500', '+05', '-14:00', '+14', '+13:45'],
	...['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'],
])('%s is a zone for both', (zone) => {
	expect(timeZone.safeParse(zone).success).toBe(true);
	expect(parseZone(zone)).toBeDefined();
});

test.each([
	...['', 'CET', 'Berlin', 'Europe/Nowhere', '+14:30', '+15:00', '-24:00', '+2', '02:00', '+02:60'],
	...['Europe/Berlin ', 'Europe/', '/Berlin', 'Europe/Berlin\n', 'x/'.repeat(40)],
])('%j is one for neither', (zone) => {
	expect(timeZone.safeParse(zone).success).toBe(false);
	expect(parseZone(zone)).toBeUndefined();
});
