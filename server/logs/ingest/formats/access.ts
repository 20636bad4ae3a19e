/** Web server access logs of Apache and nginx: common, combined, and Debian's with the virtual host in front. */

import { readTimeAt } from '../time';
import { readClient } from './access-client';
import type { Draft } from './draft';
import type { Fields, ParseOptions, TextFormat } from './format';

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

/** Reads an access log line, or message, into the draft; false when it is none. */
function read(line: string, draft: Draft, options: ParseOptions): boolean {
	const timeAt = findAccessTime(line);
	if (timeAt < 0) return false;
	const close = line.indexOf(']', timeAt);
	// What follows the time tells it from other lines that hold such a time.
	const goesOn = line[close + 1] === ' ' && line[close + 2] === '"';
	if (close < 0 || (!goesOn && !isCut(line, timeAt, close))) return false;
	const found = readTimeAt(line, timeAt, options);
	const time = found?.end === close ? found : undefined;
	const { fields } = draft;
	if (time === undefined) draft.cannotRead(line.slice(timeAt, close));
	else draft.setTime(time, 'the brackets of the access line');
	fields.LOGTYPE = 'Apache Access Logs';
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
	return true;
}

/** True for a line that ends after the time, and that begins as only access lines do: `client ident user`. */
function isCut(line: string, timeAt: number, close: number): boolean {
	return close === line.length - 1 && / (?:-|\S+) /.test(line.slice(0, timeAt - 2));
}

/** Access log lines. */
export const ACCESS: TextFormat = {
	name: 'access',
	title: 'Access logs of Apache, nginx and their like: common and combined',
	logTypes: ['Apache Access Logs'],
	fields: [
		'REMOTEIP',
		'REMOTEHOST',
		'USERNAME',
		'IDENT',
		'VHOST',
		'REMOTEPORT',
		'FORWARDEDFOR',
		'METHOD',
		'URL',
		'PROTOCOL',
		'STATUS',
		'BYTES',
		'REFERER',
		'USERAGENT',
		'EXTRA',
		'MESSAGE',
	],
	sources: [{ category: 'webserver' }, { product: 'apache' }, { product: 'nginx' }],
	place: 'message',
	read,
};

/** METHOD, URL and PROTOCOL of a request line, which is the MESSAGE. */
export function setRequest(request: string, fields: Fields): void {
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
export function readQuoted(
	line: string,
	at: number,
	thenStatus: boolean,
): { readonly text: string; readonly end: number } {
	if (line[at] !== '"') return { text: '', end: at };
	// Nearly all strings end at the next quote and hold no backslash.
	const next = line.indexOf('"', at + 1);
	if (next > 0 && (!thenStatus || isStatusAt(line, next + 1))) {
		const text = line.slice(at + 1, next);
		if (!text.includes('\\')) return { text, end: next + 1 };
	}
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
