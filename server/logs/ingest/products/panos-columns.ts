/** The columns of PAN-OS logs by log type; positions from the vendor's "Syslog Field Descriptions", PAN-OS 8 to 11. */
import type { PairKind } from './pair-fields';

/** A column: its position from 0, its field, the kind of its value. */
export type Column = readonly [index: number, field: string, kind: PairKind];

/** `start`, then one word a column: `FIELD`, `FIELD:kind`, or `-` for a column that is left out. */
function columns(start: number, words: string): Column[] {
	return words.split(' ').flatMap((word, offset): Column[] => {
		const [field, kind = 'text'] = word.split(':') as [string, PairKind?];
		return field === '-' ? [] : [[start + offset, field, kind]];
	});
}

/** What traffic, threat, decryption, tunnel, SCTP and GTP logs share. */
const SESSION = columns(
	7,
	'REMOTEIP:ip DESTINATIONIP:ip NATIP:ip DESTINATIONNATIP:ip RULE USERNAME:user TARGETUSERNAME APPLICATION VSYS ' +
		'SOURCEZONE DESTINATIONZONE SOURCEINTERFACE DESTINATIONINTERFACE LOGACTION - SESSIONID REPEATCOUNT:number ' +
		'REMOTEPORT:port DESTINATIONPORT:port NATPORT:port DESTINATIONNATPORT:port FLAGS PROTOCOL ACTION',
);

const BY_TYPE: ReadonlyMap<string, readonly Column[]> = new Map([
	[
		'TRAFFIC',
		[
			...SESSION,
			...columns(
				31,
				'BYTES:number SENTBYTES:number RECEIVEDBYTES:number PACKETS:number - DURATION:number CATEGORY - SEQUENCENUMBER - ' +
					'SOURCECOUNTRY DESTINATIONCOUNTRY - SENTPACKETS:number RECEIVEDPACKETS:number REASON - - - - VSYSNAME DEVICENAME',
			),
		],
	],
	[
		'THREAT',
		[
			...SESSION,
			...columns(
				31,
				'URL THREATNAME CATEGORY LEVEL DIRECTION SEQUENCENUMBER - SOURCECOUNTRY DESTINATIONCOUNTRY - CONTENTTYPE - FILEHASH - - ' +
					'USERAGENT FILETYPE FORWARDEDFOR REFERER SENDER SUBJECT RECIPIENT - - - - - VSYSNAME DEVICENAME - - - METHOD',
			),
		],
	],
	['DECRYPTION', SESSION],
	['GTP', SESSION],
	['START', [...SESSION, ...columns(41, 'VSYSNAME DEVICENAME')]],
	['END', [...SESSION, ...columns(41, 'VSYSNAME DEVICENAME')]],
	['SCTP', SESSION],
	[
		'SYSTEM',
		columns(
			7,
			'VSYS EVENTID OBJECTNAME - - MODULE LEVEL MESSAGE SEQUENCENUMBER - - - - - VSYSNAME DEVICENAME',
		),
	],
	[
		'CONFIG',
		columns(
			7,
			'REMOTEIP:ip VSYS ACTION USERNAME:user CLIENT STATUS PATH BEFORE AFTER SEQUENCENUMBER - - - - - VSYSNAME DEVICENAME',
		),
	],
	[
		'USERID',
		columns(
			7,
			'VSYS REMOTEIP:ip USERNAME:user DATASOURCENAME - REPEATCOUNT:number TIMEOUT:number - - DATASOURCE ' +
				'DATASOURCETYPE SEQUENCENUMBER - - - - - VSYSNAME DEVICENAME',
		),
	],
	[
		'GLOBALPROTECT',
		columns(
			7,
			'VSYS EVENTID STAGE AUTHMETHOD TUNNELTYPE USERNAME:user SOURCECOUNTRY REMOTEHOST PUBLICIP:ip PUBLICIP:ip ' +
				'REMOTEIP:ip REMOTEIP:ip HOSTID SERIALNUMBER CLIENTVERSION CLIENTOS CLIENTOSVERSION REPEATCOUNT:number REASON ' +
				'ERROR MESSAGE STATUS LOCATION',
		),
	],
	[
		'HIPMATCH',
		columns(
			7,
			'USERNAME:user VSYS REMOTEHOST CLIENTOS REMOTEIP:ip RULE REPEATCOUNT:number MATCHTYPE - - SEQUENCENUMBER ' +
				'- - - - - VSYSNAME DEVICENAME',
		),
	],
	[
		'AUTHENTICATION',
		columns(
			7,
			'VSYS REMOTEIP:ip USERNAME:user NORMALIZEDUSER OBJECTNAME RULE REPEATCOUNT:number - VENDOR LOGACTION SERVER ' +
				'MESSAGE CLIENT STATUS',
		),
	],
	[
		'CORRELATION',
		columns(
			7,
			'REMOTEIP:ip USERNAME:user VSYS CATEGORY LEVEL - - - - VSYSNAME DEVICENAME - OBJECTNAME - MESSAGE',
		),
	],
	['IPTAG', columns(7, 'VSYS REMOTEIP:ip TAG EVENTID REPEATCOUNT:number')],
]);

/** The columns of a log type; none of one that is not known. */
export function panosColumns(type: string): readonly Column[] {
	return BY_TYPE.get(type === 'HIP-MATCH' ? 'HIPMATCH' : type) ?? [];
}

/** Every field that PAN-OS logs set. */
export const PANOS_FIELDS: readonly string[] = [
	...new Set([
		...[...BY_TYPE.values()].flat().map(([, field]) => field),
		...['TYPE', 'SUBTYPE', 'DEVICEID', 'IENAME', 'RESULT', 'SEVERITY'],
	]),
].filter((field) => field !== 'LEVEL' && field !== 'DEVICENAME');
