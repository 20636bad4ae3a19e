/** Linux audit: one record, or the records of one event joined by newlines: `type=SYSCALL msg=audit(1795168800.123:456): …`. */
import type { FieldValue } from '../../events';
import type { Draft } from '../formats/draft';
import { addField, fieldName } from '../formats/field-name';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { AUDIT_NAMES, syscallName } from './auditd-names';
import { auditPairs, decodedHex, socketAddress } from './auditd-values';
import { isNothing, scalar, setAddress, setPort, setResult, setText } from './values';

/** The head of a record: node, type (a name, or a number from the kernel's ring), time in seconds and the event's serial number. */
const HEAD =
	/^(?:node=(?<node>\S{1,255}) )?(?:audit: )?type=(?<type>[A-Z_0-9]{1,40}|UNKNOWN\[\d{1,5}\]) (?:msg=)?audit\((?<time>\d{9,12}\.\d{1,9}):(?<serial>\d{1,20})\): ?/;

/** auditd's log, `audisp-syslog` lines and the kernel's own audit messages. */
export const AUDITD: TextFormat = {
	name: 'auditd',
	title: 'Linux audit (auditd), records of one event joined',
	logTypes: ['Unix'],
	fields: [
		...[
			'TYPE',
			'RECORDTYPES',
			'SERIAL',
			'IENAME',
			'RESULT',
			'USERNAME',
			'REMOTEIP',
			'REMOTEHOST',
			'COMMAND',
			'PROCESSNAME',
			'PROCESSID',
		],
		...[
			'A0',
			'A1',
			'A2',
			'A3',
			'EXE',
			'COMM',
			'KEY',
			'NAME',
			'NAMETYPE',
			'SYSCALL',
			'SYSCALLNUMBER',
			'CWD',
			'OP',
			'ACCT',
			'TERMINAL',
		],
		...['PROCTITLE', 'DESTINATIONIP', 'DESTINATIONPORT', 'SOURCE', 'UID', 'AUID', 'SES'],
	],
	openFields: true,
	sources: [{ product: 'linux', service: 'auditd' }],
	first: 'tna',
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		const head = HEAD.exec(text);
		if (head === null) return false;
		const records = text.split('\n');
		const { fields } = draft;
		const types: string[] = [];
		for (const record of records) {
			const match = HEAD.exec(record);
			if (match === null) continue;
			const type = match.groups!.type!;
			if (!types.includes(type)) {
				addField(fields, 'TYPE', type);
				types.push(type);
			}
			addRecord(type, record.slice(match[0].length), fields, records.length > 1);
		}
		if (types.length > 1) fields.RECORDTYPES = types.join(', ');
		setEvent(types, fields);
		fields.LOGTYPE = 'Unix';
		fields.SOURCE = 'auditd';
		fields.SERIAL = head.groups!.serial!;
		fields.MESSAGE = text;
		draft.readTime(head.groups!.time, 'audit time', options);
		if (head.groups!.node !== undefined) draft.setHost(head.groups!.node, 'node');
		return true;
	},
};

/** Names of keys that the enriched part writes in upper case, beside the number of the same name. */
const ENRICHED: ReadonlyMap<string, string> = new Map([
	['AUID', 'AUIDNAME'],
	['UID', 'UIDNAME'],
	['EUID', 'EUIDNAME'],
	['GID', 'GIDNAME'],
	['EGID', 'EGIDNAME'],
	['SUID', 'SUIDNAME'],
	['FSUID', 'FSUIDNAME'],
	['SGID', 'SGIDNAME'],
	['FSGID', 'FSGIDNAME'],
	['OUID', 'OUIDNAME'],
	['OGID', 'OGIDNAME'],
	['ARCH', 'ARCHNAME'],
]);

function addRecord(type: string, content: string, fields: Fields, isJoined: boolean): void {
	for (const [key, raw] of auditPairs(content)) {
		const value = decodedHex(type, key, raw);
		if (value === '' || value === '?' || value === '(null)') continue;
		if (key === 'syscall') {
			fields.SYSCALLNUMBER = scalar(value);
			continue;
		}
		if (key === 'saddr') setSocket(value, fields);
		// Arguments of the call are bare numbers; those of the program keep the names a0, a1, …
		const isCallArgument = isJoined && type === 'SYSCALL' && /^a[0-3]$/.test(key);
		const name = isCallArgument
			? `SYSCALL_${key.toUpperCase()}`
			: (ENRICHED.get(key) ?? fieldName(key));
		// Records of one event repeat who and where; only what differs is worth a second field.
		if (fields[name] !== scalar(value)) addField(fields, name, scalar(value));
	}
}

function setSocket(saddr: string, fields: Fields): void {
	const socket = socketAddress(saddr);
	if (socket === undefined) return;
	setAddress(fields, 'DESTINATIONIP', socket.address);
	setPort(fields, 'DESTINATIONPORT', String(socket.port));
}

function setEvent(types: readonly string[], fields: Fields): void {
	const named = types.find((type) => AUDIT_NAMES.has(type));
	fields.IENAME = named === undefined ? types[0]! : AUDIT_NAMES.get(named)!;
	if (fields.SYSCALL === undefined && fields.SYSCALLNUMBER !== undefined) {
		setText(
			fields,
			'SYSCALL',
			syscallName(String(fields.ARCH ?? ''), Number(fields.SYSCALLNUMBER)),
		);
	}
	setOutcome(fields);
	setAddress(fields, 'REMOTEIP', text(fields.ADDR), 'REMOTEHOST');
	if (fields.REMOTEIP === undefined) setAddress(fields, 'REMOTEIP', text(fields.SRC));
	setText(fields, 'REMOTEHOST', text(fields.HOSTNAME));
	delete fields.HOSTNAME;
	setText(fields, 'PROCESSNAME', text(fields.EXE));
	if (typeof fields.PID === 'number') fields.PROCESSID = fields.PID;
	setText(fields, 'COMMAND', commandOf(fields));
	const user = [fields.ACCT, fields.USER, fields.AUIDNAME, fields.UIDNAME]
		.map(text)
		.find((name) => !isNothing(name));
	setText(fields, 'USERNAME', user);
}

function setOutcome(fields: Fields): void {
	const word = text(fields.RES ?? fields.RESULT ?? fields.SUCCESS);
	delete fields.RESULT;
	if (word === '1') fields.RESULT = 'success';
	else if (word === '0') fields.RESULT = 'failure';
	else setResult(fields, word);
}

/** The program's arguments, else the process title, else sudo's command. */
function commandOf(fields: Fields): string | undefined {
	const words: string[] = [];
	const isExec = [fields.TYPE, fields.TYPE_2, fields.TYPE_3].includes('EXECVE');
	for (let i = 0; isExec && fields[`A${i}`] !== undefined && i < 100; i++)
		words.push(String(fields[`A${i}`]));
	if (words.length > 0) return words.join(' ');
	return text(fields.PROCTITLE ?? fields.CMD);
}

function text(value: FieldValue | undefined): string | undefined {
	return value === undefined ? undefined : String(value);
}
