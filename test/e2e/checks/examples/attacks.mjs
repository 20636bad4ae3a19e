/** Events that raise alerts, for hosts of their own. */

/**
 * Somebody clears the audit log: one critical alert.
 *
 * @param {string} host
 */
export function clearedLog(host) {
	return {
		...{ TIME: Date.now(), HOSTNAME: host, LOGTYPE: 'Windows', EVENTID: 1102 },
		...{ CHANNEL: 'Security', SOURCE: 'Microsoft-Windows-Eventlog', USERNAME: 'mallory' },
	};
}

/**
 * Somebody guesses a password until it fits: one critical alert.
 *
 * @param {string} host
 */
export function guessedPassword(host) {
	const now = Date.now();
	return [4625, 4625, 4625, 4625, 4625, 4625, 4624].map((EVENTID, n) => ({
		...{ TIME: now - 600 + n * 100, HOSTNAME: host, LOGTYPE: 'Windows', EVENTID },
		...{ CHANNEL: 'Security', SOURCE: 'Microsoft-Windows-Security-Auditing' },
		...{ USERNAME: 'svc-backup', REMOTEIP: '203.0.113.66', LOGONTYPE: 3 },
	}));
}
