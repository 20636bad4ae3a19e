/** What incidents need to know of alerts: the shape of a raised one, and the rule that groups them. */
import type { Severity } from '../contract/shared/vocabulary';

/** An alert that was raised. */
export interface RaisedAlert {
	/** Place in the order of raising; grows. */
	readonly seq: number;
	readonly id: number;
	readonly profileId: number;
	readonly profileName: string;
	readonly severity: Severity;
	/** Of its event, epoch ms. */
	readonly time: number;
	/** Key of what its events have in common; empty without grouping fields. */
	readonly group: string;
	/** The alert's document, server field names; `ALERT_GROUP` has the group in words. */
	readonly document: Readonly<Record<string, unknown>>;
}

/**
 * Whether an alert becomes an incident, and which repeats join it while it is not closed: those of the same `group`
 * of its profile, or all of the `profile`.
 */
export type Grouping = 'none' | 'group' | 'profile';

/** A rule for incidents. */
export type IncidentRule = (alert: RaisedAlert) => Grouping;

/** The rule when a profile has none of its own: what is worth a person's time becomes an incident (assumed). */
export const DEFAULT_RULE: IncidentRule = ({ severity }) =>
	severity === 'attention' ? 'none' : 'group';
