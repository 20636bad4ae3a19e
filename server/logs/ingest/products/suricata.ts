/** Suricata's EVE JSON: alerts, flows, DNS, HTTP, TLS and the other event types. */
import type { Draft } from '../formats/draft';
import type { Fields, ObjectFormat, ParseOptions } from '../formats/format';
import type { JsonObject } from '../formats/json-object';
import { setSeverity } from '../formats/severity';
import { collectRest, textAt } from './json-values';
import { setAddress, setPort, setText } from './values';

/** Severity of alerts counts down from 1, the most severe. */
const SEVERITY: ReadonlyMap<string, string> = new Map([
	['1', 'critical'],
	['2', 'error'],
	['3', 'warning'],
	['4', 'notice'],
]);

/** Keys that become a standard field and are not kept twice. */
const MOVED: ReadonlySet<string> = new Set([
	'timestamp',
	'src_ip',
	'src_port',
	'dest_ip',
	'dest_port',
	'proto',
	'host',
]);

/** Events of Suricata 4 to 7. */
export const SURICATA: ObjectFormat = {
	name: 'suricata',
	title: 'Suricata EVE JSON',
	logTypes: ['Suricata'],
	fields: [
		'IENAME',
		'ACTION',
		'REMOTEIP',
		'REMOTEPORT',
		'DESTINATIONIP',
		'DESTINATIONPORT',
		'PROTOCOL',
		'SEVERITY',
		'URL',
		'METHOD',
		'STATUS',
		'USERAGENT',
		'VHOST',
		'QUERY',
		'QUERYTYPE',
		'RESULT',
		'SENTBYTES',
		'RECEIVEDBYTES',
		'MESSAGE',
		'USERNAME',
	],
	openFields: true,
	sources: [
		{ product: 'suricata' },
		{ category: 'ids', only: { EVENT_TYPE: ['alert'] } },
		{ category: 'dns', only: { EVENT_TYPE: ['dns'] } },
	],
	recognises: (source) =>
		typeof source.event_type === 'string' &&
		source.timestamp !== undefined &&
		(source.src_ip !== undefined ||
			source.flow_id !== undefined ||
			source.stats !== undefined ||
			source.alert !== undefined ||
			source.event_type === 'engine'),
	read(source: JsonObject, draft: Draft, options: ParseOptions): void {
		collectRest(source, draft, MOVED);
		const { fields } = draft;
		const type = textAt(source, 'event_type')!;
		fields.LOGTYPE = 'Suricata';
		fields.SOURCE = 'suricata';
		setAddress(fields, 'REMOTEIP', textAt(source, 'src_ip'));
		setPort(fields, 'REMOTEPORT', textAt(source, 'src_port'));
		setAddress(fields, 'DESTINATIONIP', textAt(source, 'dest_ip'));
		setPort(fields, 'DESTINATIONPORT', textAt(source, 'dest_port'));
		setText(fields, 'PROTOCOL', textAt(source, 'proto')?.toLowerCase());
		const signature = textAt(source, 'alert', 'signature');
		fields.IENAME = signature ?? `Suricata ${type}`;
		fields.MESSAGE = signature ?? describe(type, source);
		setText(fields, 'ACTION', textAt(source, 'alert', 'action'));
		const severity = SEVERITY.get(textAt(source, 'alert', 'severity') ?? '');
		if (severity !== undefined) setSeverity(fields, severity);
		setHttp(source, fields);
		setText(fields, 'QUERY', textAt(source, 'dns', 'rrname'));
		setText(fields, 'QUERYTYPE', textAt(source, 'dns', 'rrtype'));
		setBytes(source, fields);
		draft.readTime(source.timestamp, 'timestamp', options);
		const host = textAt(source, 'host');
		if (host !== undefined) draft.setHost(host, 'host');
	},
};

function setHttp(source: JsonObject, fields: Fields): void {
	setText(fields, 'URL', textAt(source, 'http', 'url'));
	setText(fields, 'METHOD', textAt(source, 'http', 'http_method'));
	setText(fields, 'VHOST', textAt(source, 'http', 'hostname'));
	setText(fields, 'USERAGENT', textAt(source, 'http', 'http_user_agent'));
	setText(fields, 'REFERER', textAt(source, 'http', 'http_refer'));
	const status = Number(textAt(source, 'http', 'status'));
	if (!(status >= 100 && status < 1000)) return;
	fields.STATUS = status;
	fields.RESULT = status < 400 ? 'success' : 'failure';
}

function setBytes(source: JsonObject, fields: Fields): void {
	for (const key of ['flow', 'netflow']) {
		const sent = Number(textAt(source, key, 'bytes_toserver'));
		const received = Number(textAt(source, key, 'bytes_toclient'));
		if (Number.isFinite(sent)) fields.SENTBYTES = sent;
		if (Number.isFinite(received)) fields.RECEIVEDBYTES = received;
	}
}

function describe(type: string, source: JsonObject): string {
	const what = [
		textAt(source, 'dns', 'rrname'),
		textAt(source, 'http', 'hostname'),
		textAt(source, 'tls', 'sni'),
		textAt(source, 'fileinfo', 'filename'),
	].find((text) => text !== undefined);
	return what === undefined ? type : `${type} ${what}`;
}
