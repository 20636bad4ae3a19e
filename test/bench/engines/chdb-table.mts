/** The table that the generated events are stored in by an engine of columns. */

/** Columns of numbers. */
export const NUMBERS: ReadonlySet<string> = new Set([
	'EVENTID',
	'LOGONTYPE',
	'REMOTEPORT',
	'RECORDNUMBER',
	'DESTINATIONPORT',
	'BYTES',
	'PROCESSID',
]);

/** Columns of texts that come again and again. */
const FEW_VALUES = [
	...['HOSTNAME', 'LOGTYPE', 'CHANNEL', 'SOURCE', 'IENAME', 'CATEGORY', 'SEVERITY', 'RESULT'],
	...['COMMON_SEVERITY', 'EVENTTYPE', 'USERNAME', 'DOMAIN', 'REMOTEIP', 'FACILITY', 'DEVICEIP'],
	...['DESTINATIONIP', 'ACTION', 'METHOD', 'URL', 'PROTOCOL', 'STATUS', 'REFERER', 'USERAGENT'],
	...['PROCESSNAME', 'COMMAND', 'PARENTIMAGE', 'OBJECTTYPE', 'ACCESSMASK', 'SERVICENAME'],
	...['TICKETOPTIONS', 'TICKETENCRYPTIONTYPE', 'SUBSTATUS', 'PRIVILEGELIST', 'TTY', 'PWD'],
	...['TARGETUSER', 'PARENTPROCESSNAME', 'TARGETUSERNAME', 'TARGETDOMAINNAME', 'MEMBERNAME'],
	'COMPUTER',
];
/** Columns of texts that hardly come again. */
const MANY_VALUES = [
	...['TARGETLOGONID', 'SUBJECTLOGONID', 'PROCESSGUID', 'OBJECTNAME', 'HANDLEID'],
	'NEWPROCESSID',
];

const columns = [
	"TIME DateTime64(3, 'UTC') CODEC(Delta, ZSTD)",
	'MESSAGE String CODEC(ZSTD)',
	'RAWLOG String CODEC(ZSTD)',
	...[...NUMBERS].map((name) => `${name} Nullable(Int64) CODEC(ZSTD)`),
	...FEW_VALUES.map((name) => `${name} LowCardinality(String) CODEC(ZSTD)`),
	...MANY_VALUES.map((name) => `${name} String CODEC(ZSTD)`),
];

/** Makes the table. A part is on the disk when its insert is answered. */
export const TABLE = `CREATE TABLE logs.events (${columns.join(', ')},
INDEX words MESSAGE TYPE text(tokenizer = 'splitByNonAlpha'))
ENGINE = MergeTree ORDER BY TIME
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;
