/** The rows of incidents in PostgreSQL; callers bring the transaction. */
import type { Actors } from '../../../detection';
import {
	changedIncident,
	dataText,
	type Doing,
	type Held,
	howCreated,
	type Incident,
	type IncidentChange,
	IncidentError,
	type IncidentFilter,
	type IncidentRow,
	type IncidentSummary,
	mergeActors,
	MOST_ALERTS,
	type NewEvidence,
	type NewIncident,
	refuseTooMuch,
	toActivity,
	toEvidence,
	toNote,
	tooMuch,
	toSummary,
} from '../../../response/incidents';
import type { Sql } from '../data/driver';
import { chosenIncidents, folded, orderOf } from './list';

/** The ticket shown is that of the connection that was told first. */
const SELECT = `
	SELECT i.*, (SELECT t.ticket_id FROM ticket t WHERE t.incident_id = i.id ORDER BY t.id LIMIT 1) AS ticket_id
	FROM incident i
`;

/** The incident without its lists, or undefined. */
export async function findIncident(sql: Sql, id: number): Promise<IncidentSummary | undefined> {
	const row = await sql.one<IncidentRow>(`${SELECT} WHERE i.id = $1`, [id]);
	return row && toSummary(row);
}

/** As {@link findIncident}. @throws IncidentError `unknown_incident` */
export async function requireIncident(sql: Sql, id: number): Promise<IncidentSummary> {
	const found = await findIncident(sql, id);
	if (found === undefined) throw new IncidentError('unknown_incident', String(id));
	return found;
}

/** The incident, whole. @throws IncidentError `unknown_incident` */
export async function getIncident(sql: Sql, id: number): Promise<Incident> {
	const summary = await requireIncident(sql, id);
	const entries = (table: 'note' | 'evidence' | 'activity') =>
		sql.all<Record<string, unknown>>(`SELECT * FROM ${table} WHERE incident_id = $1 ORDER BY id`, [
			id,
		]);
	return {
		...summary,
		notes: (await entries('note')).map(toNote),
		evidence: (await entries('evidence')).map(toEvidence),
		activity: (await entries('activity')).map(toActivity),
	};
}

/** A page of the list, and how many there are in all. */
export async function listIncidents(
	sql: Sql,
	filter: IncidentFilter,
): Promise<{ total: number; incidents: IncidentSummary[] }> {
	const { where, values } = chosenIncidents(filter);
	const { limit, from } = filter;
	const total = await sql.one<{ n: number }>(
		`SELECT count(*) AS n FROM incident i${where}`,
		values,
	);
	const rows = await sql.all<IncidentRow>(
		`${SELECT}${where}${orderOf(filter)} LIMIT :limit OFFSET :offset`,
		{ ...values, limit, offset: from - 1 },
	);
	return { total: total?.n ?? 0, incidents: rows.map(toSummary) };
}

/** @param groupKey alerts of the same group join it while it is not closed */
export async function insertIncident(
	sql: Sql,
	incident: NewIncident,
	doing: Doing,
	groupKey: string | null = null,
): Promise<number> {
	const { name, description, severity, status, assignee, dueAt, source, profile } = incident;
	const { actor, now } = doing;
	const row = await sql.one<{ id: number }>(
		`INSERT INTO incident (name, description, folded_name, folded_description, severity, status, assignee, due_at,
			created_by, created_at, updated_at, source, actors, folded_actors, profile_id, profile_name, group_key)
		VALUES (:name, :description, :foldedName, :foldedDescription, :severity, :status, :assignee, :dueAt, :actor, :now,
			:now, :source, :actors, :foldedActors, :profileId, :profileName, :groupKey) RETURNING id`,
		{
			...{ name, description, severity, status, assignee, dueAt, source, actor, now, groupKey },
			...searchedOf(name, description, mergeActors(incident.actors)),
			profileId: profile?.id ?? null,
			profileName: profile?.name ?? null,
		},
	);
	const id = row?.id ?? 0;
	await logActivity(sql, id, doing, 'created', howCreated(source, profile));
	await add(sql, id, incident, doing);
	return id;
}

/**
 * Changes an incident; saying again what it is already changes nothing.
 *
 * @returns what it was before
 * @throws IncidentError `unknown_incident`; `conflict` when it has changed since `basedOn`
 */
export async function updateIncident(
	sql: Sql,
	id: number,
	change: IncidentChange,
	by: Doing,
): Promise<IncidentSummary> {
	const before = await requireIncident(sql, id);
	const changed = changedIncident(before, change, by);
	if (changed === undefined) return before;
	const { after, doing, lines, isReopened } = changed;
	if (isReopened) await leaveGroupIfTaken(sql, id);
	const { name, description, severity, status, assignee, dueAt, actors } = after;
	await sql.run(
		`UPDATE incident SET name = :name, description = :description, folded_name = :foldedName,
			folded_description = :foldedDescription, severity = :severity, status = :status, assignee = :assignee,
			due_at = :dueAt, actors = :actors, folded_actors = :foldedActors, updated_at = :updatedAt WHERE id = :id`,
		{
			...{ id, name, description, severity, status, assignee, dueAt, updatedAt: doing.now },
			...searchedOf(name, description, actors),
		},
	);
	for (const { action, detail } of lines) await logActivity(sql, id, doing, action, detail);
	await add(sql, id, change, doing);
	return before;
}

/** Deletes all of them or, when one is unknown, none. @throws IncidentError `unknown_incident` naming it */
export async function deleteIncidents(sql: Sql, ids: readonly number[]): Promise<void> {
	for (const id of new Set(ids)) {
		if ((await sql.run('DELETE FROM incident WHERE id = $1', [id])) === 0)
			throw new IncidentError('unknown_incident', String(id));
	}
}

/** Adds a line to the activity log. */
export async function logActivity(
	sql: Sql,
	id: number,
	{ actor, now }: Doing,
	action: string,
	detail: string,
): Promise<void> {
	await sql.run(
		'INSERT INTO activity (incident_id, time, actor, action, detail) VALUES ($1, $2, $3, $4, $5)',
		[id, now, actor, action, detail],
	);
}

/** Whether an incident can take one more alert as evidence. */
export async function takesEvidence(sql: Sql, id: number, evidence: NewEvidence): Promise<boolean> {
	const has = await held(sql, 'evidence', id);
	return has.count < MOST_ALERTS && tooMuch(id, has, [dataText(evidence)]) === undefined;
}

async function add(
	sql: Sql,
	id: number,
	{
		note,
		evidence = [],
	}: { note?: string | undefined; evidence?: readonly NewEvidence[] | undefined },
	doing: Doing,
): Promise<void> {
	if (note !== undefined) {
		refuseTooMuch('note', id, await held(sql, 'note', id), [note]);
		await sql.run(
			'INSERT INTO note (incident_id, text, author, created_at) VALUES ($1, $2, $3, $4)',
			[id, note, doing.actor, doing.now],
		);
		await logActivity(sql, id, doing, 'note', 'added');
	}
	if (evidence.length > 0)
		refuseTooMuch('evidence', id, await held(sql, 'evidence', id), evidence.map(dataText));
	for (const one of evidence) {
		const { source, description } = one;
		await sql.run(
			`INSERT INTO evidence (incident_id, source, description, data, added_by, created_at)
			VALUES ($1, $2, $3, $4, $5, $6)`,
			[id, source, description, dataText(one), doing.actor, doing.now],
		);
		await logActivity(sql, id, doing, 'evidence', description);
	}
}

async function held(sql: Sql, table: 'note' | 'evidence', id: number): Promise<Held> {
	const column = table === 'note' ? 'text' : 'data';
	const row = await sql.one<Held>(
		`SELECT count(*) AS count, coalesce(sum(length(${column})), 0)::bigint AS length FROM ${table} WHERE incident_id = $1`,
		[id],
	);
	return row as Held;
}

/** Another incident has taken the group's place while this one was closed: it stays the group's. */
async function leaveGroupIfTaken(sql: Sql, id: number): Promise<void> {
	await sql.run(
		`UPDATE incident SET group_key = NULL WHERE id = $1 AND EXISTS (
			SELECT 1 FROM incident o WHERE o.group_key = incident.group_key AND md5(o.group_key) = md5(incident.group_key)
				AND o.status <> 'closed' AND o.id <> $1)`,
		[id],
	);
}

/** What people search incidents by without case. */
export function searchedOf(name: string, description: string, actors: Actors) {
	const names = actors.flatMap((entry) => Object.values(entry).flat()).map(String);
	return {
		foldedName: folded(name),
		foldedDescription: folded(description),
		actors: JSON.stringify(actors),
		foldedActors: [...new Set(names.map(folded))].map((one) => one.replaceAll('\0', '\ufffd')),
	};
}
