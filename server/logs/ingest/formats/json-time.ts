/** Finds when an event happened in a JSON object, under any of the names that loggers and shippers use. */

import type { Draft } from './draft';
import type { ParseOptions } from './format';
import type { JsonObject } from './json-object';

/** Names in this order: the event's own time before its shipper's. Matched without case and separators. */
const NAMES = [
	'TIME',
	'eventTime',
	'eventTimestamp',
	'eventCreated',
	'occurred',
	'occurredAt',
	'creationTime',
	'createdDateTime',
	'activityDateTime',
	'timeCreated',
	'timeGenerated',
	'systemTime',
	'logTime',
	'logTimestamp',
	'startTime',
	'timestamp',
	'ts',
	'dateTime',
	'utcTime',
	'asctime',
	'published',
	'created',
	'createdAt',
	't',
	'date',
	'realtimeTimestamp',
	'sourceRealtimeTimestamp',
	'syslogTimestamp',
	'@timestamp',
	'receivedAt',
];

/** Rank by squeezed name; `@timestamp` is the shipper's and has a rank of its own. */
const RANKS = new Map(
	NAMES.map((name, rank) => [name === '@timestamp' ? name : squeezed(name), rank]),
);
/** Ranks by the key as written, most of which are of few spellings. */
const known = new Map<string, number>();
const MAX_KNOWN = 4_096;
const NOT_A_TIME = -1;
/** Names that also stand for durations and days: a number below this is none of the first, a time alone none of the second. */
const SMALLEST_EPOCH = 1e8;

/**
 * Sets the draft's time from the first of the object's times that can be read.
 *
 * @returns the key that held it, whose value need not be kept as a field
 */
export function readObjectTime(
	source: JsonObject,
	draft: Draft,
	options: ParseOptions,
): string | undefined {
	// The server's own form, and the most frequent names: no other key comes before them.
	if (source.TIME !== undefined && source.TIME !== null) {
		if (draft.readTime(source.TIME, 'key TIME', options)) return 'TIME';
	}
	const keys: [rank: number, key: string, value: unknown][] = [];
	for (const key in source) {
		const rank = rankOf(key);
		if (rank > 0 && isLikely(source[key])) keys.push([rank, key, source[key]]);
	}
	keys.sort(([one], [other]) => one - other);
	for (const [, key, value] of keys) {
		const time = withDate(value, source);
		if (draft.readTime(time, `key ${key}`, options)) return time === value ? key : undefined;
	}
	return undefined;
}

function squeezed(key: string): string {
	return key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

function rankOf(key: string): number {
	let rank = known.get(key);
	if (rank === undefined) {
		rank = (key === '@timestamp' ? RANKS.get(key) : RANKS.get(squeezed(key))) ?? NOT_A_TIME;
		// `TIME` has been tried; other spellings of it count like a timestamp's.
		if (rank === 0 && key !== 'TIME') rank = 1;
		if (known.size < MAX_KNOWN && key.length <= 64) known.set(key, rank);
	}
	return rank;
}

/** Whether a value may be meant as a time: `{"time": 0.53}` is a duration. */
function isLikely(value: unknown): boolean {
	if (typeof value === 'number') return value >= SMALLEST_EPOCH;
	if (typeof value === 'string') return value.length >= 8;
	return typeof value === 'object' && value !== null;
}

/** `{"date": "2026-11-20", "time": "10:00:00"}` is one time in two keys. */
function withDate(value: unknown, source: JsonObject): unknown {
	if (typeof value !== 'string' || !/^\d{1,2}:\d\d/.test(value)) return value;
	const date = source.date ?? source.Date;
	return typeof date === 'string' ? `${date} ${value}` : value;
}
