/** Sophos Firewall (XG, SFOS) and UTM: `device="SFW" date=… time=… log_type="Firewall" log_subtype="Allowed" …`. */
import type { Draft } from '../formats/draft';
import type { ParseOptions, TextFormat } from '../formats/format';
import { readTime, type WrittenTime } from '../time';
import { readPairs, startsWithPair } from './key-value';
import { fieldsOf, pairTable, setPair } from './pair-fields';
import { isNothing, setLevel, setResult, setText } from './values';

const TABLE = pairTable({
	log_id: 'EVENTID',
	message: 'MESSAGE',
	log_subtype: 'ACTION',
	action: 'DEVICEACTION',
	user_name: ['USERNAME', 'user'],
	user: ['USERNAME', 'user'],
	src_ip: ['REMOTEIP', 'ip'],
	sourceip: ['REMOTEIP', 'ip'],
	src_port: ['REMOTEPORT', 'port'],
	dst_ip: ['DESTINATIONIP', 'ip'],
	destinationip: ['DESTINATIONIP', 'ip'],
	dst_port: ['DESTINATIONPORT', 'port'],
	protocol: 'PROTOCOL',
	in_interface: 'SOURCEINTERFACE',
	out_interface: 'DESTINATIONINTERFACE',
	src_zone: 'SOURCEZONE',
	dst_zone: 'DESTINATIONZONE',
	fw_rule_id: 'RULE',
	sent_bytes: ['SENTBYTES', 'number'],
	bytes_sent: ['SENTBYTES', 'number'],
	recv_bytes: ['RECEIVEDBYTES', 'number'],
	bytes_received: ['RECEIVEDBYTES', 'number'],
	duration: ['DURATION', 'number'],
	application: 'APPLICATION',
	app_name: 'APPLICATION',
	url: 'URL',
	user_agent: 'USERAGENT',
	category: 'CATEGORY',
	http_category: 'CATEGORY',
	virus: 'THREATNAME',
	threatname: 'THREATNAME',
	device_id: 'DEVICEID',
	device_serial_id: 'DEVICEID',
});

/** Sophos Firewall's log lines. */
export const SOPHOS: TextFormat = {
	name: 'sophos',
	title: 'Sophos Firewall (XG, SFOS)',
	logTypes: ['Sophos Device'],
	fields: [...fieldsOf(TABLE), 'IENAME', 'SEVERITY', 'RESULT'],
	openFields: true,
	sources: [{ product: 'sophos' }, { category: 'firewall' }],
	first: 'dlt',
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		if (!startsWithPair(text) || !text.includes('log_component=')) return false;
		const pairs = readPairs(text);
		const values = new Map(pairs);
		if (!values.has('log_type') || !values.has('log_component')) return false;
		const { fields } = draft;
		fields.LOGTYPE = 'Sophos Device';
		for (const [key, value] of pairs) {
			if (!TIME_KEYS.has(key)) setPair(fields, TABLE, key, value);
		}
		setText(fields, 'IENAME', `${values.get('log_type')}: ${values.get('log_component')}`);
		setLevel(fields, values.get('priority') ?? values.get('severity'));
		setResult(fields, values.get('status'));
		fields.MESSAGE ??= text;
		const time = timeOf(values, options);
		if (time !== undefined) draft.setTime(time, 'timestamp');
		// `device="SFW"` of old releases and `device_name="SFW"` of new ones are the model, not a host.
		const host = values.get('device_name');
		if (!isNothing(host) && host !== 'SFW') draft.setHost(host, 'device_name');
		return true;
	},
};

const TIME_KEYS: ReadonlySet<string> = new Set(['date', 'time', 'timezone', 'timestamp', 'device']);

function timeOf(
	values: ReadonlyMap<string, string>,
	options: ParseOptions,
): WrittenTime | undefined {
	const stamp = values.get('timestamp');
	if (stamp !== undefined) return readTime(stamp, options);
	const clock = `${values.get('date') ?? ''} ${values.get('time') ?? ''}`;
	return readTime(`${clock} ${values.get('timezone') ?? ''}`, options) ?? readTime(clock, options);
}
