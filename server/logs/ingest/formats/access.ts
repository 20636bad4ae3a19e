/** Web server access logs of Apache and nginx: common, combined, and Debian's with the virtual host in front. */

import {
	accepted,
	quoted,
	refused,
	type Fields,
	type ParsedLine,
	type ParseOptions,
} from './format';
import { isIpAddress } from './ip';
import { isRealTime, readZone, twoDigits } from './time';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const MINUTE = 60_000;
/** Length of `17/May/2015:10:05:03`. */
const CLOCK_LENGTH = 20;

/**
 * Where `[dd/Mon/yyyy:hh:mm:ss` begins in `line`, or -1: the mark of an access log. A user name before it may
 * hold brackets, so the search goes on past those.
 */
export function findAccessTime(line: string): number {
	for (let at = line.indexOf(' ['); at >= 0; at = line.indexOf(' [', at + 1)) {
		if (line[at + 4] === '/' && line[at + 8] === '/' && line[at + 13] === ':') return at + 2;
		if (at > 1024) break; // Host, ident and user are never that long.
	}
	return -1;
}

/**
 * Reads one access log line.
 *
 * @param timeAt what {@link findAccessTime} found
 */
export function parseAccess(line: string, timeAt: number, options: ParseOptions): ParsedLine {
	const close = line.indexOf(']', timeAt);
	const stamp = line.slice(timeAt, close < 0 ? line.length : close);
	const time = readAccessTime(stamp, options);
	if (time === undefined) {
		return refused(
			`access log time ${quoted(stamp)} at column ${timeAt + 1} is no real time; ` +
				'expected dd/Mon/yyyy:hh:mm:ss +zzzz',
		);
	}
	const fields: Fields = { HOSTNAME: options.defaultHost, LOGTYPE: 'Apache Access Logs' };
	readClient(line.slice(0, timeAt - 2), fields);
	const request = readQuoted(line, close + 2, true);
	setRequest(request.text, fields);
	const numbers = /^\s*(\d{3}|-)(?: (\d+|-))?/.exec(line.slice(request.end, request.end + 64));
	let at = request.end;
	if (numbers !== null) {
		at += numbers[0].length;
		if (numbers[1] !== '-') fields.STATUS = Number(numbers[1]);
		// Apache writes "-" for no body at all.
		if (numbers[2] !== undefined) fields.BYTES = numbers[2] === '-' ? 0 : Number(numbers[2]);
	}
	setTail(line, at, fields);
	fields.RAWLOG = line;
	return accepted(time, fields);
}

function readAccessTime(stamp: string, options: ParseOptions): number | undefined {
	const day = twoDigits(stamp, 0);
	const month = MONTHS.indexOf(stamp.slice(3, 6)) / 3 + 1;
	const year = twoDigits(stamp, 7) * 100 + twoDigits(stamp, 9);
	const hour = twoDigits(stamp, 12);
	const minute = twoDigits(stamp, 15);
	const second = twoDigits(stamp, 18);
	if (!Number.isInteger(month) || year < 100) return undefined;
	if (!isRealTime(year, month, day, hour, minute, second)) return undefined;
	const zone =
		stamp.length === CLOCK_LENGTH
			? (options.timeZoneOffsetMinutes ?? 0)
			: readZone(stamp, CLOCK_LENGTH + 1);
	if (zone === undefined) return undefined;
	return Date.UTC(year, month - 1, day, hour, minute, second) - zone * MINUTE;
}

/** `client ident user`, where the user may hold spaces; before them `vhost:port` in Debian's format. */
function readClient(text: string, fields: Fields): void {
	const words = text.split(' ');
	if (words.length > 3 && !isIpAddress(words[0]!) && isIpAddress(words[1]!)) {
		fields.VHOST = words.shift()!;
	}
	const client = words[0]!;
	if (isIpAddress(client)) fields.REMOTEIP = client;
	else if (client !== '') fields.REMOTEHOST = client;
	const ident = words[1];
	if (ident !== undefined && ident !== '-' && ident !== '') fields.IDENT = ident;
	const user = words.slice(2).join(' ');
	if (user !== '-' && user !== '' && user !== '""') fields.USERNAME = user;
}

function setRequest(request: string, fields: Fields): void {
	fields.MESSAGE = request;
	const space = request.indexOf(' ');
	const method = space < 0 ? '' : request.slice(0, space);
	// What is no HTTP request at all (a TLS hello, a scanner's bytes) stays in MESSAGE only.
	if (!/^[A-Za-z][A-Za-z_-]{0,31}$/.test(method)) return;
	fields.METHOD = method;
	const protocol = request.lastIndexOf(' HTTP/');
	if (protocol >= space) fields.PROTOCOL = request.slice(protocol + 1);
	const url = request.slice(space + 1, protocol > space ? protocol : request.length);
	if (url !== '' && protocol !== space) fields.URL = url;
}

/** Referer and user agent, then whatever a custom format appends (EXTRA). */
function setTail(line: string, from: number, fields: Fields): void {
	let at = from;
	for (const name of ['REFERER', 'USERAGENT'] as const) {
		if (line[at] !== ' ' || line[at + 1] !== '"') break;
		const value = readQuoted(line, at + 1, false);
		if (value.text !== '-' && value.text !== '') fields[name] = value.text;
		at = value.end;
	}
	const extra = line.slice(at).trim();
	if (extra !== '') fields.EXTRA = extra;
}

/**
 * Reads a quoted string that may hold `\"`; one that is cut off reaches to the end of the line.
 *
 * @param thenStatus whether the string must be followed by a status, so that bare quotes inside it pass
 */
function readQuoted(
	line: string,
	at: number,
	thenStatus: boolean,
): { readonly text: string; readonly end: number } {
	if (line[at] !== '"') return { text: '', end: at };
	let escaped = false;
	let firstEnd = -1;
	for (let i = at + 1; i < line.length; i++) {
		const code = line.charCodeAt(i);
		if (code === 92) {
			escaped = true;
			i++;
		} else if (code === 34) {
			if (!thenStatus || isStatusAt(line, i + 1)) {
				return { text: unescape(line.slice(at + 1, i), escaped), end: i + 1 };
			}
			if (firstEnd < 0) firstEnd = i;
		}
	}
	const end = firstEnd < 0 ? line.length : firstEnd;
	return { text: unescape(line.slice(at + 1, end), escaped), end: Math.min(end + 1, line.length) };
}

function isStatusAt(line: string, at: number): boolean {
	if (line[at] !== ' ') return false;
	const code = line.charCodeAt(at + 1);
	return (code >= 48 && code <= 57) || code === 45;
}

/** Only `\"` and `\\` are undone: Apache's `\xhh` are bytes, not always characters. */
function unescape(text: string, escaped: boolean): string {
	return escaped ? text.replace(/\\(["\\])/g, '$1') : text;
}
