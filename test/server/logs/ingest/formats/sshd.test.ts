/** Messages of OpenSSH's server. */

import type { Fields } from '../../../../../server/logs/ingest/formats/format';
import { parseSshd } from '../../../../../server/logs/ingest/formats/sshd';

function parse(message: string): Fields {
	const fields: Fields = {};
	parseSshd(message, fields);
	return fields;
}

describe('parseSshd', () => {
	it('reads an accepted logon in full', () => {
		expect(parse('Accepted publickey for ann from 10.0.0.9 port 50122 ssh2: RSA SHA256:x')).toEqual(
			{
				IENAME: 'Successful logon',
				RESULT: 'success',
				METHOD: 'publickey',
				USERNAME: 'ann',
				REMOTEIP: '10.0.0.9',
				REMOTEPORT: 50122,
			},
		);
	});

	const remote = { REMOTEIP: '192.0.2.1' };
	it.each([
		[
			'Failed password for root from 192.0.2.1 port 22 ssh2',
			{
				...remote,
				USERNAME: 'root',
				RESULT: 'failure',
				METHOD: 'password',
				IENAME: 'Failed logon',
			},
		],
		[
			'Failed password for invalid user bob from 192.0.2.1 port 22 ssh2',
			{ ...remote, USERNAME: 'bob' },
		],
		['Failed none for invalid user  from 192.0.2.1 port 22 ssh2', { ...remote, METHOD: 'none' }],
		[
			'Postponed publickey for ann from 192.0.2.1 port 22 ssh2 [preauth]',
			{ ...remote, IENAME: 'Logon postponed' },
		],
		['Invalid user admin from 192.0.2.1', { ...remote, USERNAME: 'admin', IENAME: 'Invalid user' }],
		['Invalid user admin from 192.0.2.1 port 4022', { USERNAME: 'admin', REMOTEPORT: 4022 }],
		[
			'input_userauth_request: invalid user admin [preauth]',
			{ USERNAME: 'admin', IENAME: 'Invalid user' },
		],
		[
			'User root from 192.0.2.1 not allowed because not listed in AllowUsers',
			{ ...remote, REASON: 'not listed in AllowUsers' },
		],
		[
			'error: maximum authentication attempts exceeded for root from 192.0.2.1 port 22 ssh2 [preauth]',
			{ ...remote, USERNAME: 'root', SEVERITY: 'error' },
		],
		[
			'Disconnecting: Too many authentication failures [preauth]',
			{ IENAME: 'Too many failed logons' },
		],
		[
			'Disconnecting invalid user bob 192.0.2.1 port 22: Too many authentication failures [preauth]',
			{ ...remote, USERNAME: 'bob' },
		],
		[
			'Connection closed by 192.0.2.1 port 22 [preauth]',
			{ ...remote, IENAME: 'Connection closed' },
		],
		[
			'Connection closed by authenticating user root 192.0.2.1 port 22 [preauth]',
			{ ...remote, USERNAME: 'root' },
		],
		['Connection reset by 192.0.2.1 port 22', { ...remote, IENAME: 'Connection reset' }],
		[
			'Connection from 192.0.2.1 port 22 on 10.0.0.1 port 22',
			{ ...remote, IENAME: 'Connection opened' },
		],
		['Disconnected from user ann 192.0.2.1 port 22', { ...remote, USERNAME: 'ann' }],
		[
			'Received disconnect from 192.0.2.1 port 22:11: disconnected by user',
			{ ...remote, REASON: 'disconnected by user' },
		],
		['Received disconnect from 192.0.2.1: 11: Bye Bye [preauth]', { ...remote, REASON: 'Bye Bye' }],
		[
			'Starting session: shell on pts/0 for ann from 192.0.2.1 port 22 id 0',
			{ ...remote, TTY: 'pts/0', SESSIONTYPE: 'shell' },
		],
		['Did not receive identification string from 192.0.2.1 port 22', remote],
		[
			"Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.1 port 22",
			{ ...remote, IDENTIFICATION: 'GET / HTTP/1.1' },
		],
		[
			'fatal: Unable to negotiate with 192.0.2.1 port 22: no matching cipher found. [preauth]',
			{ ...remote, SEVERITY: 'critical' },
		],
		[
			'reverse mapping checking getaddrinfo for a.example [192.0.2.1] failed - POSSIBLE BREAK-IN ATTEMPT!',
			{ ...remote, REMOTEHOST: 'a.example', IENAME: 'Possible break-in attempt' },
		],
		[
			'Address 192.0.2.1 maps to a.example, but this does not map back to the address - POSSIBLE BREAK-IN ATTEMPT!',
			remote,
		],
		[
			'pam_unix(sshd:session): session opened for user ann by (uid=0)',
			{ USERNAME: 'ann', IENAME: 'Session opened' },
		],
		[
			'Accepted password for ann from fe80::1%eth0 port 22 ssh2',
			{ USERNAME: 'ann', REMOTEPORT: 22 },
		],
		[
			'subsystem request for sftp by user ann',
			{ USERNAME: 'ann', SUBSYSTEM: 'sftp', IENAME: 'Subsystem requested' },
		],
		['subsystem request for netconf', { SUBSYSTEM: 'netconf', IENAME: 'Subsystem requested' }],
		[
			'subsystem request for scp by user ann failed, subsystem not found',
			{ USERNAME: 'ann', RESULT: 'failure', REASON: 'subsystem not found' },
		],
		['error: subsystem request for sftp by user ann', { USERNAME: 'ann', SEVERITY: 'error' }],
		['Accepted password for ann from host.example port 22 ssh2', { REMOTEHOST: 'host.example' }],
	])('reads %s', (message, fields) => {
		expect(parse(message)).toMatchObject(fields);
	});

	it('is not fooled by a user name that looks like the rest of the line', () => {
		expect(
			parse(
				'Failed password for invalid user x from 10.0.0.1 port 1 ssh2 from 192.0.2.1 port 22 ssh2',
			),
		).toMatchObject({
			USERNAME: 'x from 10.0.0.1 port 1 ssh2',
			REMOTEIP: '192.0.2.1',
			REMOTEPORT: 22,
		});
	});

	it('does not override the level of a priority', () => {
		const fields: Fields = { SEVERITY: 'notice' };
		parseSshd('error: something', fields);
		expect(fields).toEqual({ SEVERITY: 'notice' });
	});

	it('adds nothing to messages it does not know', () => {
		expect(parse('Received signal 15; terminating.')).toEqual({});
	});
});
