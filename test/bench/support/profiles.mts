/** Two hundred alert profiles of the kinds people write: single events, thresholds, correlations, words, wildcards. */
import type { AlertProfile } from '../../../server/dist/detection/index.js';
import sqliteDoor from '../../../server/dist/storage/sqlite/index.js';

const MINUTE = 60_000;
const IDS = [4624, 4625, 4634, 4648, 4672, 4688, 4697, 4720, 4732, 4740, 4768, 4769, 4776, 5140];
const USERS = ['administrator', 'root', 'admin', 'backup', 'svc-sql', 'guest', 'oracle', 'test'];

/** The `n`th custom profile; the kinds take turns. */
function rule(n: number): AlertProfile['rule'] {
	const id = IDS[n % IDS.length];
	const user = USERS[n % USERS.length];
	switch (n % 8) {
		case 0:
			return one(`EVENTID = ${id} AND USERNAME = ${user}`, 10, ['HOSTNAME']);
		case 1:
			return many(5 + n, `EVENTID = ${id} AND RESULT = failure`, 5, ['HOSTNAME', 'USERNAME']);
		case 2:
			return one(`PROCESSNAME = *\\tool${n}.exe AND EVENTID IN (1, 4688)`, 10, ['HOSTNAME']);
		case 3:
			return one(`"suspicious${n} activity" OR MESSAGE = mimikatz${n}`, 10, []);
		case 4:
			return one(`LOGTYPE = "Apache Access Logs" AND URL = *evil${n}*`, 10, ['REMOTEIP']);
		case 5:
			return {
				steps: [
					{ query: `IENAME = "Failed logon" AND USERNAME = ${user}`, count: 5 },
					{ query: `IENAME = "Successful logon" AND USERNAME = ${user}`, count: 1 },
				],
				within: 10 * MINUTE,
				by: ['HOSTNAME'],
			};
		case 6:
			return many(100 + n, `SOURCE = sshd AND USERNAME = ${user}`, 10, ['REMOTEIP']);
		default:
			return one(`REMOTEIP = 198.51.${n}.0/24 AND RESULT = failure`, 60, ['REMOTEIP']);
	}
}

function one(query: string, minutes: number, by: string[]): AlertProfile['rule'] {
	return many(1, query, minutes, by);
}

function many(count: number, query: string, minutes: number, by: string[]): AlertProfile['rule'] {
	return { steps: [{ query, count }], within: minutes * MINUTE, by };
}

/** Makes `file` an event database with exactly `count` enabled profiles: the predefined ones and custom ones, or none. */
export function enableProfiles(file: string, count: number): void {
	const store = new sqliteDoor.EventWriter(file);
	const predefined = store.alerts.profileSet().profiles;
	if (count === 0)
		for (const { id } of predefined) store.alerts.updateProfile(id, { enabled: false });
	for (let n = 0; n < count - predefined.length; n++) {
		store.alerts.createProfile({
			name: `bench ${n}`,
			description: '',
			severity: 'attention',
			enabled: true,
			rule: rule(n),
			notifications: [],
			incidentRule: null,
			ticketNotification: false,
			tags: [],
		});
	}
	store.close();
}
