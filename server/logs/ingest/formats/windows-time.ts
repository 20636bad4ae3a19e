/** When a Windows event happened, out of the several times that its record carries. */

import { readIsoTime, readTime, type WrittenTime, type Zone } from '../time';
import type { Draft } from './draft';
import { type ParseOptions, zoneFor } from './parse-options';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Every zone in use is a multiple of this. */
const ZONE_STEP = 15 * MINUTE;
/** Zones reach from UTC-12 to UTC+14; a larger difference is a late delivery, not a zone. */
const MAX_ZONE = 14 * 60 * MINUTE;

/**
 * Sets the time of the event.
 *
 * Sysmon's `UtcTime` (UTC, milliseconds) comes first, then `EventTime` and its relatives, then `@timestamp`. An `EventTime` without
 * zone is in the zone of its log source or the options; when none is given, in the zone that `@timestamp` reveals (difference
 * rounded to 15 minutes); else it is UTC.
 */
export function windowsTime(draft: Draft, options: ParseOptions): void {
	const { fields } = draft;
	const key = fields.EVENTTIME !== undefined ? 'EVENTTIME' : 'TIMECREATED';
	const stamp = fields[key];
	const utc = utcTime(fields.UTCTIME);
	const zone = zoneFor(fields.HOSTNAME ?? draft.host ?? options.defaultHost, options);
	const written =
		stamp === undefined ? undefined : readEventTime(stamp, fields.TIMESTAMP, options, zone);
	if (stamp !== undefined && written === undefined) draft.cannotRead(stamp);
	// Sysmon leaves the field empty or at 1601 when it lost the real time.
	if (utc !== undefined && written !== undefined && Math.abs(utc.time - written.time) < DAY) {
		draft.setTime(utc, 'UtcTime');
	} else if (written !== undefined) {
		draft.setTime(written, key === 'EVENTTIME' ? 'EventTime' : 'TimeCreated');
	} else if (utc !== undefined && utc.time > 0) {
		draft.setTime(utc, 'UtcTime');
	} else if (fields.TIMESTAMP !== undefined) {
		draft.readTime(fields.TIMESTAMP, '@timestamp', options);
	}
}

function utcTime(value: unknown): WrittenTime | undefined {
	const utc = typeof value === 'string' ? readIsoTime(value) : undefined;
	return utc === undefined ? undefined : { time: utc.time, zoned: true };
}

function readEventTime(
	stamp: unknown,
	timestamp: unknown,
	options: ParseOptions,
	zone: Zone | undefined,
): WrittenTime | undefined {
	const written = readTime(stamp, options);
	if (written === undefined || written.zoned || zone !== undefined) return written;
	const received = typeof timestamp === 'string' ? readIsoTime(timestamp) : undefined;
	if (received?.zoned !== true) return written;
	return { time: written.time - inferZone(written.time, received.time), zoned: true };
}

function inferZone(wallClock: number, received: number): number {
	const zone = Math.round((wallClock - received) / ZONE_STEP) * ZONE_STEP;
	return Math.abs(zone) <= MAX_ZONE ? zone : 0;
}
