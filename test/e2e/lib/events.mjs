/** Events with known counts, so that every answer can be checked to the last one. */

/** More than two pages of the server's 1,000. */
export const FAILED_LOGONS = 2_500;
export const LOGONS = 300;
export const UNIX_LOGINS = 40;
export const WINDOWS_HOSTS = ['dc01', 'files02', 'sql03'];
export const UNIX_HOST = 'bastion';

const SPAN_MS = 12 * 60 * 60 * 1000;

/**
 * Makes events in the server's own JSON form, one a line, all in the last twelve hours.
 *
 * @param {number} now - epoch ms
 * @returns {string} NDJSON; each event has a `RECORDNUMBER` of its own
 */
export function demoEvents(now) {
	const total = FAILED_LOGONS + LOGONS + UNIX_LOGINS;
	const lines = Array.from({ length: total }, (_, index) => {
		const time = Math.floor(now - SPAN_MS + (index * SPAN_MS) / (total + 1));
		return JSON.stringify({ TIME: time, RECORDNUMBER: index + 1, ...fieldsOf(index) });
	});
	return `${lines.join('\n')}\n`;
}

/** @param {number} index */
function fieldsOf(index) {
	const host = WINDOWS_HOSTS[index % WINDOWS_HOSTS.length];
	const windows = { HOSTNAME: host, LOGTYPE: 'Windows', SOURCE: 'Security' };
	if (index < FAILED_LOGONS) {
		const fields = { EVENTID: 4625, USERNAME: `user${index % 7}`, IENAME: 'Failed logon' };
		return { ...windows, ...fields, SEVERITY: 'failure', MESSAGE: 'An account failed to log on.' };
	}
	if (index < FAILED_LOGONS + LOGONS) {
		const fields = { EVENTID: 4624, USERNAME: 'admin', IENAME: 'Logon' };
		return { ...windows, ...fields, SEVERITY: 'success', MESSAGE: 'An account was logged on.' };
	}
	const unix = { HOSTNAME: UNIX_HOST, LOGTYPE: 'Unix', SOURCE: 'sshd', USERNAME: 'root' };
	return { ...unix, SEVERITY: 'information', MESSAGE: 'Accepted publickey for root' };
}
