/** Puts values of a product's message into fields: placeholders are left out, numbers become numbers. */
import { addField, fieldName } from '../formats/field-name';
import type { Fields } from '../formats/format';
import { isIpAddress } from '../formats/ip';
import { setSeverity } from '../formats/severity';

/** What devices write where there is nothing. */
const NOTHING: ReadonlySet<string> = new Set([
	'',
	'-',
	'--',
	'?',
	'N/A',
	'n/a',
	'NA',
	'(null)',
	'null',
	'none',
	'None',
	'(none)',
	'unknown',
	'unset',
]);

/** Whether a device's value means that there is none. */
export function isNothing(value: string | undefined): value is undefined {
	return value === undefined || NOTHING.has(value);
}

/** A plain decimal number as a number; `0012`, `1e5` and what a double cannot hold stay text. */
export function scalar(value: string): string | number {
	const code = value.charCodeAt(0);
	const numeric = (code >= 48 && code <= 57) || code === 45;
	if (!numeric || value.length > 15 || !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value)) return value;
	return Number(value);
}

/** Sets `name` to the text `value`, unless it says nothing. */
export function setText(fields: Fields, name: string, value: string | undefined): void {
	if (!isNothing(value)) fields[name] = value;
}

/** Sets `name` to the number that `value` writes, if it writes one. */
export function setNumber(fields: Fields, name: string, value: string | undefined): void {
	if (value !== undefined && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value)) fields[name] = Number(value);
}

/** Sets a port, which lies between 1 and 65535; 0 stands for protocols that have none. */
export function setPort(fields: Fields, name: string, value: string | undefined): void {
	if (value === undefined || !/^\d{1,5}$/.test(value)) return;
	const port = Number(value);
	if (port > 0 && port < 65_536) fields[name] = port;
}

/** An address without brackets, zone (`%3`) and the IPv4-in-IPv6 prefix; undefined when it is none, or unspecified. */
function plainAddress(value: string | undefined): string | undefined {
	if (value === undefined) return undefined;
	let text = value.trim();
	if (text[0] === '[') text = text.slice(1, text.endsWith(']') ? -1 : undefined);
	const zone = text.indexOf('%');
	if (zone > 0) text = text.slice(0, zone);
	if (text.startsWith('::ffff:') && text.includes('.')) text = text.slice(7);
	return isIpAddress(text) && text !== '0.0.0.0' && text !== '::' ? text : undefined;
}

/** Sets an address field; a host name in its place goes to `hostName`. */
export function setAddress(
	fields: Fields,
	name: string,
	value: string | undefined,
	hostName?: string,
): void {
	const address = plainAddress(value);
	if (address !== undefined) fields[name] = address;
	else if (hostName !== undefined && !isNothing(value) && !isIpAddress(value))
		fields[hostName] = value;
}

/** Takes `DOMAIN\user` apart into USERNAME and DOMAIN. */
export function setUser(fields: Fields, value: string | undefined): void {
	if (isNothing(value)) return;
	const slash = value.indexOf('\\');
	fields.USERNAME = slash >= 0 ? value.slice(slash + 1).replace(/^\\/, '') : value;
	if (slash > 0) fields.DOMAIN = value.slice(0, slash);
}

/** Fields that say something of every event; a device's own key of that name means something else, such as a web site. */
const RESERVED: ReadonlySet<string> = new Set([
	'HOSTNAME',
	'LOGTYPE',
	'SOURCE',
	'IENAME',
	'RESULT',
	'SEVERITY',
	'COMMON_SEVERITY',
	'RAWLOG',
]);

/** The field of a device's own key: its name in upper case, `EVENT_HOSTNAME` for one that is taken. */
export function ownField(key: string): string {
	const name = fieldName(key);
	return RESERVED.has(name) ? `EVENT_${name}` : name;
}

/** Adds a value under its own key's field name; a second one of the same name gets `_2`. */
export function addRaw(fields: Fields, key: string, value: string): void {
	if (value !== '') addField(fields, ownField(key), scalar(value));
}

const WORDS: ReadonlyMap<string, string> = new Map([
	['emergency', 'emergency'],
	['emerg', 'emergency'],
	['alert', 'alert'],
	['critical', 'critical'],
	['crit', 'critical'],
	['fatal', 'critical'],
	['very-high', 'critical'],
	['high', 'critical'],
	['error', 'error'],
	['err', 'error'],
	['warning', 'warning'],
	['warn', 'warning'],
	['medium', 'warning'],
	['notice', 'notice'],
	['notification', 'notice'],
	['low', 'notice'],
	['information', 'information'],
	['informational', 'information'],
	['info', 'information'],
	['debug', 'debug'],
]);

/** Sets the severities from the product's own word, if it is a known one. */
export function setLevel(fields: Fields, word: string | undefined): void {
	const known = word === undefined ? undefined : WORDS.get(word.toLowerCase());
	if (known !== undefined) setSeverity(fields, known);
}

/** RESULT from a word for how something ended, if it is a known one. */
export function setResult(fields: Fields, word: string | undefined): void {
	if (word === undefined) return;
	if (/^(?:succe|ok$|yes$|true$|passed$|allowed$)/i.test(word)) fields.RESULT = 'success';
	else if (/^(?:fail|no$|false$|denied$|error)/i.test(word)) fields.RESULT = 'failure';
}
