/** The time range of searches: presets that count back from now, or own dates. */
import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { TimeRange } from '../dialects/dialect';
import { rangeSinceLastRun } from './lastRun';
import { agoInWords, rangeInWords, TIME_WORDS } from './timeWords';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Length of each preset in milliseconds. */
const PRESETS: Record<string, number> = {
	last15Minutes: 15 * MINUTE,
	lastHour: HOUR,
	last4Hours: 4 * HOUR,
	last12Hours: 12 * HOUR,
	last24Hours: DAY,
	last7Days: 7 * DAY,
	last30Days: 30 * DAY,
	last90Days: 90 * DAY,
};

/** By name, as n8n asks of every list. */
const CHOICES: INodePropertyOptions[] = [
	{ name: 'Custom', value: 'custom', description: 'Own start and end' },
	{ name: 'In Words', value: 'words', description: 'Such as 2h, last 2 hours or yesterday' },
	{ name: 'Last 12 Hours', value: 'last12Hours' },
	{ name: 'Last 15 Minutes', value: 'last15Minutes' },
	{ name: 'Last 24 Hours', value: 'last24Hours' },
	{ name: 'Last 30 Days', value: 'last30Days' },
	{ name: 'Last 4 Hours', value: 'last4Hours' },
	{ name: 'Last 7 Days', value: 'last7Days' },
	{ name: 'Last 90 Days', value: 'last90Days' },
	{ name: 'Last Hour', value: 'lastHour' },
	{
		name: 'Since Last Run',
		value: 'sinceLastRun',
		description: 'What came since the last successful run of the published workflow',
	},
];

export const timeRangeProperties: INodeProperties[] = [
	{
		displayName: 'Time Range',
		name: 'timeRange',
		type: 'options',
		options: CHOICES,
		default: 'last24Hours',
		description: `Which period to look at, counted back from now, or Custom for own dates. An expression may also give words: ${TIME_WORDS}.`,
	},
	{
		displayName: 'Period',
		name: 'timeWords',
		type: 'string',
		default: '',
		placeholder: 'e.g. last 2 hours',
		displayOptions: { show: { timeRange: ['words'] } },
		description: `How far to look back: ${TIME_WORDS}`,
	},
	{
		displayName: 'Start Time',
		name: 'startTime',
		type: 'dateTime',
		default: '',
		// Not required: n8n would ask for it whenever Time Range is an expression, whatever that gives.
		displayOptions: { show: { timeRange: ['custom'] } },
		description:
			'Begin of the period, e.g. 2026-11-01T00:00:00Z or now-15m. Without an offset it counts in the time zone of the workflow.',
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { timeRange: ['custom'] } },
		description:
			'End of the period, e.g. 2026-11-02T00:00:00Z. Without an offset it counts in the time zone of the workflow. Empty means now.',
	},
];

export interface TimeRangeInput {
	readonly timeRange: string;
	/** For the choice `words`. */
	readonly timeWords?: unknown;
	readonly startTime?: unknown;
	readonly endTime?: unknown;
}

/**
 * Works out the range in epoch milliseconds.
 *
 * @param now epoch milliseconds
 * @param timezone IANA name of the workflow's time zone
 * @throws RangeError naming the time that is missing, unreadable or in the wrong order
 */
export function timeRangeOf(input: TimeRangeInput, now: number, timezone: string): TimeRange {
	const preset = Object.entries(PRESETS).find(([name]) => name === input.timeRange)?.[1];
	if (preset !== undefined) return { from: now - preset, to: now };
	if (input.timeRange === 'words') return rangeOfWords(input.timeWords, now, timezone);
	if (input.timeRange !== 'custom') {
		// From an expression or an AI agent, words may stand in place of a choice.
		const range = wordsOf(input.timeRange, now, timezone);
		if (range !== undefined) return range;
		throw new RangeError(
			`The time range "${input.timeRange}" is unknown. Use one of ${Object.keys(PRESETS).join(', ')}, custom, or words such as ${TIME_WORDS}.`,
		);
	}
	if (isEmpty(input.startTime)) throw new RangeError('Start Time is empty. Give a date and time.');
	const from = momentOf(input.startTime, 'Start Time', now, timezone);
	const to = isEmpty(input.endTime) ? now : momentOf(input.endTime, 'End Time', now, timezone);
	if (from >= to) {
		throw new RangeError(
			`Start Time (${new Date(from).toISOString()}) must be before End Time (${new Date(to).toISOString()})`,
		);
	}
	return { from, to };
}

function rangeOfWords(words: unknown, now: number, timezone: string): TimeRange {
	const text = String(words ?? '').trim();
	if (text === '') throw new RangeError(`Period is empty. Write it like ${TIME_WORDS}.`);
	const range = wordsOf(text, now, timezone);
	if (range !== undefined) return range;
	throw new RangeError(
		`Period "${text.slice(0, 60)}" is not a time range. Write it like ${TIME_WORDS}.`,
	);
}

function wordsOf(text: string, now: number, timezone: string): TimeRange | undefined {
	const dayStart = (daysAgo: number) => {
		const local = new Date(now - daysAgo * DAY + offsetOf(now - daysAgo * DAY, timezone));
		return zoned(`${local.toISOString().slice(0, 10)}T00:00`, timezone);
	};
	return rangeInWords(text, now, dayStart);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/**
 * A time, or words such as `now-15m`, which count back from now.
 *
 * @param label name of the parameter for the error
 * @throws RangeError when it is neither
 */
export function momentOf(value: unknown, label: string, now: number, timezone: string): number {
	const ago = typeof value === 'string' ? agoInWords(value) : undefined;
	return ago === undefined ? epochOf(value, label, timezone) : now - ago;
}

/**
 * Reads a time: ISO 8601 text, epoch milliseconds as number or text, a `Date`, or a luxon `DateTime` from an expression.
 *
 * @param label name of the parameter for the error
 * @throws RangeError when it is none of these, or before 1970
 */
export function epochOf(value: unknown, label: string, timezone: string): number {
	const epoch = readEpoch(value, timezone);
	if (epoch === undefined || !Number.isFinite(epoch) || epoch < 0 || epoch > 8.64e15) {
		throw new RangeError(
			`${label} "${String(value).slice(0, 60)}" is not a time. Use ISO 8601 such as 2026-11-01T00:00:00Z, or epoch milliseconds.`,
		);
	}
	// Many sources count seconds; taken for milliseconds, they would all be in January 1970.
	if (looksLikeSeconds(value, epoch)) {
		throw new RangeError(
			`${label} "${String(value).trim()}" looks like seconds. Give milliseconds or ISO 8601.`,
		);
	}
	return epoch;
}

/** Whether a bare number is one that means a day since 2001 in seconds, and one before April 1970 in milliseconds. */
function looksLikeSeconds(value: unknown, epoch: number): boolean {
	const isBare = typeof value === 'number' || /^\s*\d+\s*$/.test(String(value));
	return isBare && epoch >= 1e9 && epoch < 1e10;
}

function readEpoch(value: unknown, timezone: string): number | undefined {
	if (typeof value === 'number') return value;
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		return (value as { toMillis(): number }).toMillis();
	}
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^\d{10,16}$/.test(text)) return Number(text);
	if (!isOnCalendar(text)) return undefined;
	const local = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?$/.exec(text);
	if (local) return zoned(`${local[1]}T${local[2] ?? '00:00'}`, timezone);
	if (!/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) return undefined;
	return Date.parse(text.replace(' ', 'T'));
}

/** Whether a text begins with a day that exists: `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(text: string): boolean {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Epoch milliseconds of a wall-clock time in a time zone. */
function zoned(local: string, timezone: string): number {
	const asUtc = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
	// The offset depends on the moment itself, so the first guess is corrected once.
	const guess = asUtc - offsetOf(asUtc, timezone);
	return asUtc - offsetOf(guess, timezone);
}

/** How far a time zone is ahead of UTC at a moment, in milliseconds. */
function offsetOf(epoch: number, timezone: string): number {
	if (Number.isNaN(epoch)) return 0;
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(new Date(epoch));
	const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value);
	const wall = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return wall - Math.floor(epoch / 1000) * 1000;
}

/** The offset of a time zone at a moment as the wire has it: `+02:00`, or `Z`. */
export function zoneOffset(epoch: number, timezone: string): string {
	const minutes = Math.round(offsetOf(epoch, timezone) / MINUTE);
	if (minutes === 0) return 'Z';
	const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
	const two = (number: number) => String(number).padStart(2, '0');
	return `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
}

/**
 * Reads the range of one item.
 *
 * @throws RangeError as {@link timeRangeOf}
 */
export function readTimeRange(context: IExecuteFunctions, item: number): TimeRange {
	const timeRange = context.getNodeParameter('timeRange', item) as string;
	if (timeRange === 'sinceLastRun') return rangeSinceLastRun(context, Date.now());
	const custom = timeRange === 'custom';
	return timeRangeOf(
		{
			timeRange,
			timeWords:
				timeRange === 'words' ? context.getNodeParameter('timeWords', item, '') : undefined,
			startTime: custom ? context.getNodeParameter('startTime', item, '') : undefined,
			endTime: custom ? context.getNodeParameter('endTime', item, '') : undefined,
		},
		Date.now(),
		context.getTimezone(),
	);
}
