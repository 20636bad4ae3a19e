/** The rows of incidents; synchronous, so it lives in the incidents' thread. Callers bring the transaction. */
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
	refuseChangedSince,
	refuseTooMuch,
	toActivity,
	toEvidence,
	toNote,
	tooMuch,
	toSummary,
} from '../../../response/incidents';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { chosenIncidents, orderOf, registerFunctions } from './list';

/** The ticket shown is that of the connection that was told first. */
const SELECT = `
	SELECT i.*, (SELECT t.ticket_id FROM ticket t WHERE t.incident_id = i.id ORDER BY t.id LIMIT 1) AS ticket_id
	FROM incident i
`;
/** Reads and writes incidents. */
export class IncidentTable {
	private readonly selectOne: StatementSync;
	private readonly insertRow: StatementSync;
	private readonly updateRow: StatementSync;
	private readonly insertNote: StatementSync;
	private readonly insertEvidence: StatementSync;
	private readonly insertActivity: StatementSync;

	constructor(private readonly database: DatabaseSync) {
		registerFunctions(database);
		this.selectOne = database.prepare(`${SELECT} WHERE i.id = ?`);
		this.insertRow = database.prepare(`
			INSERT INTO incident (name, description, severity, status, assignee, due_at, created_by, created_at,
				updated_at, source, actors, profile_id, profile_name, group_key)
			VALUES (:name, :description, :severity, :status, :assignee, :dueAt, :actor, :now, :now, :source, :actors,
				:profileId, :profileName, :groupKey)
		`);
		this.updateRow = database.prepare(`
			UPDATE incident SET name = :name, description = :description, severity = :severity, status = :status,
				assignee = :assignee, due_at = :dueAt, actors = :actors, updated_at = :updatedAt WHERE id = :id
		`);
		this.insertNote = database.prepare(
			'INSERT INTO note (incident_id, text, author, created_at) VALUES (?, ?, ?, ?)',
		);
		this.insertEvidence = database.prepare(
			'INSERT INTO evidence (incident_id, source, description, data, added_by, created_at) VALUES (?, ?, ?, ?, ?, ?)',
		);
		this.insertActivity = database.prepare(
			'INSERT INTO activity (incident_id, time, actor, action, detail) VALUES (?, ?, ?, ?, ?)',
		);
	}

	/** The incident without its lists, or undefined. */
	find(id: number): IncidentSummary | undefined {
		const row = this.selectOne.get(id) as unknown as IncidentRow | undefined;
		return row === undefined ? undefined : toSummary(row);
	}

	/** The incident, whole. @throws IncidentError `unknown_incident` */
	get(id: number): Incident {
		const summary = this.find(id);
		if (summary === undefined) throw new IncidentError('unknown_incident', String(id));
		return {
			...summary,
			notes: this.entries('note', id).map(toNote),
			evidence: this.entries('evidence', id).map(toEvidence),
			activity: this.entries('activity', id).map(toActivity),
		};
	}

	/** A page of the list, and how many there are in all. */
	list(filter: IncidentFilter): { total: number; incidents: IncidentSummary[] } {
		const { where, values } = chosenIncidents(filter);
		const { limit, from } = filter;
		const count = this.database.prepare(`SELECT count(*) AS n FROM incident i${where}`);
		const rows = this.database
			.prepare(`${SELECT}${where}${orderOf(filter)} LIMIT :limit OFFSET :offset`)
			.all({ ...values, limit, offset: from - 1 });
		return {
			total: Number(count.get(values)?.['n']),
			incidents: (rows as unknown as IncidentRow[]).map(toSummary),
		};
	}

	/** @param groupKey alerts of the same group join it while it is not closed */
	insert(incident: NewIncident, { actor, now }: Doing, groupKey: string | null = null): number {
		const { name, description, severity, status, assignee, dueAt, source, profile } = incident;
		const { lastInsertRowid } = this.insertRow.run({
			...{ name, description, severity, status, assignee, dueAt, source, actor, now, groupKey },
			actors: JSON.stringify(mergeActors(incident.actors)),
			profileId: profile?.id ?? null,
			profileName: profile?.name ?? null,
		});
		const id = Number(lastInsertRowid);
		this.log(id, { actor, now }, 'created', howCreated(source, profile));
		this.add(id, incident, { actor, now });
		return id;
	}

	/**
	 * Changes an incident; saying again what it is already changes nothing.
	 *
	 * @returns what it was before
	 * @throws IncidentError `unknown_incident`; `conflict` when it has changed since `basedOn`
	 */
	update(id: number, change: IncidentChange, { actor, now }: Doing): IncidentSummary {
		const before = this.find(id);
		if (before === undefined) throw new IncidentError('unknown_incident', String(id));
		const changed = changedIncident(before, change, { actor, now });
		if (changed === undefined) return before;
		const { after, doing, lines, isReopened } = changed;
		if (isReopened) this.leaveGroupIfTaken(id);
		const { name, description, severity, status, assignee, dueAt } = after;
		this.updateRow.run({
			...{ id, name, description, severity, status, assignee, dueAt, updatedAt: doing.now },
			actors: JSON.stringify(after.actors),
		});
		for (const { action, detail } of lines) this.log(id, doing, action, detail);
		this.add(id, change, doing);
		return before;
	}

	/** @throws IncidentError `unknown_incident`; `conflict` when it has changed after `time`; undefined = whenever */
	refuseChangedSince(id: number, time: number | undefined): void {
		const present = this.find(id);
		if (present === undefined) throw new IncidentError('unknown_incident', String(id));
		refuseChangedSince(present, time);
	}

	/** Deletes all of them or, when one is unknown, none. @throws IncidentError `unknown_incident` naming it */
	delete(ids: readonly number[]): void {
		const remove = this.database.prepare('DELETE FROM incident WHERE id = ?');
		for (const id of new Set(ids)) {
			if (remove.run(id).changes === 0) throw new IncidentError('unknown_incident', String(id));
		}
	}

	/** Adds a line to the activity log. */
	log(id: number, { actor, now }: Doing, action: string, detail: string): void {
		this.insertActivity.run(id, now, actor, action, detail);
	}

	private add(
		id: number,
		{
			note,
			evidence = [],
		}: { note?: string | undefined; evidence?: readonly NewEvidence[] | undefined },
		doing: Doing,
	): void {
		if (note !== undefined) {
			refuseTooMuch('note', id, this.held('note', id), [note]);
			this.insertNote.run(id, note, doing.actor, doing.now);
			this.log(id, doing, 'note', 'added');
		}
		const texts = evidence.map(dataText);
		if (evidence.length > 0) refuseTooMuch('evidence', id, this.held('evidence', id), texts);
		for (const [at, { source, description }] of evidence.entries()) {
			const text = texts[at] as string;
			this.insertEvidence.run(id, source, description, text, doing.actor, doing.now);
			this.log(id, doing, 'evidence', description);
		}
	}

	/** Whether an incident can take one more alert as evidence. */
	takesEvidence(id: number, evidence: NewEvidence): boolean {
		const held = this.held('evidence', id);
		return held.count < MOST_ALERTS && tooMuch(id, held, [dataText(evidence)]) === undefined;
	}

	/** What an incident has of notes, or of evidence. */
	held(table: 'note' | 'evidence', id: number): Held {
		const column = table === 'note' ? 'text' : 'data';
		const row = this.database
			.prepare(
				`SELECT count(*) AS count, coalesce(sum(length(${column})), 0) AS length FROM ${table} WHERE incident_id = ?`,
			)
			.get(id);
		return row as unknown as Held;
	}

	private entries(table: 'note' | 'evidence' | 'activity', id: number) {
		return this.database
			.prepare(`SELECT * FROM ${table} WHERE incident_id = ? ORDER BY id`)
			.all(id);
	}

	/** Another incident has taken the group's place while this one was closed: it stays the group's. */
	private leaveGroupIfTaken(id: number): void {
		this.database
			.prepare(
				`UPDATE incident SET group_key = NULL WHERE id = :id AND EXISTS (
					SELECT 1 FROM incident o WHERE o.group_key = incident.group_key AND o.status <> 'closed' AND o.id <> :id)`,
			)
			.run({ id });
	}
}
