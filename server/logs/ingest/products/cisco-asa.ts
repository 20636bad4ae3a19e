/** Cisco ASA, FTD, FWSM and PIX: `%ASA-6-302013: Built inbound TCP connection …`. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { addField } from '../formats/field-name';
import { setSeverity, SEVERITIES } from '../formats/severity';
import { ASA_MESSAGES, type AsaMessage } from './cisco-asa-messages';
import { readCommaPairs } from './comma-pairs';
import { pairTable, setKind, setPair, type PairKind } from './pair-fields';
import { isNothing, ownField, setUser } from './values';

/** `%ASA-6-302013:`, `%ASA-session-3-106102:`, FTD's `%FTD-3-430005 Message:`, and `%FDT-`, as some releases spell it. */
const TAG = /^%(?:ASA|FTD|FDT|NGIPS|FWSM|PIX)-(?:[a-z_]{1,16}-)?([0-7])-(\d{6})[: ]\s*/;

/** Connection, intrusion and file events of FTD are `Key: value, Key: value`. */
const FTD_TABLE = pairTable({
	AccessControlRuleAction: 'ACTION',
	InlineResult: 'ACTION',
	FileAction: 'ACTION',
	SrcIP: ['REMOTEIP', 'ip'],
	InitiatorIP: ['REMOTEIP', 'ip'],
	SrcPort: ['REMOTEPORT', 'port'],
	InitiatorPort: ['REMOTEPORT', 'port'],
	DstIP: ['DESTINATIONIP', 'ip'],
	ResponderIP: ['DESTINATIONIP', 'ip'],
	DstPort: ['DESTINATIONPORT', 'port'],
	ResponderPort: ['DESTINATIONPORT', 'port'],
	Protocol: 'PROTOCOL',
	IngressInterface: 'SOURCEINTERFACE',
	EgressInterface: 'DESTINATIONINTERFACE',
	IngressZone: 'SOURCEZONE',
	EgressZone: 'DESTINATIONZONE',
	AccessControlRuleName: 'RULE',
	User: ['USERNAME', 'user'],
	InitiatorBytes: ['SENTBYTES', 'number'],
	ResponderBytes: ['RECEIVEDBYTES', 'number'],
	ConnectionDuration: ['DURATION', 'number'],
	ApplicationProtocol: 'APPLICATION',
	URL: 'URL',
	URI: 'URL',
	UserAgent: 'USERAGENT',
	ThreatName: 'THREATNAME',
	FileName: 'FILENAME',
	FileSHA256: 'FILEHASH',
});

/** How FTD says that it knows no user. */
const NO_USER = /^(?:No Authentication Required|Unknown|Not Found|No authentication required)$/i;

const KINDS: ReadonlyMap<string, PairKind> = new Map([
	['REMOTEIP', 'ip'],
	['DESTINATIONIP', 'ip'],
	['NATIP', 'ip'],
	['DESTINATIONNATIP', 'ip'],
	['AUTHSERVER', 'text'],
	['REMOTEPORT', 'port'],
	['DESTINATIONPORT', 'port'],
	['BYTES', 'number'],
	['SENTBYTES', 'number'],
	['RECEIVEDBYTES', 'number'],
	['REPEATCOUNT', 'number'],
	['USERNAME', 'user'],
]);

/** Messages of Cisco's firewalls. */
export const CISCO_ASA: TextFormat = {
	name: 'cisco-asa',
	title: 'Cisco ASA and Firepower (FTD)',
	logTypes: ['Cisco Device'],
	fields: [
		...[
			'EVENTID',
			'IENAME',
			'ACTION',
			'RESULT',
			'SEVERITY',
			'REMOTEIP',
			'REMOTEPORT',
			'REMOTEHOST',
			'SOURCEINTERFACE',
		],
		...[
			'DESTINATIONIP',
			'DESTINATIONPORT',
			'DESTINATIONHOST',
			'DESTINATIONINTERFACE',
			'NATIP',
			'DESTINATIONNATIP',
		],
		...[
			'PROTOCOL',
			'DIRECTION',
			'SESSIONID',
			'RULE',
			'DURATION',
			'BYTES',
			'SENTBYTES',
			'RECEIVEDBYTES',
			'REASON',
		],
		...[
			'USERNAME',
			'DOMAIN',
			'TARGETUSERNAME',
			'GROUP',
			'COMMAND',
			'URL',
			'FILENAME',
			'REPEATCOUNT',
			'AUTHSERVER',
		],
		...['SESSIONTYPE', 'SERVICE', 'CATEGORY', 'THREATLEVEL', 'OBJECTNAME'],
	],
	openFields: true,
	sources: [
		{ product: 'cisco', service: 'asa' },
		{ product: 'cisco', service: 'ftd' },
		{ category: 'firewall' },
	],
	first: '%',
	place: 'message',
	read(text: string, draft: Draft, _options: ParseOptions): boolean {
		const tag = TAG.exec(text);
		if (tag === null) return false;
		const { fields } = draft;
		const content = text.slice(tag[0].length);
		fields.LOGTYPE = 'Cisco Device';
		fields.EVENTID = tag[2]!;
		setSeverity(fields, SEVERITIES[Number(tag[1])]!);
		fields.MESSAGE = content;
		const message = ASA_MESSAGES.get(tag[2]!);
		if (message !== undefined) setMessage(message, content, fields);
		if (tag[2]!.startsWith('43000')) setPairs(content, fields);
		return true;
	},
};

/** Patterns look at no more than this: a message of these firewalls is a line of a few hundred characters. */
const MAX_MATCHED = 2048;

function setMessage(message: AsaMessage, content: string, fields: Fields): void {
	fields.IENAME = message.event;
	if (message.action !== undefined) fields.ACTION = message.action;
	if (message.result !== undefined) fields.RESULT = message.result;
	const groups = message.pattern?.exec(content.slice(0, MAX_MATCHED))?.groups;
	if (groups === undefined) return;
	// "Built outbound" names the far end first; whoever opened the connection is the source.
	const swap = groups.DIRECTION === 'outbound';
	for (const [name, value] of Object.entries(groups)) {
		if (value === undefined || value === '') continue;
		const field = swap ? swapped(name) : name;
		if (field === 'SRCUSER' || field === 'SRCNAME') setUser(fields, account(value));
		else if (field === 'DSTUSER' || field === 'DSTNAME') fields.TARGETUSERNAME = account(value);
		else setKind(fields, field, KINDS.get(field) ?? 'text', value.trim());
	}
	if (
		fields.USERNAME === undefined &&
		fields.TARGETUSERNAME !== undefined &&
		groups.SRCUSER === undefined
	) {
		setUser(fields, String(fields.TARGETUSERNAME));
	}
	if (fields.ACTION === 'permitted' || fields.ACTION === 'est-allowed') fields.RESULT = 'success';
	else if (fields.ACTION === 'denied' || fields.ACTION === 'dropped') fields.RESULT = 'failure';
}

const SIDES: ReadonlyMap<string, string> = new Map([
	['REMOTEIP', 'DESTINATIONIP'],
	['DESTINATIONIP', 'REMOTEIP'],
	['REMOTEPORT', 'DESTINATIONPORT'],
	['DESTINATIONPORT', 'REMOTEPORT'],
	['SOURCEINTERFACE', 'DESTINATIONINTERFACE'],
	['DESTINATIONINTERFACE', 'SOURCEINTERFACE'],
	['NATIP', 'DESTINATIONNATIP'],
	['DESTINATIONNATIP', 'NATIP'],
	['SRCUSER', 'DSTUSER'],
	['DSTUSER', 'SRCUSER'],
]);

function swapped(name: string): string {
	return SIDES.get(name) ?? name;
}

/** `LOCAL\alice, 123` and `LOCAL\domain\alice`: LOCAL is where the device knows the account from, a number its tag. */
function account(value: string): string {
	const name = value.split(',', 1)[0]!.trim();
	return name.startsWith('LOCAL\\') ? name.slice(6) : name;
}

function setPairs(content: string, fields: Fields): void {
	for (const [key, value] of readCommaPairs(content)) {
		if (key === 'User' && NO_USER.test(value)) continue;
		if (key === 'Message') addField(fields, 'THREATNAME', value);
		else if (FTD_TABLE.has(key)) setPair(fields, FTD_TABLE, key, value);
		else if (!isNothing(value)) addField(fields, ownField(key.replaceAll(' ', '')), value);
	}
	const action = String(fields.ACTION ?? '');
	if (/^(?:allow|monitor|trust|detect|pass|alert)/i.test(action)) fields.RESULT = 'success';
	else if (/block|drop|deny|reset/i.test(action)) fields.RESULT = 'failure';
}
