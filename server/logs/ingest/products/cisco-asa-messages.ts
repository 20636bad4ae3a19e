/** Messages of Cisco ASA and FTD by their number: what they are called, what they mean, and where their values stand. */

/** One kind of message. */
export interface AsaMessage {
	/** IENAME. */
	readonly event: string;
	/** ACTION, where the number alone tells it; else a group of the pattern. */
	readonly action?: string;
	readonly result?: 'success' | 'failure';
	/** Group names are field names; `SRCUSER` and `DSTUSER` are accounts in parentheses after an address. */
	readonly pattern?: RegExp;
}

const IP = String.raw`[^\s\/(),;<>]{1,64}`;
const USER = (group: string) => String.raw`(?: ?\((?<${group}>[^()]{1,128})\))?`;
/** `interface:address/port`, or `interface/address(port)`; the interface may lack. */
const end = (inter: string, side: string) =>
	String.raw`(?:(?!\d{1,3}(?:\.\d{1,3}){3}\b)(?<${inter}>[\w.-]{1,64}(?: Identity Ifc)?)[:\/])?(?<${side}IP>${IP})(?:[\/(](?<${side}PORT>\d{1,6})\)?)?`;
const SRC = end('SOURCEINTERFACE', 'REMOTE');
const DST = end('DESTINATIONINTERFACE', 'DESTINATION');
/** The translated address in parentheses. */
const NAT = (group: string) => String.raw`(?: \((?<${group}>${IP})[^()]{0,64}\)?\)?)?`;

/** Makes a pattern of words in which `{src}`, `{dst}` and the like stand for their parts. */
function pattern(words: string): RegExp {
	const parts: Readonly<Record<string, string>> = {
		'{src}': SRC,
		'{dst}': DST,
		'{srcnat}': NAT('NATIP'),
		'{dstnat}': NAT('DESTINATIONNATIP'),
		'{srcuser}': USER('SRCUSER'),
		'{dstuser}': USER('DSTUSER'),
		'{proto}': String.raw`(?<PROTOCOL>[\w-]{1,32})`,
		'{user}': String.raw`<?(?<USERNAME>[^\s>,:]{1,128})>?`,
		'{ip}': String.raw`<?(?<REMOTEIP>${IP})>?`,
		'{group}': String.raw`<?(?<GROUP>[^>,]{1,128}?)>?`,
		'{duration}': String.raw`(?<DURATION>\d{1,6}:\d\d:\d\d)`,
	};
	// eslint-disable-next-line log360/no-object-table -- words of this file
	return new RegExp(words.replace(/\{\w+\}/g, (part) => parts[part] ?? part));
}

/** Built and Teardown name the side outside first when the connection goes out. */
const BUILT = pattern(
	String.raw`Built (?<DIRECTION>inbound|outbound)?.{0,40}?{proto} (?:state-bypass )?connection (?<SESSIONID>\d+) for {src}{srcnat}{srcuser} to {dst}{dstnat}{dstuser}`,
);
const TEARDOWN = pattern(
	String.raw`Teardown (?:stub )?{proto} (?:state-bypass )?connection(?: (?<SESSIONID>\d+))? (?:for|from) {src}{srcuser}(?: (?<SRCNAME>[^\s(]{1,128}))? to {dst}{dstuser}(?: (?<DSTNAME>[^\s(]{1,128}))? duration {duration}(?: (?:forwarded )?bytes (?<BYTES>\d+))?(?: (?<REASON>[^(]{1,128}))?`,
);
const ICMP = pattern(
	String.raw`faddr (?<DESTINATIONIP>${IP})(?:\/\d+)?{dstuser} gaddr (?<NATIP>${IP})(?:\/\d+)? laddr (?<REMOTEIP>${IP})(?:\/\d+)?{srcuser}`,
);
const TRANSLATION = pattern(String.raw`{proto} translation from {src}{srcuser} to {dst}`);
const FROM_TO = pattern(
	String.raw`(?:{proto} )?(?:request |packet |flow |SYN |access denied by ACL |for TCP )?from (?:laddr )?\(?{src}\)?{srcuser}(?: on interface [^\s,]{1,64})?(?: to {dst}{dstuser})?`,
);
const SRC_DST = pattern(
	String.raw`(?:inbound |outbound )?(?:protocol )?{proto} src {src}{srcuser} dst {dst}{dstuser}(?:.{0,64}? by access-group "(?<RULE>[^"]{1,128})")?`,
);
const ACL = pattern(
	String.raw`access-list (?<RULE>\S{1,128}) (?<ACTION>permitted|denied|est-allowed) {proto}(?: for user '?(?<USERNAME>[^\s']{1,128})'?)? {src}{srcuser} -> {dst}{dstuser} hit-cnt (?<REPEATCOUNT>\d+)`,
);
const FILTER = pattern(
	String.raw`(?<ACTION>permitted|dropped|monitored|denied) .{0,40}? {proto} traffic from {src}{srcnat} to {dst}{dstnat}(?:.{0,128}?threat-level: (?<THREATLEVEL>[\w-]+), category: (?<CATEGORY>[^,]{1,64}))?`,
);
/** AAA: `user = alice`, `Uname: alice`, `User 'alice'`, with the server and the user's address around it. */
const AAA = pattern(
	String.raw`(?:reason = (?<REASON>[^:]{1,128}?) ?: ?)?(?:server = {1,4}(?<AUTHSERVER>[^\s,]{1,64}?) ?[:,] ?)?(?:local database ?: ?)?[Uu]ser = {user}(?: ?: ?user IP = (?<REMOTEIP>${IP}))?`,
);
const UNAME = pattern(String.raw`IP address: {ip}, Uname: {user}`);
const LOGIN = pattern(
	String.raw`from {src} to {dst}(?:\/(?<SERVICE>[\w-]{1,32}))? for user "(?<USERNAME>[^"]{0,128})"`,
);
/** AnyConnect and WebVPN: `Group <g> User <u> IP <a>`, with or without the brackets. */
const VPN = pattern(String.raw`Group {group} User {user} IP {ip} (?<REASON>.{0,256})`);
const IKE = pattern(
	String.raw`(?:Group = (?<GROUP>[^,]{1,128}), )?(?:Username = (?<USERNAME>[^,]{1,128}), )?IP = (?<REMOTEIP>[^\s,]{1,64})`,
);
const SA = pattern(
	String.raw`between (?<REMOTEIP>${IP}) and (?<DESTINATIONIP>${IP}) \(user= ?(?<USERNAME>[^)\s]{1,128})\)`,
);
const IKE2 = pattern(
	String.raw`Local:(?<REMOTEIP>\S{1,64}):(?<REMOTEPORT>\d+) Remote:(?<DESTINATIONIP>\S{1,64}):(?<DESTINATIONPORT>\d+) Username:(?<USERNAME>\S{1,128})`,
);
const STUB = { event: 'Stub connection built', action: 'built', pattern: BUILT } as const;
const STUB_END = {
	event: 'Stub connection torn down',
	action: 'teardown',
	pattern: TEARDOWN,
} as const;
const DENIED = { event: 'Connection denied', action: 'denied', result: 'failure' } as const;
const FILTERED = { event: 'Botnet traffic filter match', pattern: FILTER } as const;
const ANYCONNECT_ERROR = {
	event: 'AnyConnect session refused',
	action: 'refused',
	result: 'failure',
	pattern: VPN,
} as const;

/** Messages by number; texts from the vendor's syslog message guides for ASA 9 and FTD 6 and 7. */
export const ASA_MESSAGES: ReadonlyMap<string, AsaMessage> = new Map<string, AsaMessage>([
	[
		'106001',
		{
			...DENIED,
			pattern: pattern(String.raw`(?:Inbound )?{proto} connection denied from {src} to {dst}`),
		},
	],
	['106006', { ...DENIED, pattern: FROM_TO }],
	['106007', { ...DENIED, pattern: FROM_TO }],
	['106010', { ...DENIED, pattern: SRC_DST }],
	['106014', { ...DENIED, pattern: SRC_DST }],
	[
		'106015',
		{ ...DENIED, pattern: pattern(String.raw`Deny {proto} \(no connection\) from {src} to {dst}`) },
	],
	['106016', { event: 'IP spoof denied', action: 'denied', result: 'failure', pattern: FROM_TO }],
	[
		'106017',
		{ event: 'Land attack denied', action: 'denied', result: 'failure', pattern: FROM_TO },
	],
	[
		'106021',
		{
			event: 'Reverse path check failed',
			action: 'denied',
			result: 'failure',
			pattern: pattern(String.raw`Deny {proto} reverse path check from {src} to {dst}`),
		},
	],
	[
		'106023',
		{ event: 'Denied by access group', action: 'denied', result: 'failure', pattern: SRC_DST },
	],
	['106100', { event: 'Access list match', pattern: ACL }],
	['106102', { event: 'Access list match', pattern: ACL }],
	['106103', { event: 'Access list match', pattern: ACL }],
	[
		'110002',
		{
			event: 'No egress interface',
			result: 'failure',
			pattern: pattern(String.raw`for {proto} from {src} to {dst}`),
		},
	],
	[
		'110003',
		{
			event: 'No next hop',
			result: 'failure',
			pattern: pattern(String.raw`for {proto} from {src} to {dst}`),
		},
	],
	[
		'111008',
		{
			event: 'Command executed',
			pattern: pattern(
				String.raw`User '(?<USERNAME>[^']{1,128})' executed the '(?<COMMAND>[^']{1,512})' command`,
			),
		},
	],
	[
		'111009',
		{
			event: 'Command executed',
			pattern: pattern(
				String.raw`User '(?<USERNAME>[^']{1,128})' executed cmd: (?<COMMAND>.{1,512})`,
			),
		},
	],
	[
		'111010',
		{
			event: 'Command executed',
			pattern: pattern(
				String.raw`User '(?<USERNAME>[^']{1,128})', running '(?<SERVICE>[^']{1,64})' from IP {ip}, executed '(?<COMMAND>[^']{1,512})'`,
			),
		},
	],
	[
		'113004',
		{
			event: 'AAA authentication successful',
			action: 'successful',
			result: 'success',
			pattern: AAA,
		},
	],
	[
		'113005',
		{ event: 'AAA authentication rejected', action: 'rejected', result: 'failure', pattern: AAA },
	],
	[
		'113012',
		{
			event: 'AAA authentication successful',
			action: 'successful',
			result: 'success',
			pattern: AAA,
		},
	],
	[
		'113015',
		{ event: 'AAA authentication rejected', action: 'rejected', result: 'failure', pattern: AAA },
	],
	[
		'113019',
		{
			event: 'VPN session disconnected',
			action: 'disconnected',
			pattern: pattern(
				String.raw`Group = (?<GROUP>[^,]{1,128}), Username = (?<USERNAME>[^,]{1,128}), IP = (?<REMOTEIP>[^\s,]{1,64}), Session disconnected\. Session Type: (?<SESSIONTYPE>[^,]{1,64}), Duration: (?<DURATION>[^,]{1,32}), Bytes xmt: (?<SENTBYTES>\d+), Bytes rcv: (?<RECEIVEDBYTES>\d+), Reason: (?<REASON>.{1,128})`,
			),
		},
	],
	[
		'113021',
		{
			event: 'Console logon failed',
			action: 'failed',
			result: 'failure',
			pattern: pattern(String.raw`User {user} did NOT`),
		},
	],
	[
		'113039',
		{ event: 'AnyConnect session started', action: 'started', result: 'success', pattern: VPN },
	],
	...[
		'113029',
		'113030',
		'113031',
		'113032',
		'113033',
		'113034',
		'113035',
		'113036',
		'113037',
		'113038',
		'113040',
	].map((id) => [id, ANYCONNECT_ERROR] as const),
	['302013', { event: 'TCP connection built', action: 'built', pattern: BUILT }],
	['302014', { event: 'TCP connection torn down', action: 'teardown', pattern: TEARDOWN }],
	['302015', { event: 'UDP connection built', action: 'built', pattern: BUILT }],
	['302016', { event: 'UDP connection torn down', action: 'teardown', pattern: TEARDOWN }],
	['302020', { event: 'ICMP connection built', action: 'built', pattern: ICMP }],
	['302021', { event: 'ICMP connection torn down', action: 'teardown', pattern: ICMP }],
	[
		'302022',
		{
			...STUB,
			pattern: pattern(
				String.raw`Built .{0,24}?stub {proto} connection for {src}{srcnat} to {dst}{dstnat}`,
			),
		},
	],
	['302023', STUB_END],
	[
		'302024',
		{
			...STUB,
			pattern: pattern(
				String.raw`Built .{0,24}?stub {proto} connection for {src}{srcnat} to {dst}{dstnat}`,
			),
		},
	],
	['302025', STUB_END],
	[
		'302026',
		{
			...STUB,
			pattern: pattern(
				String.raw`Built .{0,24}?stub {proto} connection for {src}{srcnat} to {dst}{dstnat}`,
			),
		},
	],
	['302027', STUB_END],
	['302303', { event: 'TCP connection built', action: 'built', pattern: BUILT }],
	['302304', { event: 'TCP connection torn down', action: 'teardown', pattern: TEARDOWN }],
	[
		'303002',
		{
			event: 'FTP file transferred',
			pattern: pattern(
				String.raw`from {src} to {dst}, user {user} (?<ACTION>Stored|Retrieved) file (?<FILENAME>.{1,512})`,
			),
		},
	],
	[
		'304001',
		{
			event: 'URL accessed',
			action: 'accessed',
			result: 'success',
			pattern: pattern(
				String.raw`(?:(?<USERNAME>[^\s@]{1,128})@)?(?<REMOTEIP>${IP}){srcuser} Accessed (?:JAVA )?URL (?:[^\s@]{1,128}@)?(?:(?<DESTINATIONIP>[\d.]{7,15}|[\da-fA-F:]{3,45}?)|(?<DESTINATIONHOST>[^\s:]{1,255})):(?<URL>\S{1,2048})`,
			),
		},
	],
	[
		'304002',
		{
			event: 'URL denied',
			action: 'denied',
			result: 'failure',
			pattern: pattern(
				String.raw`URL (?<URL>\S{1,2048}) SRC (?<REMOTEIP>${IP})(?: DEST (?<DESTINATIONIP>${IP}))?`,
			),
		},
	],
	['305011', { event: 'Translation built', action: 'built', pattern: TRANSLATION }],
	['305012', { event: 'Translation torn down', action: 'teardown', pattern: TRANSLATION }],
	[
		'305013',
		{ event: 'Connection denied by NAT', action: 'denied', result: 'failure', pattern: SRC_DST },
	],
	['308001', { event: 'Enable password failed', result: 'failure', pattern: FROM_TO }],
	['313001', { event: 'ICMP denied', action: 'denied', result: 'failure', pattern: FROM_TO }],
	['313004', { event: 'ICMP denied', action: 'denied', result: 'failure', pattern: FROM_TO }],
	[
		'313005',
		{
			event: 'ICMP without connection',
			pattern: pattern(String.raw`{proto} src {src}{srcuser} dst {dst}{dstuser}`),
		},
	],
	[
		'313008',
		{
			event: 'ICMP denied',
			action: 'denied',
			result: 'failure',
			pattern: pattern(
				String.raw`from (?<REMOTEIP>${IP}) on interface (?<SOURCEINTERFACE>\S{1,64})`,
			),
		},
	],
	[
		'313009',
		{
			event: 'ICMP denied',
			action: 'denied',
			result: 'failure',
			pattern: pattern(String.raw`for {src}{srcnat} to {dst}`),
		},
	],
	...[
		'338001',
		'338002',
		'338003',
		'338004',
		'338005',
		'338006',
		'338007',
		'338008',
		'338201',
		'338202',
		'338203',
		'338204',
	].map((id) => [id, FILTERED] as const),
	[
		'419002',
		{ event: 'Duplicate TCP SYN', pattern: pattern(String.raw`{proto} SYN from {src} to {dst}`) },
	],
	[
		'434002',
		{
			event: 'Packet dropped by the SFR module',
			action: 'drop',
			pattern: pattern(String.raw`{proto} packet from {src} to {dst}`),
		},
	],
	[
		'434004',
		{
			event: 'Flow bypassed the SFR module',
			action: 'bypass',
			pattern: pattern(String.raw`{proto} flow from {src} to {dst}`),
		},
	],
	['502103', { event: 'Privilege level changed', pattern: pattern(String.raw`Uname: {user}`) }],
	[
		'507003',
		{
			event: 'Flow ended by inspection',
			pattern: pattern(
				String.raw`{proto} flow from {src} to {dst} terminated by inspection engine, reason - (?<REASON>.{1,128})`,
			),
		},
	],
	['602303', { event: 'IPsec SA created', action: 'created', result: 'success', pattern: SA }],
	['602304', { event: 'IPsec SA deleted', action: 'deleted', result: 'success', pattern: SA }],
	['605004', { event: 'Logon denied', action: 'denied', result: 'failure', pattern: LOGIN }],
	['605005', { event: 'Logon permitted', action: 'permitted', result: 'success', pattern: LOGIN }],
	[
		'607001',
		{ event: 'SIP channel allocated', pattern: pattern(String.raw`for {dst} to {src} from`) },
	],
	['609001', { event: 'Local host built', pattern: pattern(String.raw`local-host {src}`) }],
	[
		'609002',
		{
			event: 'Local host torn down',
			pattern: pattern(String.raw`local-host {src}(?: duration {duration})?`),
		},
	],
	['611101', { event: 'Successful logon', action: 'succeeded', result: 'success', pattern: UNAME }],
	['611102', { event: 'Failed logon', action: 'failed', result: 'failure', pattern: UNAME }],
	['611103', { event: 'Logoff', pattern: pattern(String.raw`Uname: {user}`) }],
	[
		'710002',
		{
			event: 'Access to the device permitted',
			action: 'permitted',
			result: 'success',
			pattern: FROM_TO,
		},
	],
	[
		'710003',
		{ event: 'Access to the device denied', action: 'denied', result: 'failure', pattern: FROM_TO },
	],
	[
		'710005',
		{ event: 'Request discarded', action: 'discarded', result: 'failure', pattern: FROM_TO },
	],
	[
		'710006',
		{ event: 'Request discarded', action: 'discarded', result: 'failure', pattern: FROM_TO },
	],
	...['713049', '713120', '713119', '713202', '713901', '713902', '713903', '713904', '713905'].map(
		(id) => [id, { event: 'IKE message', pattern: IKE }] as const,
	),
	[
		'716001',
		{ event: 'WebVPN session started', action: 'started', result: 'success', pattern: VPN },
	],
	['716002', { event: 'WebVPN session ended', action: 'terminated', pattern: VPN }],
	['716038', { event: 'WebVPN logon', action: 'successful', result: 'success', pattern: VPN }],
	[
		'716039',
		{
			event: 'WebVPN logon rejected',
			action: 'rejected',
			result: 'failure',
			pattern: pattern(
				String.raw`[Gg]roup (?:= )?<?(?<GROUP>[^>=,]{1,128}?)>? [Uu]ser (?:= )?{user}(?: IP {ip})?`,
			),
		},
	],
	...['722011', '722022', '722023', '722033', '722034', '722037', '722051', '722055'].map(
		(id) => [id, { event: 'AnyConnect session message', pattern: VPN }] as const,
	),
	[
		'733100',
		{
			event: 'Threat detection rate exceeded',
			pattern: pattern(String.raw`\[ ?(?<OBJECTNAME>[^\]]{1,64}?) ?\]`),
		},
	],
	[
		'734001',
		{
			event: 'VPN access policy applied',
			result: 'success',
			pattern: pattern(
				String.raw`User (?<USERNAME>[^,]{1,128}), Addr (?<REMOTEIP>[^\s,]{1,64}), Connection (?<SESSIONTYPE>[^:]{1,64})`,
			),
		},
	],
	['750002', { event: 'IKEv2 request received', pattern: IKE2 }],
	['750003', { event: 'IKEv2 negotiation failed', result: 'failure', pattern: IKE2 }],
	['750006', { event: 'IKEv2 SA up', result: 'success', pattern: IKE2 }],
	['751025', { event: 'IKEv2 address assigned', pattern: IKE2 }],
	[
		'805001',
		{
			event: 'Flow offloaded',
			pattern: pattern(
				String.raw`{proto} Flow .{0,40}?connection (?<SESSIONID>\d+) from {src}{srcnat} to {dst}`,
			),
		},
	],
	[
		'805002',
		{
			event: 'Flow no longer offloaded',
			pattern: pattern(
				String.raw`{proto} Flow .{0,40}?connection (?<SESSIONID>\d+) from {src}{srcnat} to {dst}`,
			),
		},
	],
	['430001', { event: 'Intrusion detected' }],
	['430002', { event: 'Connection started' }],
	['430003', { event: 'Connection ended' }],
	['430004', { event: 'File detected' }],
	['430005', { event: 'Malware detected' }],
]);
