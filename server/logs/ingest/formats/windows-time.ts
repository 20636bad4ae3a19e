/** When a Windows event happened, out of the several times that its record carries. */

import { quoted, type Fields, type ParseOptions } from './format';
import { badTime } from './json';
import { readIsoTime, readJsonTime } from './time';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Every zone in use is a multiple of this. */
const ZONE_STEP = 15 * MINUTE;
/** Zones reach from UTC-12 to UTC+14; a larger difference is a late delivery, not a zone. */
const MAX_ZONE = 14 * 60 * MINUTE;

/**
 * Time of the event in epoch ms, or an error text.
 *
 * Sysmon's `UtcTime` (UTC, milliseconds) comes first, then `EventTime` and its relatives, then `@timestamp`, then
 * now. An `EventTime` without zone is shifted by `timeZoneOffsetMinutes`; when that is not given, by the zone that
 * `@timestamp` reveals (difference rounded to 15 minutes); else it is UTC.
 */
export function windowsTime(fields: Fields, options: ParseOptions): number | string {
	const key = fields.EVENTTIME !== undefined ? 'EVENTTIME' : 'TIMECREATED';
	const stamp = fields[key];
	if (stamp === undefined) return timestampOr(fields, options);
	const eventTime = readEventTime(stamp, fields.TIMESTAMP, options);
	if (eventTime === undefined) return badTime(key, stamp);
	const utc = typeof fields.UTCTIME === 'string' ? readIsoTime(fields.UTCTIME) : undefined;
	// Sysmon leaves the field empty or at 1601 when it lost the real time.
	return utc !== undefined && Math.abs(utc.time - eventTime) < DAY ? utc.time : eventTime;
}

function timestampOr(fields: Fields, options: ParseOptions): number | string {
	const utc = typeof fields.UTCTIME === 'string' ? readIsoTime(fields.UTCTIME) : undefined;
	if (utc !== undefined && fields.TIMESTAMP === undefined) return utc.time;
	if (fields.TIMESTAMP === undefined) return options.now;
	const time = readJsonTime(fields.TIMESTAMP, options.timeZoneOffsetMinutes ?? 0);
	return time ?? `@timestamp ${quoted(String(fields.TIMESTAMP))} is not an ISO 8601 time`;
}

function readEventTime(
	stamp: unknown,
	timestamp: unknown,
	options: ParseOptions,
): number | undefined {
	const written = typeof stamp === 'string' ? readIsoTime(stamp) : undefined;
	if (written === undefined) return readJsonTime(stamp, 0);
	if (written.zoned) return written.time;
	if (options.timeZoneOffsetMinutes !== undefined) {
		return written.time - options.timeZoneOffsetMinutes * MINUTE;
	}
	const received = typeof timestamp === 'string' ? readIsoTime(timestamp) : undefined;
	return written.time - (received?.zoned ? inferZone(written.time, received.time) : 0);
}

function inferZone(wallClock: number, received: number): number {
	const zone = Math.round((wallClock - received) / ZONE_STEP) * ZONE_STEP;
	return Math.abs(zone) <= MAX_ZONE ? zone : 0;
}
