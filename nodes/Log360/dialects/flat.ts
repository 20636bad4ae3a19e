/** Alerts and logs as flat items: the same few fields in every generation and field form. */
import type { IDataObject } from 'n8n-workflow';

import { pageUrl } from './consolePage';
import { lookupIn, type Lookup } from './fieldLookup';
import { alertFingerprint, logFingerprint } from './fingerprint';
import { numberOf } from './read';
import { readTime } from './times';

/** Names of what alerts and logs have in common, best first; V1 and client form are observed, server names partly assumed. */
const TIME = ['TIME', 'ALERT_TIME', 'GENERATED_TIME', 'timestamp'];
const HOST = ['HOSTNAME', 'Device', 'DEVICE_NAME', 'host', 'log_source'];
const USER = ['USERNAME', 'user', 'TARGETUSER'];
const REMOTE_IP = ['REMOTEIP', 'SOURCE_IP', 'CLIENT_IP'];
const MESSAGE = ['MESSAGE', 'Formatted_Message'];

/**
 * An alert. What a build does not send is `null`, so that every item has the same fields.
 *
 * @param consoleUrl address of a console that has a page for each alert, where the server has one
 */
export function simplifyAlert(hit: IDataObject, consoleUrl?: string): IDataObject {
	const field = lookupIn(hit);
	const id = field(['ALERT_ID']) ?? null;
	return {
		id,
		key: alertFingerprint(hit),
		time: timeOf(field),
		profileId: field(['ALERT_PROFILE_ID', 'profile_id']) ?? null,
		profileName: field(['ALERT_PROFILE_NAME', 'profile_name']) ?? null,
		severity: wordOf(field(['ALERT_SEVERITY', 'severity'])),
		status: wordOf(field(['ALERT_STATUS', 'STATE', 'status'])),
		assignee: field(['ALERT_ASSIGNEE', 'assignee']) ?? null,
		...common(field),
		count: numberOf(field(['ALERT_EVENT_COUNT', 'event_count'])) ?? 1,
		message: field(MESSAGE) ?? null,
		url: pageUrl(consoleUrl, 'alerts', id) ?? null,
	};
}

/** A log. Its `key` is a hash of all fields, since logs carry no id; what it does not have is `null`. */
export function simplifyLog(hit: IDataObject): IDataObject {
	const field = lookupIn(hit);
	return {
		key: logFingerprint(hit),
		time: timeOf(field),
		logType: field(['LOGTYPE']) ?? null,
		eventId: field(['EVENTID']) ?? null,
		severity: wordOf(field(['SEVERITY'])),
		...common(field),
		message: field(MESSAGE) ?? null,
	};
}

/** An alert or a log, whichever a result is: jobs bring both. */
export function simplifyHit(hit: IDataObject, consoleUrl?: string): IDataObject {
	const mark = lookupIn(hit)(['ALERT_PROFILE_NAME', 'ALERT_ID', 'ALERT_SEVERITY']);
	return mark === undefined ? simplifyLog(hit) : simplifyAlert(hit, consoleUrl);
}

function common(field: Lookup): IDataObject {
	return {
		host: field(HOST) ?? null,
		user: field(USER) ?? null,
		remoteIp: field(REMOTE_IP) ?? null,
	};
}

/** ISO 8601. A text without an offset stays in the time zone of the server, which nobody names. */
function timeOf(field: Lookup): string | null {
	const value = field(TIME);
	if (value === undefined) return null;
	const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(value);
	return local ? `${local[1]}T${local[2]}` : readTime(value);
}

/** `In-progress` as `in_progress`, as filters and other operations take it. */
function wordOf(word: string | undefined): string | null {
	if (word === undefined) return null;
	return word
		.trim()
		.toLowerCase()
		.replace(/^in[\s_-]?progress$/, 'in_progress');
}
