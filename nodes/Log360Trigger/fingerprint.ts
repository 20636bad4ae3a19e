/** Identity of alerts and logs, which carry no documented id. */
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { PollWindow } from './ledger';

/** Keys of an id, should a build have one. */
const ID_KEYS = ['alert_id', 'ALERT_ID', 'Alert_Id', 'AlertId', 'Alert ID'];

const TIME_KEYS = [
	'TIME',
	'Time',
	'time',
	'ALERT_TIME',
	'Alert_Time',
	'GENERATED_TIME',
	'timestamp',
];

/** What changes while an alert is worked on or repeats itself, and so is no part of its identity. */
const CHANGING = /status|state$|severity|assignee|owner|note|remark|updated|modified|count/i;

/**
 * A fingerprint of an alert: its id where there is one, else a hash over all fields that do not change while people work on it.
 * Time, profile, device and message are always among them. Field order does not matter.
 */
export function alertFingerprint(hit: IDataObject): string {
	for (const key of ID_KEYS) {
		const value = hit[key];
		if (typeof value === 'string' || typeof value === 'number') return `id:${value}`;
	}
	return hashOf(hit, (key) => !CHANGING.test(key));
}

/** A fingerprint of a log, which never changes: a hash over all its fields. */
export function logFingerprint(hit: IDataObject): string {
	return hashOf(hit, () => true);
}

function hashOf(hit: IDataObject, counts: (key: string) => boolean): string {
	const fields = Object.keys(hit)
		.filter(counts)
		.sort()
		.map((key) => [key, hit[key]]);
	return createHash('sha256').update(JSON.stringify(fields)).digest('base64').slice(0, 22);
}

/**
 * The time of a hit in epoch milliseconds.
 *
 * Only numbers and ISO 8601 with an offset are trusted, and only inside the window that was asked for: other texts are in a time
 * zone that nobody names. A hit without such a time counts as seen now, which keeps it in memory long enough.
 */
export function timeOfHit(hit: IDataObject, window: PollWindow): number {
	for (const key of TIME_KEYS) {
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
