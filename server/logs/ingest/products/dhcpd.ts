/** ISC DHCP's dhcpd: leases asked for, offered, given, refused and released, IPv4 and IPv6. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { setAddress, setText } from './values';

const KIND =
	/^(?:DHCP(?:DISCOVER|OFFER|REQUEST|ACK|NAK|DECLINE|RELEASE|INFORM|EXPIRE|LEASE(?:QUERY|ACTIVE|UNKNOWN|UNASSIGNED))|BOOTREQUEST|BOOTREPLY)(?![A-Z])/;
/** What follows: `for 192.0.2.7`, `(192.0.2.1)`, `from 00:11:22:33:44:55`, `(laptop)`, `via eth0`, in any order. */
const PART =
	/ ?(?:(?<word>for|on|of|from|to|via) (?<value>[\da-fA-F]{2}(?::[\da-fA-F]{2}){5,19}|[^\s:()]{1,64})| ?\((?<note>[^()]{1,255})\))/y;
const V6 =
	/^(?<kind>Solicit|Advertise|Request|Confirm|Renew|Rebind|Reply|Release|Decline|Reconfigure|Information-request|Relay-forward|Relay-reply) message from (?<ip>[\da-fA-F:.]{2,45}) port (?<port>\d{1,5})/;

const NAMES: ReadonlyMap<string, string> = new Map([
	['DHCPDISCOVER', 'Lease discovery'],
	['DHCPOFFER', 'Lease offered'],
	['DHCPREQUEST', 'Lease requested'],
	['DHCPACK', 'Lease given'],
	['DHCPNAK', 'Lease refused'],
	['DHCPDECLINE', 'Lease declined'],
	['DHCPRELEASE', 'Lease released'],
	['DHCPINFORM', 'Configuration requested'],
	['DHCPEXPIRE', 'Lease expired'],
]);

/** Messages of dhcpd 4. */
export const DHCPD: TextFormat = {
	name: 'dhcpd',
	title: 'ISC DHCP server (dhcpd)',
	logTypes: ['Unix', 'Syslog Device'],
	fields: [
		'ACTION',
		'IENAME',
		'LEASEIP',
		'REMOTEIP',
		'REMOTEHOST',
		'MAC',
		'INTERFACE',
		'RELAYIP',
		'RESULT',
		'REASON',
		'SERVERID',
	],
	sources: [{ product: 'dhcpd' }, { product: 'linux', service: 'dhcpd' }],
	programs: ['dhcpd'],
	place: 'message',
	read(text: string, draft: Draft, _options: ParseOptions): boolean {
		const { fields } = draft;
		const kind = KIND.exec(text)?.[0];
		if (kind !== undefined) setLease(kind, text, fields);
		else {
			const v6 = V6.exec(text)?.groups;
			if (v6 === undefined) return false;
			fields.ACTION = v6.kind!;
			fields.IENAME = `DHCPv6 ${v6.kind!.toLowerCase()}`;
			setAddress(fields, 'REMOTEIP', v6.ip);
		}
		fields.LOGTYPE = 'Unix';
		fields.MESSAGE ??= text;
		return true;
	},
};

function setLease(kind: string, text: string, fields: Fields): void {
	fields.ACTION = kind;
	fields.IENAME = NAMES.get(kind) ?? kind;
	let end = kind.length;
	let hasMac = false;
	for (let parts = 0; parts < 8; parts++) {
		PART.lastIndex = end;
		const groups = PART.exec(text)?.groups;
		if (groups === undefined) break;
		end = PART.lastIndex;
		if (groups.note !== undefined) setNote(groups.note, hasMac, fields);
		else if (groups.word === 'via') setWay(groups.value!, fields);
		else if (groups.value!.includes(':')) {
			fields.MAC = groups.value!.toLowerCase();
			hasMac = true;
		} else setAddress(fields, 'LEASEIP', groups.value);
	}
	// The client is who has the address, or asks for it.
	if (fields.LEASEIP !== undefined) fields.REMOTEIP = fields.LEASEIP;
	setText(fields, 'REASON', text.slice(end).replace(/^[:\s]+/, ''));
	if (kind === 'DHCPACK') fields.RESULT = 'success';
	else if (kind === 'DHCPNAK' || kind === 'DHCPDECLINE') fields.RESULT = 'failure';
}

/** In parentheses stand the server that is asked, after the address, and the client's name, after its hardware address. */
function setNote(note: string, hasMac: boolean, fields: Fields): void {
	if (/^[\da-f]{2}(?::[\da-f]{2}){5}/i.test(note)) fields.MAC = note.toLowerCase();
	else setText(fields, hasMac ? 'REMOTEHOST' : 'SERVERID', note);
}

/** The interface, or the relay that passed the request on. */
function setWay(via: string, fields: Fields): void {
	setAddress(fields, 'RELAYIP', via, 'INTERFACE');
}
