/** Field names that errors recognise, so that a misspelt query gets advice instead of a silent other meaning. */

import { displayName } from '../events';

const KNOWN_FIELDS: readonly string[] = [
	'HOSTNAME LOGTYPE SOURCE EVENTID SEVERITY COMMON_SEVERITY FACILITY USERNAME REMOTEIP REMOTEPORT DOMAIN',
	'IENAME RESULT STATUS METHOD URL BYTES USERAGENT REFERER PROCESSNAME PROCESSID COMMAND CHANNEL',
	'RECORDNUMBER MESSAGE RAWLOG DEVICEIP REMOTE_INTERFACE APPID FORMATID IS_THROWAWAY TASK TIME',
].flatMap((line) => line.split(' '));

const SERVER_NAMES: ReadonlyMap<string, string> = new Map(
	KNOWN_FIELDS.flatMap((name) => [
		[squeezed(displayName(name)), name],
		[squeezed(name), name],
	]),
);

/** The server name of a well-known field that is written in another way, e.g. `Event ID` for `EVENTID`. */
export function serverNameOf(written: string): string | undefined {
	return SERVER_NAMES.get(squeezed(written));
}

function squeezed(name: string): string {
	return name.replace(/[\s_]+/g, '').toUpperCase();
}
