/** What a change makes of an incident, and which changes are refused: decided here, whichever engine keeps incidents. */
import { mergeActors } from './actors';
import { describeChanges } from './changes';
import { IncidentError } from './errors';
import type { Doing, IncidentChange, IncidentSummary, NewEvidence } from './incident';

/** Most notes, and most pieces of evidence, of one incident: it is answered and exported whole. */
export const MOST_ENTRIES = 10_000;
/** Most characters of either, for the same reason. */
export const MOST_LENGTH = 8 * 1024 * 1024;

/** An incident after a change. */
export interface AfterChange {
	readonly after: IncidentSummary;
	/** Who, and a time after that of the change before. */
	readonly doing: Doing;
	/** Lines for the activity log. */
	readonly lines: readonly { readonly action: string; readonly detail: string }[];
	/** Whether it is open again. */
	readonly isReopened: boolean;
}

/**
 * Applies a change, without the notes and evidence that it adds.
 *
 * @returns undefined when it says what the incident is already
 * @throws IncidentError `conflict` when the incident has changed since `basedOn`
 */
export function changedIncident(
	before: IncidentSummary,
	change: IncidentChange,
	{ actor, now }: Doing,
): AfterChange | undefined {
	if (change.basedOn !== undefined && change.basedOn !== before.updatedAt) {
		const [known, present] = [change.basedOn, before.updatedAt].map(iso);
		throw new IncidentError(
			'conflict',
			`updated_time: incident ${before.id} has changed since ${known}; its updated_time is ${present} now.`,
		);
	}
	const after = { ...before, ...given(change) };
	const lines = describeChanges(before, after);
	const adds = change.note !== undefined || (change.evidence ?? []).length > 0;
	if (lines.length === 0 && !adds) return undefined;
	return {
		...{ after, lines, doing: { actor, now: Math.max(now, before.updatedAt + 1) } },
		isReopened: before.status === 'closed' && after.status !== 'closed',
	};
}

/** @throws IncidentError `conflict` when the incident has changed after `time`; undefined = whenever */
export function refuseChangedSince(present: IncidentSummary, time: number | undefined): void {
	if (time === undefined || present.updatedAt <= time) return;
	throw new IncidentError(
		'conflict',
		`unchanged_since: incident ${present.id} has changed since ${iso(time)}; its updated_time is ${iso(present.updatedAt)} now.`,
	);
}

/** What an incident has of notes, or of evidence. */
export interface Held {
	readonly count: number;
	/** Characters. */
	readonly length: number;
}

/** Why an incident cannot take more texts; undefined when it can. */
export function tooMuch(id: number, held: Held, more: readonly string[]): string | undefined {
	if (held.count + more.length > MOST_ENTRIES)
		return `incident ${id} has ${held.count} already, of at most ${MOST_ENTRIES}`;
	return more.reduce((all, text) => all + text.length, held.length) > MOST_LENGTH
		? `incident ${id} has ${held.length} characters already, of at most ${MOST_LENGTH}`
		: undefined;
}

/** @throws IncidentError `conflict` when there is too much of it */
export function refuseTooMuch(
	what: 'note' | 'evidence',
	id: number,
	held: Held,
	more: readonly string[],
): void {
	const problem = tooMuch(id, held, more);
	if (problem !== undefined)
		throw new IncidentError('conflict', `${what}: ${problem}; create another incident.`);
}

/** The text of a piece of evidence's data. */
export function dataText({ data }: NewEvidence): string {
	return JSON.stringify(data ?? null);
}

/** How an incident came to be, for the activity log. */
export function howCreated(source: string, profile: { readonly name: string } | undefined): string {
	return profile === undefined ? `as ${source}` : `by alert profile ${profile.name}`;
}

/** The fields of a change that are given; `assignee` and `dueAt` may be null. */
function given(change: IncidentChange): Partial<IncidentSummary> {
	const { note: _, evidence: __, basedOn: ___, actors, ...fields } = change;
	const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
	return {
		...(Object.fromEntries(entries) as Partial<IncidentSummary>),
		...(actors === undefined ? {} : { actors: mergeActors(actors) }),
	};
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
