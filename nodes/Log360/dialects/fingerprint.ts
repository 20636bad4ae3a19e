/** Identity of alerts and logs, which carry no documented id. */
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { lookupIn } from './fieldLookup';

/** What changes while an alert is worked on or repeats itself, and so is no part of its identity. */
const CHANGING = /status|state$|severity|assignee|owner|note|remark|updated|modified|count/i;

/**
 * A fingerprint of an alert: its id where there is one, else a hash over all fields that do not change while people work on it.
 * Time, profile, device and message are always among them. Field order does not matter.
 */
export function alertFingerprint(hit: IDataObject): string {
	// Should a build have one, in whichever spelling.
	const id = lookupIn(hit)(['alert_id']);
	if (id !== undefined) return `id:${id}`;
	return hashOf(hit, (key) => !CHANGING.test(key));
}

/** Whether a fingerprint of an alert is its id, so that two of them are one alert and not two that are alike. */
export function hasId(fingerprint: string): boolean {
	return fingerprint.startsWith('id:');
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
