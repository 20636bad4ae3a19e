/** Linux audit records, single and joined. */

import { read } from './read';

const ID = 'msg=audit(1795168800.123:456):';
const EXEC = [
	`type=SYSCALL ${ID} arch=c000003e syscall=59 success=yes exit=0 a0=55d a1=7ff a2=0 a3=0 items=2 ppid=1 pid=77 auid=1000 uid=0 comm="curl" exe="/usr/bin/curl" key="net"\x1dARCH=x86_64 SYSCALL=execve AUID="ann" UID="root"`,
	`type=EXECVE ${ID} argc=3 a0="curl" a1="-o" a2=2F746D702F612062`,
	`type=CWD ${ID} cwd="/root"`,
	`type=PATH ${ID} item=0 name="/usr/bin/curl" nametype=NORMAL`,
	`type=PATH ${ID} item=1 name="/lib64/ld.so" nametype=NORMAL`,
	`type=PROCTITLE ${ID} proctitle=6375726C002D6F`,
].join('\n');

describe('auditd', () => {
	it('reads the records of one event as one', () => {
		expect(read(EXEC)).toMatchObject({
			LOGTYPE: 'Unix',
			SOURCE: 'auditd',
			TYPE: 'SYSCALL',
			TYPE_2: 'EXECVE',
			RECORDTYPES: 'SYSCALL, EXECVE, CWD, PATH, PROCTITLE',
			IENAME: 'Program executed',
			RESULT: 'success',
			USERNAME: 'ann',
			A0: 'curl',
			A2: '/tmp/a b',
			SYSCALL_A0: '55d',
			COMMAND: 'curl -o /tmp/a b',
			PROCESSNAME: '/usr/bin/curl',
			PROCESSID: 77,
			SYSCALL: 'execve',
			SYSCALLNUMBER: 59,
			KEY: 'net',
			NAME: '/usr/bin/curl',
			NAME_2: '/lib64/ld.so',
			SERIAL: '456',
			time: Date.UTC(2026, 10, 20, 10, 0, 0, 123),
		});
	});

	it.each<readonly [string, string, Record<string, unknown>]>([
		[
			'a logon',
			`type=USER_LOGIN ${ID} pid=9 uid=0 auid=1000 ses=3 msg='op=login acct="ann" exe="/usr/sbin/sshd" hostname=192.0.2.4 addr=192.0.2.4 terminal=ssh res=failed'`,
			{
				TYPE: 'USER_LOGIN',
				IENAME: 'Logon',
				USERNAME: 'ann',
				REMOTEIP: '192.0.2.4',
				RESULT: 'failure',
				PROCESSNAME: '/usr/sbin/sshd',
			},
		],
		[
			'a command of sudo',
			`node=web1 type=USER_CMD ${ID} pid=9 uid=1000 msg='cwd="/" cmd=2F62696E2F6C73202D6C terminal=? res=success'`,
			{ HOSTNAME: 'web1', COMMAND: '/bin/ls -l', RESULT: 'success' },
		],
		[
			'words between keys',
			`type=ADD_GROUP ${ID} pid=9 uid=0 msg='op=adding group to /etc/group id=1004 exe="/usr/sbin/groupadd" hostname=? addr=? res=success'`,
			{ OP: 'adding group to /etc/group', IENAME: 'Group created' },
		],
		[
			'a socket',
			`type=SOCKADDR ${ID} saddr=02000050C0000204000000000000000000`.slice(0, -2),
			{ DESTINATIONIP: '192.0.2.4', DESTINATIONPORT: 80 },
		],
		[
			'a record over syslog',
			`Nov 20 10:00:00 web1 audisp-syslog[9]: type=EXECVE ${ID} argc=1 a0="id"`,
			{ HOSTNAME: 'web1', A0: 'id', COMMAND: 'id' },
		],
		[
			'a system call that has no name in the record',
			`type=SYSCALL ${ID} arch=c00000b7 syscall=221 success=no`,
			{ SYSCALL: 'execve', RESULT: 'failure' },
		],
		[
			'a result in digits',
			`type=CONFIG_CHANGE ${ID} auid=0 op="add_rule" key=(null) list=4 res=1`,
			{ RESULT: 'success', IENAME: 'Audit configuration changed' },
		],
	])('reads %s', (_what, line, fields) => {
		expect(read(line)).toMatchObject(fields);
	});

	it('does not decode numbers and ids', () => {
		expect(read(`type=PATH ${ID} item=0 name="1234" inode=123456`)).toMatchObject({
			NAME: 1234,
			INODE: 123456,
		});
	});
});
