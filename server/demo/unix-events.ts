/** sshd, sudo and cron on the Unix hosts. */

import type { LogEvent } from '../logs/events';
import { syslogStamp, type DemoContext, type Fields } from './context';
import type { Host } from './population';

function unixEvent(
	context: DemoContext,
	time: number,
	host: Host,
	program: string,
	message: string,
	more: Fields,
	priority = 86,
): LogEvent {
	const pid = context.random.between(800, 32_000);
	return {
		time,
		fields: {
			HOSTNAME: host.name,
			LOGTYPE: 'Unix',
			FACILITY: priority === 78 ? 'cron' : 'authpriv',
			SEVERITY: 'information',
			COMMON_SEVERITY: 'INFORMATION',
			SOURCE: program,
			PROCESSID: pid,
			...more,
			RECORDNUMBER: context.recordNumber,
			MESSAGE: message,
			RAWLOG: `<${priority}>${syslogStamp(time)} ${host.name} ${program}[${pid}]: ${message}`,
		},
	};
}

/** sshd accepted a password or key. */
export function sshAccepted(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
	ip: string,
): LogEvent {
	const { random } = context;
	const method = random.chance(0.6) ? 'publickey' : 'password';
	const port = random.between(1024, 65_535);
	const key = method === 'publickey' ? ': ED25519 SHA256:kq7Yz0u3c5WlQ1hR8mPx2vJt6nBd4sFa' : '';
	return unixEvent(
		context,
		time,
		host,
		'sshd',
		`Accepted ${method} for ${user} from ${ip} port ${port} ssh2${key}`,
		{
			IENAME: 'Successful logon',
			RESULT: 'success',
			METHOD: method,
			USERNAME: user,
			REMOTEIP: ip,
			REMOTEPORT: port,
		},
	);
}

/** sshd refused a password. */
export function sshFailed(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
	ip: string,
	known = true,
): LogEvent {
	const port = context.random.between(1024, 65_535);
	return unixEvent(
		context,
		time,
		host,
		'sshd',
		`Failed password for ${known ? '' : 'invalid user '}${user} from ${ip} port ${port} ssh2`,
		{
			IENAME: 'Failed logon',
			RESULT: 'failure',
			METHOD: 'password',
			USERNAME: user,
			REMOTEIP: ip,
			REMOTEPORT: port,
		},
	);
}

const COMMANDS = [
	'/usr/bin/apt-get update',
	'/usr/bin/systemctl restart nginx',
	'/usr/bin/journalctl -u postgresql --since today',
	'/usr/bin/vim /etc/hosts',
	'/usr/bin/rsync -a /srv/data/ backup:/srv/data/',
];

/** sudo ran a command as root. */
export function sudoCommand(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
	command: string = context.random.skewed(COMMANDS),
): LogEvent {
	const tty = `pts/${context.random.below(4)}`;
	const home = `/home/${user}`;
	return unixEvent(
		context,
		time,
		host,
		'sudo',
		`${user} : TTY=${tty} ; PWD=${home} ; USER=root ; COMMAND=${command}`,
		{
			IENAME: 'Command run as another user',
			RESULT: 'success',
			USERNAME: user,
			TTY: tty,
			PWD: home,
			TARGETUSER: 'root',
			COMMAND: command,
		},
	);
}

/** cron ran a job. */
export function cronJob(context: DemoContext, time: number, host: Host): LogEvent {
	const job = context.random.pick([
		'/usr/lib/sysstat/debian-sa1 1 1',
		'/opt/backup/run.sh',
		'logrotate',
	]);
	return unixEvent(context, time, host, 'CRON', `(root) CMD (${job})`, {}, 78);
}
