/** Windows Security events with the message texts that Windows writes. */

import type { LogEvent } from '../logs/events';
import { hex, type DemoContext, type Fields } from './context';
import { DOMAIN, fqdn, type Host } from './population';

/** What the events of one kind have in common. */
export interface SecurityEvent {
	readonly id: number;
	readonly name: string;
	readonly category: string;
	readonly host: Host;
	readonly user: string;
	readonly message: string;
	readonly failed?: boolean;
	readonly more?: Fields;
}

/** Puts a Security event together, in the fields that the Windows parser gives. */
export function securityEvent(context: DemoContext, time: number, event: SecurityEvent): LogEvent {
	const result = event.failed ? 'failure' : 'success';
	return {
		time,
		fields: {
			HOSTNAME: fqdn(event.host),
			LOGTYPE: 'Windows',
			CHANNEL: 'Security',
			SOURCE: 'Microsoft-Windows-Security-Auditing',
			EVENTID: event.id,
			IENAME: event.name,
			CATEGORY: event.category,
			SEVERITY: result,
			COMMON_SEVERITY: event.failed ? 'FAILURE' : 'SUCCESS',
			RESULT: result,
			EVENTTYPE: event.failed ? 'AUDIT_FAILURE' : 'AUDIT_SUCCESS',
			USERNAME: event.user,
			DOMAIN,
			...event.more,
			RECORDNUMBER: context.recordNumber,
			MESSAGE: event.message,
		},
	};
}

/** The "who" block of most Security messages. */
export function subject(title: string, user: string, logonId: string): string {
	return (
		`${title}:\r\n\tSecurity ID:\t\t${DOMAIN}\\${user}\r\n\tAccount Name:\t\t${user}\r\n` +
		`\tAccount Domain:\t\t${DOMAIN}\r\n\tLogon ID:\t\t${logonId}\r\n\r\n`
	);
}

/** 4624: an account was logged on. */
export function logon(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
	ip: string,
): LogEvent {
	const { random } = context;
	const type = random.chance(0.7) ? 3 : random.pick([2, 5, 7, 10]);
	const port = random.between(49_152, 65_535);
	const logonId = hex(random.below(0x7fffffff));
	return securityEvent(context, time, {
		id: 4624,
		name: 'Successful logon',
		category: 'Logon',
		host,
		user,
		message:
			`An account was successfully logged on.\r\n\r\nLogon Information:\r\n\tLogon Type:\t\t${type}\r\n\r\n` +
			subject('New Logon', user, logonId) +
			`Network Information:\r\n\tSource Network Address:\t${ip}\r\n\tSource Port:\t\t${port}\r\n\r\n` +
			'Detailed Authentication Information:\r\n\tLogon Process:\t\tKerberos\r\n\tAuthentication Package:\tKerberos',
		more: { LOGONTYPE: type, TARGETLOGONID: logonId, REMOTEIP: ip, REMOTEPORT: port },
	});
}

/** 4625: an account failed to log on. */
export function failedLogon(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
	ip: string,
): LogEvent {
	const port = context.random.between(1024, 65_535);
	return securityEvent(context, time, {
		id: 4625,
		name: 'Failed logon',
		category: 'Logon',
		host,
		user,
		failed: true,
		message:
			'An account failed to log on.\r\n\r\nLogon Type:\t\t\t3\r\n\r\n' +
			subject('Account For Which Logon Failed', user, '0x0') +
			'Failure Information:\r\n\tFailure Reason:\t\tUnknown user name or bad password.\r\n' +
			'\tStatus:\t\t\t0xC000006D\r\n\tSub Status:\t\t0xC000006A\r\n\r\n' +
			`Network Information:\r\n\tSource Network Address:\t${ip}\r\n\tSource Port:\t\t${port}`,
		more: {
			LOGONTYPE: 3,
			STATUS: '0xc000006d',
			SUBSTATUS: '0xc000006a',
			REMOTEIP: ip,
			REMOTEPORT: port,
		},
	});
}

/** 4634: an account was logged off. */
export function logoff(context: DemoContext, time: number, host: Host, user: string): LogEvent {
	const logonId = hex(context.random.below(0x7fffffff));
	return securityEvent(context, time, {
		id: 4634,
		name: 'Logoff',
		category: 'Logoff',
		host,
		user,
		message:
			`An account was logged off.\r\n\r\n${subject('Subject', user, logonId)}Logon Type:\t\t\t3\r\n\r\n` +
			'This event is generated when a logon session is destroyed. It may be positively correlated with a ' +
			'logon event using the Logon ID value. Logon IDs are only unique between reboots on the same computer.',
		more: { LOGONTYPE: 3, TARGETLOGONID: logonId },
	});
}

/** 4672: special privileges assigned to a new logon. */
export function specialLogon(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
): LogEvent {
	const logonId = hex(context.random.below(0x7fffffff));
	const privileges = [
		'SeSecurityPrivilege',
		'SeBackupPrivilege',
		'SeRestorePrivilege',
		'SeDebugPrivilege',
	];
	return securityEvent(context, time, {
		id: 4672,
		name: 'Special privileges assigned',
		category: 'Special Logon',
		host,
		user,
		message:
			`Special privileges assigned to new logon.\r\n\r\n${subject('Subject', user, logonId)}` +
			`Privileges:\t\t${privileges.join('\r\n\t\t\t')}`,
		more: { SUBJECTLOGONID: logonId, PRIVILEGELIST: privileges.join(' ') },
	});
}

/** 4769: a Kerberos service ticket was requested. */
export function kerberosTicket(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
): LogEvent {
	const { random, people } = context;
	const client = random.skewed(people.windows);
	const port = random.between(49_152, 65_535);
	const service = `${random.skewed(people.windows).name}$`;
	return securityEvent(context, time, {
		id: 4769,
		name: 'Kerberos service ticket requested',
		category: 'Kerberos Service Ticket Operations',
		host,
		user,
		message:
			'A Kerberos service ticket was requested.\r\n\r\n' +
			`Account Information:\r\n\tAccount Name:\t\t${user}@CORP.EXAMPLE\r\n\tAccount Domain:\t\tCORP.EXAMPLE\r\n\r\n` +
			`Service Information:\r\n\tService Name:\t\t${service}\r\n\r\n` +
			`Network Information:\r\n\tClient Address:\t\t::ffff:${client.ip}\r\n\tClient Port:\t\t${port}\r\n\r\n` +
			'Additional Information:\r\n\tTicket Options:\t\t0x40810000\r\n\tTicket Encryption Type:\t0x12\r\n\tFailure Code:\t\t0x0',
		more: {
			SERVICENAME: service,
			TICKETOPTIONS: '0x40810000',
			TICKETENCRYPTIONTYPE: '0x12',
			REMOTEIP: client.ip,
			REMOTEPORT: port,
		},
	});
}

/** 4663: an attempt was made to access an object. */
export function fileAccess(context: DemoContext, time: number, host: Host, user: string): LogEvent {
	const { random } = context;
	const folder = random.skewed(['finance', 'projects', 'hr', 'sales', 'engineering', 'legal']);
	const file = `D:\\shares\\${folder}\\${random.pick(['report', 'budget', 'contract', 'plan', 'notes'])}-${random.below(4000)}.xlsx`;
	const handle = hex(random.below(0xffff));
	const logonId = hex(random.below(0x7fffffff));
	return securityEvent(context, time, {
		id: 4663,
		name: 'Object accessed',
		category: 'File System',
		host,
		user,
		message:
			`An attempt was made to access an object.\r\n\r\n${subject('Subject', user, logonId)}` +
			`Object:\r\n\tObject Server:\t\tSecurity\r\n\tObject Type:\t\tFile\r\n\tObject Name:\t\t${file}\r\n\tHandle ID:\t\t${handle}\r\n\r\n` +
			'Access Request Information:\r\n\tAccesses:\t\tReadData (or ListDirectory)\r\n\tAccess Mask:\t\t0x1',
		more: { OBJECTTYPE: 'File', OBJECTNAME: file, HANDLEID: handle, ACCESSMASK: '0x1' },
	});
}
