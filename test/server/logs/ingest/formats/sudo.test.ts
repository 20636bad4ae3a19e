/** Messages of sudo. */

import type { Fields } from '../../../../../server/logs/ingest/formats/format';
import { parseSudo } from '../../../../../server/logs/ingest/formats/sudo';

function parse(message: string): Fields {
	const fields: Fields = {};
	parseSudo(message, fields);
	return fields;
}

const ENTRY = { USERNAME: 'ann', TTY: 'pts/0', PWD: '/home/ann', TARGETUSER: 'root' };

describe('parseSudo', () => {
	it('reads a command run', () => {
		expect(
			parse('ann : TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/bin/sh -c "a ; USER=x"'),
		).toEqual({
			...ENTRY,
			COMMAND: '/bin/sh -c "a ; USER=x"',
			RESULT: 'success',
			IENAME: 'Command run as another user',
		});
	});

	it.each([
		['user NOT in sudoers'],
		['command not allowed'],
		['3 incorrect password attempts'],
		['a password is required'],
	])('reads a refusal: %s', (reason) => {
		expect(
			parse(`ann : ${reason} ; TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/bin/su`),
		).toEqual({
			...ENTRY,
			COMMAND: '/bin/su',
			REASON: reason,
			RESULT: 'failure',
			IENAME: 'Command refused',
		});
	});

	it('reads the messages of PAM', () => {
		expect(
			parse(
				'pam_unix(sudo:auth): authentication failure; logname=ann uid=1000 euid=0 tty=/dev/pts/0 ruser=ann rhost=  user=ann',
			),
		).toEqual({
			IENAME: 'Authentication failure',
			RESULT: 'failure',
			TTY: '/dev/pts/0',
			RUSER: 'ann',
			USERNAME: 'ann',
		});
		expect(
			parse('pam_unix(sudo:session): session opened for user root by ann(uid=0)'),
		).toMatchObject({
			USERNAME: 'root',
			BY: 'ann',
		});
	});

	it.each(['unable to resolve host web01', 'ann : something else', ''])(
		'adds nothing to %j',
		(message) => {
			expect(parse(message)).toEqual({});
		},
	);
});
