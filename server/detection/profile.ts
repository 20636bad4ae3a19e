/** An alert profile: what raises alerts, how severe they are, and who is told. */
import type { ProfileIncidentRule } from './incident-rule';

/** Severities of alerts, as V2 spells them. Source: facts on the alert model, "Critical, Trouble, Attention". */
export const ALERT_SEVERITIES = ['critical', 'trouble', 'attention'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** Statuses of alerts, as V2 spells them. */
export const ALERT_STATUSES = ['open', 'in_progress', 'closed'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** What a profile looks for at one point of its rule. */
export interface RuleStep {
	/** Query in the search language. */
	readonly query: string;
	/** Events of this step that are needed, at least 1. */
	readonly count: number;
	/** Fields in which its events agree with those of the other steps, by position; those of the rule unless given. */
	readonly by?: readonly string[];
}

/**
 * When a profile raises an alert.
 *
 * One step without a window: every event of the query. One step within a window: `count` events of a group that lie
 * at most `within` apart. Several steps: their events in the order of the steps, all at most `within` apart. Within
 * a window a group raises at most one alert for each stretch of `within` ms (see `docs/alerts.md`).
 */
export interface AlertRule {
	/** In their order in time; an event counts for the last step whose query it matches. */
	readonly steps: readonly RuleStep[];
	/** Window, ms. */
	readonly within?: number;
	/** Fields in which the events must agree, in upper case; events that lack one do not count. Needs a window. */
	readonly by?: readonly string[];
	/** False: the steps' events may come in any order. */
	readonly ordered?: boolean;
	/** What the events of the one step must come to within the window, instead of a number of events. */
	readonly measure?: RuleMeasure;
}

/** What is reached by events of a group within a window: different values of a field, or the sum of its numbers. */
export interface RuleMeasure {
	readonly kind: 'distinct' | 'sum';
	/** In upper case; events without a value (a sum: without a number above 0) do not count. */
	readonly field: string;
	/** The alert is raised when this is reached. */
	readonly least: number;
}

/** A way in which people are told of an alert. */
export interface AlertNotification {
	readonly channel: 'email' | 'sms' | 'webhook';
	/** Addresses, numbers or URLs. */
	readonly to: readonly string[];
}

/** What a person may decide about a profile. */
export interface ProfileDraft {
	readonly name: string;
	readonly description: string;
	readonly severity: AlertSeverity;
	readonly enabled: boolean;
	readonly rule: AlertRule;
	readonly notifications: readonly AlertNotification[];
	/** How its alerts become incidents; null = as all profiles without a rule of their own do. */
	readonly incidentRule: ProfileIncidentRule | null;
	/** Whether the ticketing tool is told of this profile's incidents. */
	readonly ticketNotification: boolean;
	/** Labels, such as MITRE ATT&CK techniques (`attack.t1110`). */
	readonly tags: readonly string[];
	/** The public rule that it was imported from, absent for others. */
	readonly imported?: ImportedRule;
}

/** A rule that a profile comes from: a later version of it replaces the profile's definition. */
export interface ImportedRule {
	/** The rule's own id. */
	readonly id: string;
	/** Whether the import switched it on: what differs from it was decided by a person. */
	readonly enabled: boolean;
}

/** An alert profile. */
export interface AlertProfile extends ProfileDraft {
	/** Predefined ones from 1001, custom ones from 1801, as in the vendor's samples. */
	readonly id: number;
	readonly origin: 'predefined' | 'custom';
}

/** All enabled profiles at one time; the version tells sets apart. */
export interface ProfileSet {
	readonly version: number;
	readonly profiles: readonly AlertProfile[];
}

/** The product's three types: a profile with several steps is a correlation wherever it came from. */
export function profileType(profile: AlertProfile): 'predefined' | 'custom' | 'correlation' {
	return profile.rule.steps.length > 1 ? 'correlation' : profile.origin;
}
