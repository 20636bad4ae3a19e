/** Decides what a raised alert becomes: by the rule of its profile, or by the one for profiles that have none. */
import type { Severity } from '../contract';
import { canonicalValue } from '../logs/terms';
import { ACTOR_FIELDS, type ActorRole, textOf } from './alert-actors';
import type { RaisedAlert } from './raised-alert';

/** A field of the alert's document in upper case, or one of its actors, such as `actor.user`. */
type GroupingField = string;

/** How the alerts of a profile become incidents. */
export interface ProfileIncidentRule {
	/** Whether they do. */
	readonly enabled: boolean;
	/**
	 * Which repeats join an open incident: those in whose events the profile's rule found the same values (`alert`),
	 * all of the profile (`profile`), or those with the same values in these fields.
	 */
	readonly groupBy: 'alert' | 'profile' | readonly GroupingField[];
	/** Severity of the incident; null = that of the alert. */
	readonly severity: Severity | null;
	/** Whom a new incident is assigned to. */
	readonly assignee: string | null;
	/** Longest time between an incident's first alert and one that joins it, by event time, ms; null = no limit. */
	readonly within: number | null;
}

/** The rule of profiles that have none: what is worth a person's time becomes an incident (assumed). */
function defaultRule(severity: Severity): ProfileIncidentRule {
	const enabled = severity !== 'attention';
	return { enabled, groupBy: 'alert', severity: null, assignee: null, within: null };
}

/** Where an alert goes. */
export interface Placement {
	/** Alerts of the same key join one incident while it is not closed. */
	readonly key: string;
	/** What they have in common, in words; empty when that is the profile alone. */
	readonly group: string;
	/** See {@link ProfileIncidentRule.within}. */
	readonly within: number | null;
	readonly severity: Severity;
	readonly assignee: string | null;
}

/** @returns undefined when the alert becomes no incident */
export function placementOf(
	alert: RaisedAlert,
	given: ProfileIncidentRule | null,
): Placement | undefined {
	const rule = given ?? defaultRule(alert.severity);
	if (!rule.enabled) return undefined;
	const { within, assignee } = rule;
	return { ...groupOf(alert, rule), within, assignee, severity: rule.severity ?? alert.severity };
}

function groupOf(
	{ profileId, group, document }: RaisedAlert,
	{ groupBy }: ProfileIncidentRule,
): Pick<Placement, 'key' | 'group'> {
	if (groupBy === 'profile') return { key: `${profileId}`, group: '' };
	if (groupBy === 'alert') {
		return { key: `${profileId}:${group}`, group: textOf(document['ALERT_GROUP']) };
	}
	const fields = groupBy.map(fieldOf);
	// Values that a search calls equal are equal here, and so is that there is none.
	const texts = fields.map((field) =>
		textOf(Object.hasOwn(document, field) ? document[field] : undefined),
	);
	const values = texts.map(canonicalValue);
	const words = fields.flatMap((field, at) => (texts[at] === '' ? [] : [`${field} ${texts[at]}`]));
	return { key: `${profileId}:${JSON.stringify([fields, values])}`, group: words.join(', ') };
}

function fieldOf(given: GroupingField): string {
	if (!given.startsWith('actor.')) return given;
	return ACTOR_FIELDS[given.slice('actor.'.length) as ActorRole];
}
