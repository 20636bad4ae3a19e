/** Palo Alto Networks firewalls: comma-separated traffic, threat, system and other logs of PAN-OS. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { splitCsv } from './csv';
import { panosColumns, PANOS_FIELDS } from './panos-columns';
import { setKind } from './pair-fields';
import { isNothing, setLevel } from './values';

/** `1,2026/11/20 10:00:00,serial,TYPE,`: the time of receipt stands second in every PAN-OS log. */
const SHAPE =
	/^[^,]{0,64},\d{4}[/-]\d\d[/-]\d\d[ T]\d\d:\d\d:\d\d[^,]{0,16},[^,]{0,64},[A-Z-]{2,20},/;

/** What logs are called; URL and other filtering share the type THREAT. */
const NAMES: ReadonlyMap<string, string> = new Map([
	['TRAFFIC start', 'Session started'],
	['TRAFFIC end', 'Session ended'],
	['TRAFFIC drop', 'Session dropped'],
	['TRAFFIC deny', 'Session denied'],
	['THREAT url', 'URL filtering'],
	['THREAT virus', 'Virus detected'],
	['THREAT spyware', 'Spyware detected'],
	['THREAT vulnerability', 'Vulnerability exploit detected'],
	['THREAT wildfire', 'WildFire verdict'],
	['THREAT wildfire-virus', 'Virus detected'],
	['THREAT file', 'File matched'],
	['THREAT data', 'Data pattern matched'],
	['THREAT flood', 'Flood detected'],
	['THREAT scan', 'Scan detected'],
	['THREAT packet', 'Packet attack detected'],
	['USERID login', 'User mapped'],
	['USERID logout', 'User unmapped'],
	['CONFIG 0', 'Configuration changed'],
]);

/** PAN-OS logs in the default syslog format, PAN-OS 8 to 11. */
export const PANOS: TextFormat = {
	name: 'panos',
	title: 'Palo Alto Networks PAN-OS (CSV: traffic, threat, system, config, …)',
	logTypes: ['Palo Alto Device'],
	fields: PANOS_FIELDS,
	sources: [{ product: 'paloalto' }, { product: 'panos' }, { category: 'firewall' }],
	first: '0123456789,',
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		if (!SHAPE.test(text)) return false;
		const values = splitCsv(text);
		const [, received, serial, type = '', subtype = '', , generated] = values;
		const { fields } = draft;
		fields.LOGTYPE = 'Palo Alto Device';
		fields.TYPE = type;
		if (!isNothing(subtype) && subtype !== '0') fields.SUBTYPE = subtype;
		if (!isNothing(serial)) fields.DEVICEID = serial;
		for (const [index, field, kind] of panosColumns(type)) {
			const value = values[index];
			if (value !== undefined && fields[field] === undefined) setKind(fields, field, kind, value);
		}
		fields.IENAME = NAMES.get(`${type} ${subtype}`) ?? [type, subtype].join(' ').trimEnd();
		fields.MESSAGE ??= text;
		setVerdict(fields);
		if (typeof fields.LEVEL === 'string') setLevel(fields, fields.LEVEL);
		delete fields.LEVEL;
		if (!draft.readTime(generated, 'generated time', options)) {
			draft.readTime(received, 'receive time', options);
		}
		if (typeof fields.DEVICENAME === 'string') draft.setHost(fields.DEVICENAME, 'device name');
		delete fields.DEVICENAME;
		return true;
	},
};

/** Whether what was tried went through: the session passed, the logon or the command succeeded. */
function setVerdict(fields: Fields): void {
	const word = String(fields.STATUS ?? fields.ACTION ?? '').toLowerCase();
	if (/^(?:allow|alert|success|succeeded|continue|wildfire-upload|forward)/.test(word)) {
		fields.RESULT = 'success';
	} else if (/^(?:deny|drop|reset|block|fail|sinkhole|random-drop|syncookie)/.test(word)) {
		fields.RESULT = 'failure';
	}
}
