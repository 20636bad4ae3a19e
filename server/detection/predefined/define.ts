/** Shorthand for predefined profiles. */
import type { AlertRule, AlertSeverity, ProfileDraft } from '../profile';

/** A profile that comes with the server; its id never changes. */
export interface PredefinedProfile extends ProfileDraft {
	readonly id: number;
}

const MINUTE = 60_000;

/** A window of so many minutes, in which the events agree in `by`. */
export interface Window {
	readonly minutes: number;
	readonly by: readonly string[];
}

/** One event within the window is enough; further ones join its alert. */
export function once(query: string, { minutes, by }: Window): AlertRule {
	return atLeast(1, query, { minutes, by });
}

/** `count` events of the query within the window. */
export function atLeast(count: number, query: string, { minutes, by }: Window): AlertRule {
	return { steps: [{ query, count }], within: minutes * MINUTE, by };
}

/** Steps in this order within the window; a number before a query is how many events the step needs. */
export function inOrder(
	steps: readonly (readonly [count: number, query: string])[],
	{ minutes, by }: Window,
): AlertRule {
	return {
		steps: steps.map(([count, query]) => ({ query, count })),
		within: minutes * MINUTE,
		by,
	};
}

/** A predefined profile, enabled and without notifications. */
export function predefined(
	id: number,
	severity: AlertSeverity,
	name: string,
	description: string,
	rule: AlertRule,
	tags: readonly string[] = [],
): PredefinedProfile {
	return {
		id,
		name,
		description,
		severity,
		enabled: true,
		rule,
		notifications: [],
		incidentRule: null,
		ticketNotification: true,
		tags,
	};
}
