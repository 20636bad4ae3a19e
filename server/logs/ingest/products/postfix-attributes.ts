/** The attributes of Postfix's messages: `from=<a@b>, size=1, nrcpt=1`, `to=<c@d>, relay=host[ip]:25, status=sent (250 ok)`. */
import type { Fields } from '../formats/format';
import { ownField, scalar, setAddress, setPort, setText } from './values';

/** A key at the beginning or after a comma, semicolon or blank; a value in brackets, or up to the next comma or blank. */
const ATTRIBUTE = /(?:^|[,;] ?| )([a-z][\w-]{1,31})=(<[^<>]{0,320}>|[^,;\s]{1,1024})/g;
const MAX_ATTRIBUTES = 64;

const NAMES: ReadonlyMap<string, string> = new Map([
	['from', 'SENDER'],
	['sender', 'SENDER'],
	['envelope-from', 'SENDER'],
	['to', 'RECIPIENT'],
	['recipient', 'RECIPIENT'],
	['orig_to', 'ORIGINALRECIPIENT'],
	['message-id', 'MESSAGEID'],
	['status', 'STATUS'],
	['size', 'BYTES'],
	['helo', 'HELO'],
	['proto', 'PROTOCOL'],
	['dsn', 'DSN'],
	['sasl_method', 'METHOD'],
	['action', 'ACTION'],
	['reason', 'REASON'],
	['client_name', 'REMOTEHOST'],
]);

/** Sets what the attributes tell: SENDER, RECIPIENT, RELAY, STATUS, REASON, REMOTEIP of a client, and others by their own name. */
export function readAttributes(text: string, fields: Fields): void {
	let count = 0;
	for (const match of text.slice(0, 8192).matchAll(ATTRIBUTE)) {
		if (++count > MAX_ATTRIBUTES) break;
		const key = match[1]!;
		const value = match[2]!.replace(/^<|>$/g, '');
		if (key === 'relay') setRelay(value, fields);
		else if (key === 'client') setClient(value, fields);
		else if (key === 'client_address' || key === 'client-ip')
			setAddress(fields, 'REMOTEIP', value.split('/', 1)[0]);
		else {
			const name = NAMES.get(key) ?? ownField(key);
			if (fields[name] === undefined && value !== '')
				fields[name] = name === 'DSN' ? value : scalar(value);
		}
		if (key === 'status') {
			// The answer of the other side stands in parentheses at the end.
			const reason = /^ ?\((.{1,512})\)/s.exec(text.slice(match.index + match[0].length));
			setText(fields, 'REASON', reason?.[1]);
			break;
		}
	}
}

const HOST = /^([^\s[]{1,255})(?:\[([\da-fA-F.:/\w]{1,108})\])?(?::(\d{1,5}))?$/;

function setRelay(value: string, fields: Fields): void {
	setText(fields, 'RELAY', value);
	const match = HOST.exec(value);
	if (match?.[2] === undefined) return;
	setText(fields, 'DESTINATIONHOST', match[1]);
	setAddress(fields, 'DESTINATIONIP', match[2]);
	setPort(fields, 'DESTINATIONPORT', match[3]);
}

function setClient(value: string, fields: Fields): void {
	const match = HOST.exec(value);
	setText(fields, 'REMOTEHOST', match?.[1]);
	setAddress(fields, 'REMOTEIP', match?.[2]);
	setPort(fields, 'REMOTEPORT', match?.[3]);
}
