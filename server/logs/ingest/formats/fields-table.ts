/** The fields that every event may have, whatever its format; those of a format are declared in its file. */

/** Fields that every event may have, whatever its format. */
export const COMMON_FIELDS: readonly string[] = [
	'TIME',
	'HOSTNAME',
	'LOGTYPE',
	'RAWLOG',
	'MESSAGE',
	'SOURCE',
	'FACILITY',
	'SEVERITY',
	'COMMON_SEVERITY',
	'TIME_MISSING',
	'ARRIVALTIME',
];
