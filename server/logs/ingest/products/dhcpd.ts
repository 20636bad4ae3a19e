/** ISC DHCP's dhcpd: leases asked for, offered, given, refused and released, IPv4 and IPv6. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { setAddress, setText } from './values';

/** `DHCPREQUEST for 192.0.2.7 (192.0.2.1) from 00:11:22:33:44:55 (laptop) via eth0: reason`, and the other kinds. */
const MESSAGE =
	/^(?<kind>DHCP(?:DISCOVER|OFFER|REQUEST|ACK|NAK|DECLINE|RELEASE|INFORM|EXPIRE|LEASEQUERY|LEASEACTIVE|LEASEUNKNOWN|LEASEUNASSIGNED)|BOOTREQUEST|BOOTREPLY)(?: (?:for|on|of|from|to)?(?=\s))?(?: ?(?:for|on|of) (?<lease>[\d.]{7,15})(?: \((?<server>[\d.]{7,15}|[^)]{1,64})\))?)?(?: ?to (?<target>[\d.]{7,15}))?(?: ?\((?<macInParentheses>[\da-fA-F:]{11,59})\))?(?: ?(?:from|to) (?<mac>[\da-fA-F:]{11,59}|[\d.]{7,15}))?(?: \((?<host>[^)]{1,255})\))?(?: ?via (?<via>[^\s:]{1,64}))?(?<rest>.{0,256})/;
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
		const match = MESSAGE.exec(text)?.groups;
		if (match !== undefined) setLease(match, fields);
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

function setLease(groups: Readonly<Record<string, string | undefined>>, fields: Fields): void {
	const kind = groups.kind!;
	fields.ACTION = kind;
	fields.IENAME = NAMES.get(kind) ?? kind;
	const lease = groups.lease ?? groups.target;
	setAddress(fields, 'LEASEIP', lease);
	// The client is who got the address, which it has from the acknowledgement on.
	setAddress(fields, 'REMOTEIP', lease);
	const mac = groups.macInParentheses ?? groups.mac;
	if (mac !== undefined && mac.includes(':')) fields.MAC = mac.toLowerCase();
	setText(fields, 'REMOTEHOST', groups.host);
	setText(fields, 'SERVERID', groups.server);
	const via = groups.via;
	if (via !== undefined && /^[\d.]{7,15}$/.test(via)) fields.RELAYIP = via;
	else setText(fields, 'INTERFACE', via);
	const reason = groups.rest?.replace(/^[:\s]+/, '');
	setText(fields, 'REASON', reason);
	if (kind === 'DHCPACK') fields.RESULT = 'success';
	else if (kind === 'DHCPNAK' || kind === 'DHCPDECLINE') fields.RESULT = 'failure';
}
