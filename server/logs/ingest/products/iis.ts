/** IIS and other Microsoft servers' W3C extended logs, whose columns the `#Fields` line before them names. */
import type { Draft } from '../formats/draft';
import { fieldName } from '../formats/field-name';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { guessColumns } from './iis-columns';
import { pairTable, setPair } from './pair-fields';
import { isNothing, ownField, scalar } from './values';

/** Columns that have a standard field; the raw W3C name stays a field as well where rules ask for it. */
const TABLE = pairTable({
	'c-ip': ['REMOTEIP', 'ip'],
	'c-port': ['REMOTEPORT', 'port'],
	's-ip': ['DESTINATIONIP', 'ip'],
	's-port': ['DESTINATIONPORT', 'port'],
	'cs-username': ['USERNAME', 'user'],
	'cs-method': 'METHOD',
	'cs-version': 'PROTOCOL',
	'cs-host': 'VHOST',
	'cs(host)': 'VHOST',
	'cs(user-agent)': 'USERAGENT',
	'cs(referer)': 'REFERER',
	'cs(cookie)': 'COOKIE',
	'sc-status': ['STATUS', 'number'],
	'sc-substatus': ['SUBSTATUS', 'number'],
	'sc-win32-status': ['WIN32STATUS', 'number'],
	'sc-bytes': ['BYTES', 'number'],
	'cs-bytes': ['RECEIVEDBYTES', 'number'],
	's-sitename': 'SITENAME',
	's-computername': 'COMPUTERNAME',
	's-reason': 'REASON',
	's-queuename': 'QUEUENAME',
	'x-forwarded-for': 'FORWARDEDFOR',
	'cs(x-forwarded-for)': 'FORWARDEDFOR',
	'x-forwarded-for-client': 'FORWARDEDFOR',
	'cs-uri': 'URL',
});

/** W3C lines of IIS, HTTP.sys (httperr) and the like. */
export const IIS: TextFormat = {
	name: 'iis',
	title: 'IIS W3C extended logs and HTTP.sys error logs',
	logTypes: ['IIS Logs'],
	fields: [
		...new Set([...TABLE.values()].map(([field]) => field)),
		...['URL', 'CS_URI_STEM', 'CS_URI_QUERY', 'DURATION', 'RESULT', 'IENAME'],
	],
	openFields: true,
	sources: [{ product: 'windows', service: 'iis' }, { product: 'iis' }, { category: 'webserver' }],
	first: '0123456789',
	place: 'line',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		// Cheap: a date, a blank and a time without fraction, then a blank, as W3C writes them.
		if (text[4] !== '-' || text[10] !== ' ' || text[13] !== ':' || text[19] !== ' ') return false;
		const values = text.trimEnd().split(' ', 200);
		const named = options.memory?.columns.get('w3c');
		const columns = named?.length === values.length ? named : guessColumns(values);
		if (columns === undefined) return false;
		setColumns(columns, values, draft, options);
		return true;
	},
};

function setColumns(
	columns: readonly string[],
	values: readonly string[],
	draft: Draft,
	options: ParseOptions,
): void {
	const { fields } = draft;
	let date = '';
	let time = '';
	for (const [index, column] of columns.entries()) {
		const key = column.toLowerCase();
		const value = values[index] ?? '-';
		if (key === 'date') date = value;
		else if (key === 'time') time = value;
		else if (value === '-') continue;
		else if (key === 'time-taken') fields.DURATION = Number(value) / 1000;
		else if (key === 'cs-uri-stem' || key === 'cs-uri-query') fields[fieldName(key)] = value;
		// Blanks inside a value are written as "+".
		else if (TABLE.has(key))
			setPair(fields, TABLE, key, key.includes('(') ? value.replaceAll('+', ' ') : value);
		else fields[ownField(key)] = scalar(value);
	}
	setUrl(fields);
	fields.LOGTYPE = 'IIS Logs';
	fields.SOURCE = 'IIS';
	if (typeof fields.STATUS === 'number')
		fields.RESULT = fields.STATUS < 400 ? 'success' : 'failure';
	fields.IENAME = fields.METHOD === undefined ? 'HTTP.sys error' : 'HTTP request';
	fields.MESSAGE = [fields.METHOD, fields.URL, fields.PROTOCOL, fields.REASON]
		.filter((part) => part !== undefined)
		.join(' ');
	// W3C times are UTC by the standard; nothing in the line says so.
	draft.readTime(`${date} ${time}Z`, 'date and time', options);
	if (!isNothing(String(fields.COMPUTERNAME ?? '')))
		draft.setHost(String(fields.COMPUTERNAME), 's-computername');
}

function setUrl(fields: Fields): void {
	if (fields.URL !== undefined || fields.CS_URI_STEM === undefined) return;
	const query = fields.CS_URI_QUERY;
	fields.URL = query === undefined ? fields.CS_URI_STEM : `${fields.CS_URI_STEM}?${query}`;
}
