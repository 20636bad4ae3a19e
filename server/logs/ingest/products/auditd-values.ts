/** Values of Linux audit records: pairs, nested messages, hexadecimal text and socket addresses. */
import { isIP } from 'node:net';
import { readPairs } from './key-value';

/** Keys whose value is text that the kernel writes in hexadecimal where it holds blanks, quotes or control characters. */
const TEXTS: ReadonlySet<string> = new Set([
	'proctitle',
	'cmd',
	'name',
	'exe',
	'comm',
	'cwd',
	'acct',
	'path',
	'key',
	'dir',
	'data',
	'grp',
	'id',
	'ocomm',
	'old',
	'new',
	'unit',
	'vm',
]);
const HEX = /^(?:[0-9A-F]{2})+$/;

/** The pairs of a record's content; those of the message in `msg='…'`, and of the enriched part, are among them. */
export function auditPairs(content: string): Array<readonly [key: string, value: string]> {
	// A group separator stands before the part that auditd adds names in.
	const text = content.replaceAll('\x1d', ' ');
	const nested = text.indexOf("msg='");
	if (nested < 0) return readPairs(text);
	const end = text.lastIndexOf("'");
	const inner = text.slice(nested + 5, end > nested + 5 ? end : text.length);
	const outer = readPairs(text.slice(0, nested));
	const after = end > nested + 5 ? readPairs(text, end + 1) : [];
	return [...outer, ...readPairs(inner, 0, { blanks: true }), ...after];
}

/** A value with its hexadecimal undone, where the key holds text and the value is written that way; NULs become blanks. */
export function decodedHex(type: string, key: string, value: string): string {
	const isText = TEXTS.has(key) || (type === 'EXECVE' && /^a\d{1,5}(?:\[\d{1,5}\])?$/.test(key));
	if (!isText || value.length < 4 || !HEX.test(value) || /^\d{1,9}$/.test(value)) return value;
	const bytes = Buffer.from(value, 'hex');
	const decoded = bytes.toString('utf8').replaceAll('\0', ' ').trimEnd();
	// What does not decode to text was no text: an id that happens to be even and in upper case.
	return decoded.includes('\uFFFD') ? value : decoded;
}

/** The address in `saddr`, for AF_INET (2) and AF_INET6 (10); its family is in host order, the rest as on the wire. */
export function socketAddress(
	saddr: string,
): { readonly address: string; readonly port: number } | undefined {
	if (!/^[0-9A-F]{16,256}$/i.test(saddr)) return undefined;
	const bytes = Buffer.from(saddr, 'hex');
	const family = bytes[0] === 0 ? bytes[1] : bytes[0];
	const port = bytes.readUInt16BE(2);
	if (family === 2) return { address: bytes.subarray(4, 8).join('.'), port };
	if (family !== 10 || bytes.length < 24) return undefined;
	const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(8 + i * 2).toString(16));
	const address = new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
	return isIP(address) === 6 ? { address, port } : undefined;
}
