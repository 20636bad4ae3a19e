/** When a hit happened, to the trigger. */
import type { IDataObject } from 'n8n-workflow';

import type { PollWindow } from './ledger';

/** When an alert was raised, in both forms of names (extension of log360-server). */
export const RAISED_TIME_KEYS = ['ALERT_RAISED_TIME', 'Alert_Raised_Time'];

const TIME_KEYS = [
	'TIME',
	'Time',
	'time',
	'ALERT_TIME',
	'Alert_Time',
	'GENERATED_TIME',
	'timestamp',
];

/**
 * The time of a hit in epoch milliseconds.
 *
 * Only numbers and ISO 8601 with an offset are trusted, and only inside the window that was asked for: other texts are in a time
 * zone that nobody names. A hit without such a time counts as seen now, which keeps it in memory long enough.
 */
export function timeOfHit(
	hit: IDataObject,
	window: PollWindow,
	keys: readonly string[] = TIME_KEYS,
): number {
	for (const key of keys) {
		const time = exactTime(hit[key]);
		if (time !== undefined && time >= window.from && time <= window.to) return time;
	}
	return window.now;
}

function exactTime(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return undefined;
	if (/^\d{12,14}$/.test(value)) return Number(value);
	if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(value)) return undefined;
	const time = Date.parse(value);
	return Number.isNaN(time) ? undefined : time;
}
