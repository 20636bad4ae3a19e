/** Creates incidents under a key of the caller's, or updates the one that is open under it. */
import {
	callersKey,
	type Doing,
	type NewIncident,
	reportedAgain,
} from '../../../response/incidents';
import type { DatabaseSync } from 'node:sqlite';
import type { IncidentParts } from './parts';
import type { IncidentTable } from './table';

/** What an upsert did. */
export interface Upserted {
	readonly id: number;
	readonly created: boolean;
	/** Whether anything changed; true for a new one. */
	readonly updated: boolean;
	/** Whether ticketing tools have to be told of a change. */
	readonly tells: boolean;
}

/** Callers bring the transaction. */
export function upsertIncident(
	{
		database,
		incidents,
		parts,
	}: {
		database: DatabaseSync;
		incidents: IncidentTable;
		parts: IncidentParts;
	},
	key: string,
	incident: NewIncident,
	doing: Doing,
): Upserted {
	const groupKey = callersKey(key);
	const row = database
		.prepare(`SELECT id FROM incident WHERE group_key = ? AND status <> 'closed'`)
		.get(groupKey);
	const before = row === undefined ? undefined : incidents.find(Number(row['id']));
	if (before === undefined) {
		const id = incidents.insert(incident, doing, groupKey);
		return { id, created: true, updated: true, tells: true };
	}
	const { id } = before;
	const change = reportedAgain(
		incident,
		before,
		parts.latest('note', id, 1)[0]?.text,
		parts.unknownEvidence(id, incident.evidence),
	);
	incidents.update(id, change, doing);
	const updated = incidents.find(id)?.updatedAt !== before.updatedAt;
	return { id, created: false, updated, tells: change.severity !== undefined };
}
