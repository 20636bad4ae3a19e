/** The rows of incidents; synchronous, so it lives in the incidents' thread. Callers bring the transaction. */
import {
	describeChanges,
	type Doing,
	type Incident,
	type IncidentChange,
	IncidentError,
	type IncidentFilter,
	type IncidentSummary,
	mergeActors,
	type NewEvidence,
	type NewIncident,
} from '../../../response/incidents';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { chosenIncidents, orderOf, registerFunctions } from './list';
import { type IncidentRow, toActivity, toEvidence, toNote, toSummary } from './rows';

/** Most notes, and most pieces of evidence, of one incident: it is answered and exported whole. */
export const MOST_ENTRIES = 10_000;
/** Most characters of either, for the same reason. */
export const MOST_LENGTH = 8 * 1024 * 1024;

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
		const how = profile === undefined ? `as ${source}` : `by alert profile ${profile.name}`;
		this.log(id, { actor, now }, 'created', how);
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
		if (change.basedOn !== undefined && change.basedOn !== before.updatedAt) {
			const [known, present] = [change.basedOn, before.updatedAt].map(iso);
			throw new IncidentError(
				'conflict',
				`updated_time: incident ${id} has changed since ${known}; its updated_time is ${present} now.`,
			);
		}
		const after = { ...before, ...given(change) };
		const changes = describeChanges(before, after);
		const adds = change.note !== undefined || (change.evidence ?? []).length > 0;
		if (changes.length === 0 && !adds) return before;
		const doing = { actor, now: Math.max(now, before.updatedAt + 1) };
		if (before.status === 'closed' && after.status !== 'closed') this.leaveGroupIfTaken(id);
		const { name, description, severity, status, assignee, dueAt } = after;
		this.updateRow.run({
			...{ id, name, description, severity, status, assignee, dueAt, updatedAt: doing.now },
			actors: JSON.stringify(after.actors),
		});
		for (const { action, detail } of changes) this.log(id, doing, action, detail);
		this.add(id, change, doing);
		return before;
	}

	/** @throws IncidentError `unknown_incident`; `conflict` when it has changed after `time`; undefined = whenever */
	refuseChangedSince(id: number, time: number | undefined): void {
		if (time === undefined) return;
		const present = this.find(id);
		if (present === undefined) throw new IncidentError('unknown_incident', String(id));
		if (present.updatedAt <= time) return;
		throw new IncidentError(
			'conflict',
			`unchanged_since: incident ${id} has changed since ${iso(time)}; its updated_time is ${iso(present.updatedAt)} now.`,
		);
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
			this.refuseMore('note', id, [note]);
			this.insertNote.run(id, note, doing.actor, doing.now);
			this.log(id, doing, 'note', 'added');
		}
		const texts = evidence.map(({ data }) => JSON.stringify(data ?? null));
		if (evidence.length > 0) this.refuseMore('evidence', id, texts);
		for (const [at, { source, description }] of evidence.entries()) {
			const text = texts[at] as string;
			this.insertEvidence.run(id, source, description, text, doing.actor, doing.now);
			this.log(id, doing, 'evidence', description);
		}
	}

	private refuseMore(table: 'note' | 'evidence', id: number, more: readonly string[]): void {
		const problem = this.tooMuch(table, id, more);
		if (problem !== undefined)
			throw new IncidentError('conflict', `${table}: ${problem}; create another incident.`);
	}

	/** Whether an incident can take one more piece of evidence. */
	takesEvidence(id: number, { data }: NewEvidence): boolean {
		return this.tooMuch('evidence', id, [JSON.stringify(data ?? null)]) === undefined;
	}

	private tooMuch(
		table: 'note' | 'evidence',
		id: number,
		more: readonly string[],
	): string | undefined {
		const count = this.count(table, id);
		if (count + more.length > MOST_ENTRIES)
			return `incident ${id} has ${count} already, of at most ${MOST_ENTRIES}`;
		const column = table === 'note' ? 'text' : 'data';
		const sum = this.database.prepare(
			`SELECT coalesce(sum(length(${column})), 0) AS n FROM ${table} WHERE incident_id = ?`,
		);
		const length = Number(sum.get(id)?.['n']);
		return more.reduce((all, text) => all + text.length, length) > MOST_LENGTH
			? `incident ${id} has ${length} characters already, of at most ${MOST_LENGTH}`
			: undefined;
	}

	/** Number of notes or pieces of evidence. */
	count(table: 'note' | 'evidence', id: number): number {
		const count = this.database.prepare(`SELECT count(*) AS n FROM ${table} WHERE incident_id = ?`);
		return Number(count.get(id)?.['n']);
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
