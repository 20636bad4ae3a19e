/** Alert profiles of the shapes that public Sigma rules have when they are imported; their words are made up. */
import sqliteDoor from '../../../server/dist/storage/sqlite/index.js';

const SYSMON = 'CHANNEL = "Microsoft-Windows-Sysmon/Operational"';
const PROCESS = `LOGTYPE = Windows AND (EVENTID = 1 AND ${SYSMON} OR EVENTID = 4688 AND CHANNEL = Security)`;
const SYLLABLES = ['ba', 'ker', 'dol', 'mi', 'zan', 'tu', 'ro', 'shel', 'ack', 'ex', 'inv', 'oke'];
const PROGRAMS = [
	'powershell',
	'cmd',
	'rundll32',
	'regsvr32',
	'wmic',
	'curl',
	'certutil',
	'svchost',
];

/** A word that hardly any event has, and never twice the same. */
function word(n: number): string {
	const parts = [n, n / 12, n / 144, n / 1728].map((at) => SYLLABLES[Math.floor(at) % 12]);
	return `${parts.join('')}${n}`;
}

function any(field: string, patterns: readonly string[]): string {
	return `(${patterns.map((pattern) => `${field} LIKE ${pattern}`).join(' OR ')})`;
}

/** The `n`th query; the shapes take turns in about the shares that the public rules have. */
function query(n: number): string {
	const program = `*"\\\\${PROGRAMS[n % PROGRAMS.length]}.exe"`;
	const words = [0, 1, 2, 3].map((k) => `*"${word(n * 4 + k)}"*`);
	const [one = ''] = words;
	switch (n % 12) {
		case 0:
		case 1:
			return `${PROCESS} AND PROCESSNAME LIKE ${program} AND ${any('COMMAND', words)}`;
		case 2:
			return `${PROCESS} AND ${any('PARENTIMAGE', [program, one])} AND COMMAND LIKE *" -${word(n)} "*`;
		case 3:
			return `${PROCESS} AND ${any('COMMAND', words)} AND NOT (PROCESSNAME LIKE ${program} AND COMMAND LIKE *" /quiet"*)`;
		case 4:
			return `${PROCESS} AND COMMAND MATCHES "(?i)${word(n)}\\\\s+[a-z0-9]{8,}"`;
		case 5:
			return `LOGTYPE = Windows AND EVENTID = 13 AND ${SYSMON} AND ${any('TARGETOBJECT', words)} AND DETAILS LIKE *.exe*`;
		case 6:
			return `LOGTYPE = Windows AND EVENTID = 11 AND ${SYSMON} AND ${any('TARGETFILENAME', words)} AND NOT IMAGE LIKE C:*`;
		case 7:
			return `LOGTYPE = Windows AND EVENTID = 3 AND ${SYSMON} AND ${any('DESTINATIONHOSTNAME', words)} AND INITIATED LIKE true`;
		case 8:
			return `LOGTYPE = Windows AND EVENTID = 4104 AND CHANNEL = "Microsoft-Windows-PowerShell/Operational" AND ${any('SCRIPTBLOCKTEXT', words)}`;
		case 9:
			return `LOGTYPE = Windows AND CHANNEL = Security AND EVENTID = ${4600 + (n % 300)} AND ${any('OBJECTNAME', words)}`;
		case 10:
			return `LOGTYPE = "Apache Access Logs" AND METHOD LIKE GET AND ${any('URL', words)}`;
		default:
			return `LOGTYPE = Unix AND ${any('ANY_VALUE', words)}`;
	}
}

/** Makes `file` an event database with exactly `count` enabled profiles of these shapes and no others. */
export function enableSigmaShapes(file: string, count: number): void {
	const store = new sqliteDoor.EventWriter(file);
	for (const { id } of store.alerts.profileSet().profiles)
		store.alerts.updateProfile(id, { enabled: false });
	store.alerts.importProfiles(
		Array.from({ length: count }, (_, n) => ({
			name: `shape ${n}`,
			description: '',
			severity: 'attention' as const,
			enabled: true,
			rule: { steps: [{ query: query(n), count: 1 }] },
			notifications: [],
			incidentRule: null,
			ticketNotification: false,
			tags: [],
		})),
	);
	store.close();
}
