/** Postfix: what its mail transfer daemons say about connections, messages, deliveries and refusals. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { readAttributes } from './postfix-attributes';
import { setAddress, setNumber, setPort, setText } from './values';

const PROGRAMS = [
	'smtpd',
	'smtp',
	'lmtp',
	'qmgr',
	'cleanup',
	'pickup',
	'local',
	'virtual',
	'pipe',
	'bounce',
	'error',
	'anvil',
	'master',
	'postscreen',
	'submission/smtpd',
	'smtps/smtpd',
	'submissions/smtpd',
	'relay/smtp',
	'policyd',
	'tlsproxy',
	'dnsblog',
	'trivial-rewrite',
	'sendmail',
	'postdrop',
	'scache',
	'proxymap',
	'verify',
];

/** `3D770111AF50: ` or a long queue id; `NOQUEUE: ` where no message exists yet. */
const QUEUE_ID = /^(?<id>NOQUEUE|[0-9A-F]{5,16}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20}): /;
/** A client as Postfix names it: `mail.example.net[192.0.2.1]` with or without port. */
const CLIENT = String.raw`(?<host>[^\s\[]{1,255})\[(?<ip>[\da-fA-F.:]{2,45}|unknown)\](?::(?<port>\d{1,5}))?`;
const CONNECTION = new RegExp(
	String.raw`^(?<event>connect|disconnect|lost connection|timeout|CONNECT|DISCONNECT|PASS (?:OLD|NEW)|WHITELISTED|HANGUP|PREGREET)[^\[]{0,64}? (?:from )?(?:${CLIENT}|\[(?<bare>[\da-fA-F.:]{2,45})\](?::(?<barePort>\d{1,5}))?)`,
);
const REJECT = new RegExp(
	String.raw`^(?<action>reject|reject_warning|hold|discard|filter|redirect|warn|milter-reject): (?<stage>[A-Z-]{3,16})(?: command)? from ${CLIENT}: (?<reason>[^;]{1,512})`,
);
const SASL = new RegExp(
	String.raw`^(?:warning: )?${CLIENT}: SASL (?<method>[\w-]{1,32}) authentication failed(?:: (?<reason>[^,]{0,200}))?(?:, sasl_username=(?<user>\S{1,255}))?`,
);
const TLS = new RegExp(
	String.raw`^(?<trust>Anonymous|Untrusted|Trusted|Verified) TLS connection established (?<direction>from|to) ${CLIENT}`,
);

/** Postfix's messages, by whatever instance name its syslog tag has (`postfix/smtpd`, `postfix-out/smtp`). */
export const POSTFIX: TextFormat = {
	name: 'postfix',
	title: 'Postfix mail server',
	logTypes: ['Unix', 'Syslog Device'],
	fields: [
		...[
			'QUEUEID',
			'SENDER',
			'RECIPIENT',
			'RELAY',
			'STATUS',
			'RESULT',
			'IENAME',
			'ACTION',
			'REASON',
			'MESSAGEID',
			'HELO',
		],
		...[
			'REMOTEIP',
			'REMOTEHOST',
			'REMOTEPORT',
			'DESTINATIONIP',
			'DESTINATIONHOST',
			'DESTINATIONPORT',
			'USERNAME',
			'METHOD',
			'BYTES',
			'DSN',
		],
	],
	openFields: true,
	sources: [{ product: 'postfix' }, { product: 'linux', service: 'postfix' }],
	programs: ['postfix', ...PROGRAMS.map((program) => `postfix/${program}`)],
	place: 'message',
	read(text: string, draft: Draft, _options: ParseOptions): boolean {
		const { fields } = draft;
		let rest = text;
		const queue = QUEUE_ID.exec(text);
		if (queue !== null) {
			rest = text.slice(queue[0].length);
			if (queue.groups!.id !== 'NOQUEUE') fields.QUEUEID = queue.groups!.id!;
		}
		if (!readSpecial(rest, fields)) readAttributeLine(rest, fields);
		fields.MESSAGE ??= text;
		return true;
	},
};

function readSpecial(rest: string, fields: Fields): boolean {
	const reject = REJECT.exec(rest)?.groups;
	if (reject !== undefined) {
		setClient(fields, reject);
		fields.ACTION = reject.action!;
		setText(fields, 'REASON', reject.reason);
		fields.IENAME = `Message ${reject.action === 'reject' || reject.action === 'milter-reject' ? 'rejected' : 'filtered'}`;
		if (fields.IENAME === 'Message rejected') fields.RESULT = 'failure';
		readAttributes(rest.slice(rest.indexOf(reject.reason!)), fields);
		return true;
	}
	const sasl = rest.includes(' SASL ') ? SASL.exec(rest)?.groups : undefined;
	if (sasl !== undefined) {
		setClient(fields, sasl);
		setText(fields, 'METHOD', sasl.method);
		setText(fields, 'REASON', sasl.reason);
		setText(fields, 'USERNAME', sasl.user);
		fields.IENAME = 'Failed logon';
		fields.RESULT = 'failure';
		return true;
	}
	const tls = TLS.exec(rest)?.groups;
	if (tls !== undefined) {
		if (tls.direction === 'from') setClient(fields, tls);
		else setDestination(fields, tls);
		fields.IENAME = 'TLS connection established';
		return true;
	}
	const connection = CONNECTION.exec(rest)?.groups;
	if (connection === undefined) return false;
	setClient(fields, {
		host: connection.host,
		ip: connection.ip ?? connection.bare,
		port: connection.port ?? connection.barePort,
	});
	const event = connection.event!.toLowerCase();
	if (event === 'connect') fields.IENAME = 'Connection opened';
	else if (event === 'disconnect') fields.IENAME = 'Connection closed';
	else fields.IENAME = event.startsWith('lost') ? 'Connection lost' : `Postscreen ${event}`;
	return true;
}

const DELIVERED: ReadonlyMap<string, readonly [event: string, result?: 'success' | 'failure']> =
	new Map([
		['sent', ['Message sent', 'success']],
		['bounced', ['Message bounced', 'failure']],
		['deferred', ['Message deferred', 'failure']],
		['expired', ['Message expired', 'failure']],
		['deliverable', ['Address deliverable', 'success']],
		['undeliverable', ['Address undeliverable', 'failure']],
	]);

function readAttributeLine(rest: string, fields: Fields): void {
	readAttributes(rest, fields);
	const delivered = DELIVERED.get(String(fields.STATUS ?? ''));
	if (delivered !== undefined) {
		fields.IENAME = delivered[0];
		if (delivered[1] !== undefined) fields.RESULT = delivered[1];
	} else if (rest === 'removed') fields.IENAME = 'Message removed from queue';
	else if (fields.MESSAGEID !== undefined) fields.IENAME = 'Message received';
	else if (rest.startsWith('from=')) fields.IENAME = 'Message queued';
	const user = fields.SASL_USERNAME;
	if (user !== undefined) {
		fields.USERNAME = String(user);
		fields.RESULT = 'success';
		fields.IENAME = 'Successful logon';
		delete fields.SASL_USERNAME;
	}
	const said =
		/^host (?<host>[^\s[]{1,255})\[(?<ip>[\da-fA-F.:]{2,45})\] (?:said|refused to talk to me): (?<reason>.{1,512})/.exec(
			rest,
		)?.groups;
	if (said !== undefined) {
		setDestination(fields, said);
		setText(fields, 'REASON', said.reason);
		fields.IENAME = 'Refused by remote server';
		fields.RESULT = 'failure';
	}
}

interface Client {
	readonly host?: string | undefined;
	readonly ip?: string | undefined;
	readonly port?: string | undefined;
}

function setClient(fields: Fields, { host, ip, port }: Client): void {
	setAddress(fields, 'REMOTEIP', ip);
	setText(fields, 'REMOTEHOST', host);
	setPort(fields, 'REMOTEPORT', port);
}

function setDestination(fields: Fields, { host, ip, port }: Client): void {
	setAddress(fields, 'DESTINATIONIP', ip);
	setText(fields, 'DESTINATIONHOST', host);
	setPort(fields, 'DESTINATIONPORT', port);
	setNumber(fields, 'DESTINATIONPORT', port);
}
