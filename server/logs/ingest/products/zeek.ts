/** Zeek's logs as JSON lines, with dotted (`id.orig_h`) or nested keys, and as tab-separated values under a `#fields` line. */
import type { Draft } from '../formats/draft';
import type { Fields, ObjectFormat, ParseOptions, TextFormat } from '../formats/format';
import type { BareObject, JsonObject } from '../formats/json-object';
import { collectRest, textAt } from './json-values';
import { scalar, setAddress, setNumber, setPort, setResult, setText } from './values';

const INFO = {
	logTypes: ['Zeek'],
	fields: [
		'IENAME',
		'ACTION',
		'REMOTEIP',
		'REMOTEPORT',
		'DESTINATIONIP',
		'DESTINATIONPORT',
		'PROTOCOL',
		'SERVICE',
		'USERNAME',
		'URL',
		'METHOD',
		'STATUS',
		'USERAGENT',
		'VHOST',
		'QUERY',
		'QUERYTYPE',
		'RESULT',
		'DURATION',
		'SENTBYTES',
		'RECEIVEDBYTES',
		'SOURCE',
		'MESSAGE',
	],
	openFields: true,
	sources: [
		{ product: 'zeek' },
		...[
			'conn',
			'dce_rpc',
			'dns',
			'files',
			'http',
			'kerberos',
			'rdp',
			'smb_files',
			'ssl',
			'x509',
		].map((service) => ({ product: 'zeek', service, only: { SOURCE: [`zeek ${service}`] } })),
		{ category: 'dns', only: { SOURCE: ['zeek dns'] } },
	],
};

/** Zeek's JSON lines. */
export const ZEEK: ObjectFormat = {
	...INFO,
	name: 'zeek',
	title: 'Zeek logs as JSON',
	recognises: (source) =>
		source.ts !== undefined &&
		(source['id.orig_h'] !== undefined ||
			textAt(source, 'id', 'orig_h') !== undefined ||
			source._path !== undefined ||
			source.uid !== undefined ||
			source.uids !== undefined ||
			source.fuid !== undefined ||
			source.peer !== undefined ||
			(source.host !== undefined &&
				(source.port_num !== undefined ||
					source.software_type !== undefined ||
					Object.keys(source).length === 2)) ||
			source['certificate.serial'] !== undefined ||
			(source.machine !== undefined && source.section_names !== undefined) ||
			(source.src !== undefined && (source.note !== undefined || source.dst !== undefined))),
	read: readZeek,
};

/** Zeek's tab-separated lines; the `#fields` line before them names the columns. */
export const ZEEK_TSV: TextFormat = {
	...INFO,
	name: 'zeek-tsv',
	title: 'Zeek logs as tab-separated values',
	first: '0123456789',
	place: 'line',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		const columns = options.memory?.columns.get('zeek');
		if (columns === undefined || columns[0] !== 'ts') return false;
		const values = text.split('\t');
		if (values.length !== columns.length) return false;
		const source = Object.create(null) as BareObject;
		for (const [index, column] of columns.entries()) {
			const value = values[index]!;
			if (value !== '-' && value !== '(empty)')
				source[column] = column === 'ts' ? value : scalar(value);
		}
		const path = options.memory?.columns.get('zeek-path')?.[0];
		if (path !== undefined) source._path = path;
		readZeek(source, draft, options);
		return draft.problem === undefined;
	},
};

const MOVED: ReadonlySet<string> = new Set([
	'ts',
	'id.orig_h',
	'id.orig_p',
	'id.resp_h',
	'id.resp_p',
	'proto',
	'host',
	'_path',
	'@path',
]);

function readZeek(source: JsonObject, draft: Draft, options: ParseOptions): void {
	collectRest(source, draft, MOVED);
	const { fields } = draft;
	const path = pathOf(source);
	fields.LOGTYPE = 'Zeek';
	fields.SOURCE = path === undefined ? 'zeek' : `zeek ${path}`;
	fields.IENAME = path === undefined ? 'Zeek event' : `Zeek ${path}`;
	setEnds(source, fields);
	setText(fields, 'PROTOCOL', textAt(source, 'proto') ?? textAt(source, 'transport_proto'));
	setText(fields, 'USERNAME', firstOf(source, ['username', 'user', 'cname']));
	// Kerberos: `ann/CORP.EXAMPLE`.
	const [client, realm] = (textAt(source, 'client') ?? '').split('/', 2);
	if (fields.USERNAME === undefined) setText(fields, 'USERNAME', client);
	setText(fields, 'DOMAIN', realm);
	setText(fields, 'QUERY', textAt(source, 'query'));
	setText(fields, 'QUERYTYPE', textAt(source, 'qtype_name'));
	setHttp(source, fields);
	setText(
		fields,
		'ACTION',
		firstOf(source, [
			'method',
			'command',
			'operation',
			'action',
			'cmd',
			'request_type',
			'func',
			'fc_request',
		]),
	);
	setNumber(fields, 'DURATION', textAt(source, 'duration'));
	setNumber(fields, 'SENTBYTES', textAt(source, 'orig_bytes'));
	setNumber(fields, 'RECEIVEDBYTES', textAt(source, 'resp_bytes'));
	setOutcome(source, fields);
	fields.MESSAGE =
		firstOf(source, ['msg', 'note', 'query', 'uri', 'server_name', 'message', 'name']) ??
		String(fields.IENAME);
	draft.readTime(source.ts, 'ts', options);
}

function firstOf(source: JsonObject, keys: readonly string[]): string | undefined {
	for (const key of keys) {
		const value = textAt(source, key);
		if (value !== undefined && value !== '' && value !== '-') return value;
	}
	return undefined;
}

function setEnds(source: JsonObject, fields: Fields): void {
	const end = (key: string) => textAt(source, `id.${key}`) ?? textAt(source, 'id', key);
	const { client_addr: clientAddress, client, server_addr: serverAddress, server } = source;
	setAddress(
		fields,
		'REMOTEIP',
		end('orig_h') ??
			text(clientAddress) ??
			text(client) ??
			textAt(source, 'src') ??
			textAt(source, 'src_addr') ??
			listed(source.tx_hosts),
	);
	setPort(fields, 'REMOTEPORT', end('orig_p') ?? textAt(source, 'src_port'));
	setAddress(
		fields,
		'DESTINATIONIP',
		end('resp_h') ??
			text(serverAddress) ??
			text(server) ??
			textAt(source, 'dst') ??
			textAt(source, 'dst_addr') ??
			listed(source.rx_hosts),
	);
	setPort(fields, 'DESTINATIONPORT', end('resp_p') ?? textAt(source, 'dst_port'));
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function listed(value: unknown): string | undefined {
	return Array.isArray(value) ? text(value[0]) : undefined;
}

function setHttp(source: JsonObject, fields: Fields): void {
	if (source.uri === undefined && source.status_code === undefined) return;
	setText(fields, 'URL', textAt(source, 'uri'));
	setText(fields, 'METHOD', textAt(source, 'method'));
	setText(fields, 'VHOST', textAt(source, 'host'));
	setText(fields, 'USERAGENT', textAt(source, 'user_agent'));
	setText(fields, 'REFERER', textAt(source, 'referrer'));
	const status = Number(textAt(source, 'status_code'));
	if (status >= 100 && status < 1000) fields.STATUS = status;
}

/** Zeek says how things ended in a different key for every protocol. */
function setOutcome(source: JsonObject, fields: Fields): void {
	const success = textAt(source, 'success') ?? textAt(source, 'auth_success');
	if (success !== undefined) setResult(fields, success);
	else if (source.rcode_name !== undefined)
		fields.RESULT = source.rcode_name === 'NOERROR' ? 'success' : 'failure';
	else if (typeof fields.STATUS === 'number')
		fields.RESULT = fields.STATUS < 400 ? 'success' : 'failure';
	else if (source.result !== undefined) setResult(fields, textAt(source, 'result'));
	else if (source.status !== undefined) setResult(fields, textAt(source, 'status'));
}

/** Which log a line is of, where it does not say so itself: keys that only that log has. */
const PATHS: ReadonlyArray<readonly [path: string, ...keys: string[]]> = [
	['conn', 'conn_state'],
	['dns', 'query', 'qclass'],
	['http', 'uri', 'method'],
	['http', 'trans_depth', 'status_code'],
	['ssl', 'cipher'],
	['ssl', 'server_name', 'established'],
	['files', 'fuid', 'analyzers'],
	['x509', 'certificate.serial'],
	['smb_files', 'action', 'name', 'path'],
	['smb_mapping', 'share_type'],
	['dce_rpc', 'endpoint', 'operation'],
	['kerberos', 'request_type', 'client'],
	['ntlm', 'domainname'],
	['ssh', 'auth_attempts'],
	['ftp', 'command', 'reply_code'],
	['smtp', 'helo'],
	['notice', 'note'],
	['weird', 'name', 'notice'],
	['rdp', 'cookie'],
	['sip', 'call_id'],
	['dhcp', 'msg_types'],
	['snmp', 'community'],
	['tunnel', 'tunnel_type'],
	['software', 'software_type'],
	['intel', 'seen.indicator'],
];

function pathOf(source: JsonObject): string | undefined {
	const own = textAt(source, '_path') ?? textAt(source, '@path');
	if (own !== undefined) return own;
	return PATHS.find(([, ...keys]) => keys.every((key) => Object.hasOwn(source, key)))?.[0];
}
