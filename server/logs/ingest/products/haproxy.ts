/** HAProxy: its HTTP, HTTPS, TCP, error and connect logs, as the syslog program or on their own. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { setAddress, setNumber, setPort, setText } from './values';

/** `client:port [20/Nov/2026:10:00:00.655] frontend …`; a Unix socket writes `unix:1` as its client. */
const START =
	/^(?<client>\S{1,64}):(?<port>\d{1,5}) \[(?<time>\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d(?:\.\d{1,6})?)\] (?<frontend>\S{1,128}?)~? /;
/** Backend, timers, status, bytes, cookies, state, counters, queues, captured headers, request. */
const HTTP =
	/^(?<backend>[^\s/]{1,128})\/(?<server>\S{1,128}) (?:(?<vhost>[^\s/]{1,255}) )?(?<timers>[+\d/-]{5,64}) (?<status>\d{3}|-1) (?<bytes>\+?\d{1,18}) \S+ \S+ (?<state>[A-Za-z-]{2,4}) \S+ \S+(?: \{(?<captured>[^}]{0,1024})\})?(?: \{[^}]{0,1024}\})?(?: "(?<request>(?:[^"\\]|\\.){0,4096})"?)?/;
const TCP =
	/^(?<backend>[^\s/]{1,128})\/(?<server>\S{1,128}) (?<timers>[+\d/-]{3,64}) (?<bytes>\+?\d{1,18}) (?<state>[A-Za-z-]{2,4}) [\d/+]{1,32} /;
const CONNECT =
	/^Connect from (?<client>\S{1,64}):(?<port>\d{1,5}) to (?<server>\S{1,64}):(?<serverPort>\d{1,5}) \((?<frontend>[^/)]{1,128})\/(?<mode>\w{1,8})\)/;
const SERVER_STATE =
	/^(?:Backup )?[Ss]erver (?<backend>[^\s/]{1,128})\/(?<server>\S{1,128}) is (?<state>UP|DOWN|MAINT|going DOWN)/;

/** HAProxy's log lines; the time of the request is its own, not the header's. */
export const HAPROXY: TextFormat = {
	name: 'haproxy',
	title: 'HAProxy (HTTP, TCP, connection and error logs)',
	logTypes: ['Unix', 'Syslog Device'],
	fields: [
		...[
			'REMOTEIP',
			'REMOTEPORT',
			'REMOTEHOST',
			'METHOD',
			'URL',
			'PROTOCOL',
			'STATUS',
			'BYTES',
			'RESULT',
			'IENAME',
			'VHOST',
		],
		...[
			'FRONTEND',
			'BACKEND',
			'SERVER',
			'TERMINATIONSTATE',
			'DURATION',
			'DESTINATIONIP',
			'DESTINATIONPORT',
			'REASON',
		],
	],
	sources: [{ product: 'haproxy' }, { category: 'webserver' }],
	programs: ['haproxy'],
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		const head = text.includes('] ') ? START.exec(text) : null;
		const { fields } = draft;
		if (head === null) return readConnect(text, fields);
		const { client, port, time, frontend } = head.groups!;
		const rest = text.slice(head[0].length);
		if (!readHttp(rest, fields) && !readTcp(rest, fields)) {
			// Errors before any request: `frontend/bind: Connection error during SSL handshake`.
			const error = /^(?:\S{1,128}: )?(?<reason>[A-Z][^:]{3,200})$/.exec(rest);
			if (error === null && !frontend!.endsWith(':')) return false;
			fields.IENAME = 'Connection error';
			fields.RESULT = 'failure';
			setText(fields, 'REASON', rest);
		}
		fields.FRONTEND = frontend!.replace(/:$/, '').split('/', 1)[0]!;
		setClient(fields, client, port);
		draft.readTime(time, 'time of the request', options);
		finishFields(text, fields);
		return true;
	},
};

function readHttp(rest: string, fields: Fields): boolean {
	const match = HTTP.exec(rest);
	if (match === null) return false;
	const { backend, server, vhost, timers, status, bytes, state, request } = match.groups!;
	setText(fields, 'BACKEND', backend);
	setText(fields, 'SERVER', server);
	setText(fields, 'VHOST', vhost);
	if (status !== '-1') {
		fields.STATUS = Number(status);
		fields.RESULT = Number(status) < 400 ? 'success' : 'failure';
	}
	setNumber(fields, 'BYTES', bytes!.replace('+', ''));
	setText(fields, 'TERMINATIONSTATE', state);
	setDuration(fields, timers!);
	fields.IENAME = 'HTTP request';
	const parts =
		/^(?<method>[A-Z]{1,32}) (?<url>\S{1,4096})(?: (?<protocol>HTTP\/[\d.]{1,3}))?/.exec(
			request ?? '',
		);
	setText(fields, 'METHOD', parts?.groups?.method);
	setText(fields, 'URL', parts?.groups?.url);
	setText(fields, 'PROTOCOL', parts?.groups?.protocol);
	return true;
}

function readTcp(rest: string, fields: Fields): boolean {
	const match = TCP.exec(rest);
	if (match === null) return false;
	const { backend, server, timers, bytes, state } = match.groups!;
	setText(fields, 'BACKEND', backend);
	setText(fields, 'SERVER', server);
	setNumber(fields, 'BYTES', bytes!.replace('+', ''));
	setText(fields, 'TERMINATIONSTATE', state);
	setDuration(fields, timers!);
	fields.IENAME = 'TCP connection';
	// Two dashes: the session ended as it should.
	fields.RESULT = state!.startsWith('--') ? 'success' : 'failure';
	return true;
}

function readConnect(text: string, fields: Fields): boolean {
	const connect = text.startsWith('Connect from ') ? CONNECT.exec(text)?.groups : undefined;
	if (connect !== undefined) {
		setClient(fields, connect.client, connect.port);
		setAddress(fields, 'DESTINATIONIP', connect.server, 'DESTINATIONHOST');
		setPort(fields, 'DESTINATIONPORT', connect.serverPort);
		setText(fields, 'FRONTEND', connect.frontend);
		fields.IENAME = 'Connection';
		finishFields(text, fields);
		return true;
	}
	const state = /^(?:Backup )?[Ss]erver /.test(text) ? SERVER_STATE.exec(text)?.groups : undefined;
	if (state === undefined) return false;
	setText(fields, 'BACKEND', state.backend);
	setText(fields, 'SERVER', state.server);
	fields.IENAME = `Server ${state.state === 'UP' ? 'up' : 'down'}`;
	finishFields(text, fields);
	return true;
}

function setClient(fields: Fields, client: string | undefined, port: string | undefined): void {
	setAddress(fields, 'REMOTEIP', client, 'REMOTEHOST');
	setPort(fields, 'REMOTEPORT', port);
}

/** The last timer is the whole time in ms; DURATION is in seconds everywhere. */
function setDuration(fields: Fields, timers: string): void {
	const total = Number(timers.slice(timers.lastIndexOf('/') + 1).replace('+', ''));
	if (total >= 0) fields.DURATION = total / 1000;
}

function finishFields(text: string, fields: Fields): void {
	fields.SOURCE ??= 'haproxy';
	fields.LOGTYPE = 'Unix';
	fields.MESSAGE ??= text;
}
