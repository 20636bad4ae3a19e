/** Who asked, in an access line: `client ident user`, behind proxies and virtual hosts too. */

import type { Fields } from './format';
import { isIpAddress } from './ip';

/** Longest list of forwarded addresses that is read. */
const MAX_WORDS = 64;

/**
 * Sets REMOTEIP (or REMOTEHOST), IDENT, USERNAME, VHOST and FORWARDEDFOR from the words before an access line's time.
 *
 * The words are `client ident user`, the user with spaces or not. Before them may stand the virtual host; in place of the
 * client may stand a list of addresses (`X-Forwarded-For`: client first, then proxies), an address with a port, or `unix:`.
 */
export function readClient(text: string, fields: Fields): void {
	const words = text.split(' ', MAX_WORDS);
	if (words.length === 3 && isIpAddress(words[0]!)) {
		fields.REMOTEIP = words[0]!;
		setUser([words[1]!, words[2]!], fields);
		return;
	}
	readWords(
		words.filter((word) => word !== ''),
		fields,
	);
}

function readWords(words: string[], fields: Fields): void {
	const addresses = leadingAddresses(words);
	if (addresses.count === 0 && words.length > 3) {
		// Debian's format and many others put the virtual host in front.
		const after = leadingAddresses(words.slice(1));
		if (after.count > 0) {
			fields.VHOST = words.shift()!;
			setClient(after.found, fields);
			setUser(words.slice(after.count), fields);
			return;
		}
	}
	if (addresses.count > 0) {
		setClient(addresses.found, fields);
		let rest = words.slice(addresses.count);
		// The virtual host may also stand after the client: `192.0.2.1:99 www.example:443 - -`.
		if (rest.length > 2 && isVirtualHost(rest[0]!)) {
			fields.VHOST = rest[0]!;
			rest = rest.slice(1);
		}
		setUser(rest, fields);
		return;
	}
	if (words.length > 3 && /^[\w.-]+:\d{1,5}$/.test(words[0]!)) fields.VHOST = words.shift()!;
	const client = words[0] ?? '';
	if (client !== '' && !isPlaceholder(client)) fields.REMOTEHOST = client;
	setUser(words.slice(1), fields);
}

interface Addresses {
	readonly found: readonly { readonly address: string; readonly port: number | undefined }[];
	/** Words that they take. */
	readonly count: number;
}

/** The addresses at the beginning: one, or a list with commas; `unknown`, `-` and `unix:` inside a list are skipped. */
function leadingAddresses(words: readonly string[]): Addresses {
	const found: { address: string; port: number | undefined }[] = [];
	let count = 0;
	for (const word of words) {
		const goesOn = word.endsWith(',');
		const parts = word.split(',').filter((part) => part !== '');
		const read = parts.map(addressOf);
		const isList = goesOn || parts.length > 1 || (count > 0 && words[count - 1]!.endsWith(','));
		if (!read.some((each) => each !== undefined) && !(isList && parts.every(isPlaceholder))) break;
		found.push(...read.filter((each) => each !== undefined));
		count++;
		if (!goesOn) break;
	}
	return found.length === 0 ? { found, count: 0 } : { found, count };
}

function isPlaceholder(part: string): boolean {
	return part === '-' || part === 'unknown' || part === 'unix:' || part.startsWith('_');
}

/** An address with or without a port: `192.0.2.1:99`, `[2001:db8::1]:99`, `2001:db8::1`. */
function addressOf(text: string): { address: string; port: number | undefined } | undefined {
	if (isIpAddress(text)) return { address: text, port: undefined };
	const [, bracketed, plain, port] =
		/^(?:\[([\da-fA-F.:]{2,45})\]|([\d.]{7,15}))(?::(\d{1,5}))?$/.exec(text) ?? [];
	const address = bracketed ?? plain;
	if (address === undefined || !isIpAddress(address)) return undefined;
	return { address, port: port === undefined ? undefined : Number(port) };
}

function setClient(found: Addresses['found'], fields: Fields): void {
	const [client] = found;
	if (client === undefined) return;
	fields.REMOTEIP = client.address;
	if (client.port !== undefined && client.port > 0 && client.port < 65_536)
		fields.REMOTEPORT = client.port;
	if (found.length > 1) fields.FORWARDEDFOR = found.map(({ address }) => address).join(', ');
}

function isVirtualHost(word: string): boolean {
	return word !== '-' && /^[A-Za-z\d_*][\w.*-]*\.[\w-]*(?::\d{1,5})?$|^[\w.-]+:\d{1,5}$/.test(word);
}

function setUser([ident, ...user]: readonly string[], fields: Fields): void {
	if (ident !== undefined && ident !== '-') fields.IDENT = ident;
	const name = user.join(' ');
	if (name !== '-' && name !== '' && name !== '""') fields.USERNAME = name;
}
