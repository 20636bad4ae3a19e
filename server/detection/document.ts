/** An alert's document: the event that raised it with the alert's own fields, as searches hand it out. */
import type { FieldValue } from '../logs/events';
import type { AlertSeverity, AlertStatus } from './profile';

/** Severities as answers write them (observed in V1, assumed for V2). */
export const SEVERITY_WORDS: Readonly<Record<AlertSeverity, string>> = {
	critical: 'Critical',
	trouble: 'Trouble',
	attention: 'Attention',
};

/** Statuses as answers write them (observed in V1, assumed for V2). */
export const STATUS_WORDS: Readonly<Record<AlertStatus, string>> = {
	open: 'Open',
	in_progress: 'In-progress',
	closed: 'Closed',
};

/**
 * The fields that an alert has beside its event's.
 *
 * In client form `Alert_Profile_Name`, `Alert_Severity`, `Alert_Status` and `State` are observed; what `State` holds is
 * unknown, here it is the status as V2 writes it. The other fields and all server names are assumed.
 */
export const ALERT_FIELDS = [
	'ALERT_ID',
	'ALERT_PROFILE_ID',
	'ALERT_PROFILE_NAME',
	'ALERT_SEVERITY',
	'ALERT_STATUS',
	'STATE',
	'ALERT_EVENT_COUNT',
	'ALERT_EVENT_ID',
	'ALERT_GROUP',
	'ALERT_RAISED_TIME',
	'ALERT_ASSIGNEE',
] as const;

const OWN: ReadonlySet<string> = new Set(ALERT_FIELDS);

/** Whether a field belongs to the alert and not to its event. @param field server name */
export function isAlertField(field: string): boolean {
	return OWN.has(field);
}

/** What the alert's own fields say. */
export interface AlertFacts {
	readonly id: number;
	readonly profileId: number;
	readonly profileName: string;
	readonly severity: AlertSeverity;
	readonly status: AlertStatus;
	/** Events that belong to the alert, at least 1. */
	readonly events: number;
	/** The event that raised it. */
	readonly eventId: number;
	/** The group in words; empty without one. */
	readonly group: string;
	/** When it was raised, epoch ms. */
	readonly raisedAt: number;
}

/** A flat document with `TIME` first. */
export type AlertDocument = Readonly<Record<string, FieldValue>>;

/**
 * Puts a document together; of an event's field with an alert field's name the alert's value wins.
 *
 * @param event the event's document, with TIME
 */
export function alertDocument(
	facts: AlertFacts,
	event: Readonly<Record<string, FieldValue>>,
): AlertDocument {
	const { TIME, ...fields } = event;
	const document: Record<string, FieldValue> = {
		TIME: TIME as FieldValue,
		ALERT_ID: facts.id,
		ALERT_PROFILE_ID: facts.profileId,
		ALERT_PROFILE_NAME: facts.profileName,
		ALERT_SEVERITY: SEVERITY_WORDS[facts.severity],
		ALERT_STATUS: STATUS_WORDS[facts.status],
		STATE: facts.status,
		ALERT_EVENT_COUNT: facts.events,
		ALERT_EVENT_ID: facts.eventId,
		...(facts.group === '' ? {} : { ALERT_GROUP: facts.group }),
		ALERT_RAISED_TIME: facts.raisedAt,
	};
	for (const field in fields) {
		// eslint-disable-next-line log360/no-object-table -- names of fields are upper case
		if (!OWN.has(field)) document[field] = fields[field] as FieldValue;
	}
	return document;
}

/** The document after a change of what can change. */
export function revisedDocument(
	document: AlertDocument,
	change: {
		readonly status?: AlertStatus;
		readonly events?: number;
		/** Null = nobody. */
		readonly assignee?: string | null;
	},
): AlertDocument {
	const { ALERT_ASSIGNEE: present, ...rest } = document;
	const assignee = change.assignee === undefined ? present : change.assignee;
	return {
		...rest,
		...(assignee === undefined || assignee === null ? {} : { ALERT_ASSIGNEE: assignee }),
		...(change.status === undefined
			? {}
			: { ALERT_STATUS: STATUS_WORDS[change.status], STATE: change.status }),
		...(change.events === undefined ? {} : { ALERT_EVENT_COUNT: change.events }),
	};
}
