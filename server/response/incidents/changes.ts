/** Says in words what a change of an incident did, for the activity log. */
import type { IncidentSummary } from './incident';

/** What can change, and how its values are written in the log; long texts are not repeated there. */
const SHOWN: {
	readonly [K in keyof IncidentSummary]?: (value: IncidentSummary[K]) => string;
} = {
	name: (name) => JSON.stringify(name),
	severity: String,
	status: String,
	assignee: (assignee) => assignee ?? 'nobody',
	dueAt: (time) => (time === null ? 'none' : new Date(time).toISOString()),
};

/** Names of the log's actions where they differ from the field's. */
const ACTIONS: ReadonlyMap<string, string> = new Map(Object.entries({ dueAt: 'due_date' }));

/** One entry for each field that differs. */
export function describeChanges(
	before: IncidentSummary,
	after: IncidentSummary,
): { action: string; detail: string }[] {
	const fields = [
		'name',
		'description',
		'severity',
		'status',
		'assignee',
		'dueAt',
		'actors',
	] as const;
	return fields
		.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
		.map((field) => {
			const show = SHOWN[field] as ((value: unknown) => string) | undefined;
			const detail =
				show === undefined ? 'changed' : `${show(before[field])} to ${show(after[field])}`;
			return { action: ACTIONS.get(field) ?? field, detail };
		});
}
