/** Messages of PAM modules. */

import type { Fields } from '../../../../../server/logs/ingest/formats/format';
import { parsePam } from '../../../../../server/logs/ingest/formats/pam';

describe('parsePam', () => {
	it.each([
		[
			'pam_unix(cron:session): session opened for user root by (uid=0)',
			{ USERNAME: 'root', IENAME: 'Session opened' },
		],
		[
			'pam_unix(sshd:session): session opened for user ann(uid=1000) by (uid=0)',
			{ USERNAME: 'ann', UID: 1000 },
		],
		[
			'pam_unix(cron:session): session closed for user root',
			{ USERNAME: 'root', IENAME: 'Session closed' },
		],
		[
			'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=root',
			{ USERNAME: 'root', REMOTEIP: '192.0.2.1', RESULT: 'failure' },
		],
		[
			'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=a.example',
			{ REMOTEHOST: 'a.example' },
		],
		[
			'PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=root',
			{ REPEATCOUNT: 2, REMOTEIP: '192.0.2.1' },
		],
		[
			'pam_unix(sshd:auth): check pass; user unknown',
			{ IENAME: 'Invalid user', RESULT: 'failure' },
		],
		[
			'pam_unix(chpasswd:chauthtok): password changed for ann',
			{ USERNAME: 'ann', IENAME: 'Password changed' },
		],
		['pam_unix(chpasswd:chauthtok): user "bob" does not exist in /etc/passwd', { USERNAME: 'bob' }],
	])('reads %s', (message, expected) => {
		const fields: Fields = {};
		parsePam(message, fields);
		expect(fields).toMatchObject(expected);
	});
});
