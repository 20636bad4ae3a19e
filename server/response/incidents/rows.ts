/** Turns rows of a store into incidents and their parts. */
import type { Severity, Status } from '../../contract';
import type { Actors } from '../../detection';
import {
	type Activity,
	type Evidence,
	type IncidentSource,
	type IncidentSummary,
	keyOfCaller,
	type Note,
} from './incident';

type Row = Readonly<Record<string, unknown>>;

/** A row of `incident` with its first ticket. */
export interface IncidentRow {
	readonly id: number;
	readonly name: string;
	readonly description: string;
	readonly severity: Severity;
	readonly status: Status;
	readonly assignee: string | null;
	readonly due_at: number | null;
	readonly created_by: string;
	readonly created_at: number;
	readonly updated_at: number;
	readonly source: IncidentSource;
	readonly actors: string;
	readonly profile_id: number | null;
	readonly profile_name: string | null;
	readonly ticket_id: string | null;
	readonly group_key: string | null;
}

/** An incident without its lists. */
export function toSummary(row: IncidentRow): IncidentSummary {
	const { id, name, description, severity, status, assignee, source } = row;
	return {
		...{ id, name, description, severity, status, assignee, source },
		dueAt: row.due_at,
		createdBy: row.created_by,
		createdAt: row.created_at,
		updatedAt: row.updated_at,
		actors: JSON.parse(row.actors) as Actors,
		profile: row.profile_id === null ? null : { id: row.profile_id, name: row.profile_name ?? '' },
		ticketId: row.ticket_id,
		key: keyOfCaller(row.group_key),
	};
}

/** A row of `note`. */
export function toNote(row: Row): Note {
	return {
		id: Number(row['id']),
		text: String(row['text']),
		author: String(row['author']),
		createdAt: Number(row['created_at']),
	};
}

/** A row of `evidence`. */
export function toEvidence(row: Row): Evidence {
	return {
		id: Number(row['id']),
		source: row['source'] as IncidentSource,
		description: String(row['description']),
		data: JSON.parse(String(row['data'])) as unknown,
		addedBy: String(row['added_by']),
		createdAt: Number(row['created_at']),
	};
}

/** A row of `activity`. */
export function toActivity(row: Row): Activity {
	return {
		time: Number(row['time']),
		actor: String(row['actor']),
		action: String(row['action']),
		detail: String(row['detail']),
	};
}
