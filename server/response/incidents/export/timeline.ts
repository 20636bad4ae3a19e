/** Everything that happened to an incident, in one order of time. */
import type { Incident } from '../incident';

/** One line. */
export interface TimelineEntry {
	readonly kind: 'activity' | 'note' | 'evidence';
	/** Epoch ms. */
	readonly time: number;
	readonly by: string;
	readonly what: string;
	readonly text: string;
	/** Evidence's data. */
	readonly data?: unknown;
}

/** Activity, notes and evidence, oldest first; the log's mere mentions of notes and evidence are left out. */
export function timelineOf(incident: Incident): TimelineEntry[] {
	const activity = incident.activity
		.filter(({ action }) => action !== 'note' && action !== 'evidence')
		.map(({ time, actor, action, detail }): TimelineEntry => {
			return { kind: 'activity', time, by: actor, what: action, text: detail };
		});
	const notes = incident.notes.map(({ createdAt, author, text }): TimelineEntry => {
		return { kind: 'note', time: createdAt, by: author, what: 'note', text };
	});
	const evidence = incident.evidence.map((entry): TimelineEntry => {
		const { createdAt, addedBy, source, description, data } = entry;
		return {
			kind: 'evidence',
			time: createdAt,
			by: addedBy,
			what: source,
			text: description,
			data,
		};
	});
	return [...activity, ...notes, ...evidence].sort((one, other) => one.time - other.time);
}
