/** Reads a time in any form that logs carry: the one reader that every format uses. */
import type { JsonObject } from '../formats/json-object';
import { digitAt, type FoundTime, type TimeOptions, type WrittenTime } from './parts';
import {
	isAmbiguousDate,
	readCompact,
	readMonthDay,
	readShortCompact,
	readShortDate,
	readSlashed,
} from './digits';
import { readEpoch, readEpochText } from './epoch';
import { readIsoAt } from './iso';
import { readMonthTime, readYearFirst } from './month';

/** Why an event has no time of its own; the words are values of the field `TIME_MISSING`. */
export type TimeMissing =
	| 'none found'
	| 'unreadable'
	| 'day and month order unknown'
	| 'out of range';

/** Keys of an object that holds a time: the usual turns of event XML into JSON, and MongoDB's export. */
const WRAPPERS = ['SystemTime', '@SystemTime', '$date', '#text'] as const;

/**
 * The time that a value of a field or key writes: a number or digits of epoch seconds, milliseconds, microseconds or
 * nanoseconds, ISO 8601, RFC 2822 and the other forms of {@link readTimeAt}, or a list or object that holds one of them.
 *
 * @returns undefined when the value as a whole is no time; {@link whyNoTime} tells why
 */
export function readTime(value: unknown, options: TimeOptions): WrittenTime | undefined {
	if (typeof value === 'number') {
		const time = readEpoch(value);
		return time === undefined ? undefined : { time, zoned: true };
	}
	if (typeof value === 'string') return readTimeText(value, options);
	if (Array.isArray(value)) return value.length === 1 ? readTime(value[0], options) : undefined;
	if (typeof value !== 'object' || value === null) return undefined;
	const key = WRAPPERS.find((name) => Object.hasOwn(value, name));
	const inner = key === undefined ? undefined : (value as JsonObject)[key];
	return typeof inner === 'string' || typeof inner === 'number'
		? readTime(inner, options)
		: undefined;
}

function readTimeText(value: string, options: TimeOptions): WrittenTime | undefined {
	const text = value.trim();
	// Nearly all are ISO times: no other form is tried for them.
	const iso = text[4] === '-' ? readIsoAt(text, 0) : undefined;
	if (iso?.end === text.length) return iso;
	// An ISO time with a compact year is 14 digits, too many for any epoch number before 2255.
	const compact = text.length === 14 ? readCompact(text, 0) : undefined;
	if (compact !== undefined) return compact;
	const epoch = readEpochText(text);
	if (epoch !== undefined) return epoch;
	const found = readTimeAt(text, 0, options);
	return found === undefined || found.end !== text.length ? undefined : found;
}

/**
 * The time that stands at `at`, whatever follows it, with the zone after it: all forms that are text. Epoch numbers are left
 * out: any number could be one.
 *
 * @returns undefined when none, or one that does not exist, stands there
 */
export function readTimeAt(text: string, at: number, options: TimeOptions): FoundTime | undefined {
	if (digitAt(text, at) < 0) return readMonthTime(text, at, options);
	return (
		readIsoAt(text, at) ??
		readShortDate(text, at) ??
		readMonthTime(text, at, options) ??
		readYearFirst(text, at) ??
		readSlashed(text, at, options) ??
		readCompact(text, at) ??
		readMonthDay(text, at, options) ??
		readShortCompact(text, at)
	);
}

/** Why {@link readTime} read nothing: the value stands for a time, but cannot be told or does not exist. */
export function whyNoTime(value: unknown): TimeMissing {
	return typeof value === 'string' && isAmbiguousDate(value.trim(), 0)
		? 'day and month order unknown'
		: 'unreadable';
}
