/** The lists that belong to an incident, page by page: notes, evidence, activity, alerts. */
import {
	type Activity,
	dataText,
	type Evidence,
	IncidentError,
	type NewEvidence,
	type Note,
	type PartPage,
	type Parts,
	toActivity,
	toEvidence,
	toNote,
} from '../../../response/incidents';
import type { DatabaseSync } from 'node:sqlite';

type Table = 'note' | 'evidence' | 'activity' | 'alert_incident';

/** Reads parts of incidents; synchronous, so it lives in the incidents' thread. */
export class IncidentParts {
	constructor(private readonly database: DatabaseSync) {}

	/** @throws IncidentError `unknown_incident` */
	notes(id: number, page: PartPage): Parts<Note> {
		return this.page('note', id, page, toNote);
	}

	/** @throws IncidentError `unknown_incident` */
	evidence(id: number, page: PartPage): Parts<Evidence> {
		return this.page('evidence', id, page, toEvidence);
	}

	/** @throws IncidentError `unknown_incident` */
	activity(id: number, page: PartPage): Parts<Activity> {
		return this.page('activity', id, page, toActivity);
	}

	/** Ids of the alerts that made or joined it, in that order. @throws IncidentError `unknown_incident` */
	alerts(id: number, page: PartPage): Parts<number> {
		return this.page('alert_incident', id, page, (row) => Number(row['alert']));
	}

	/** The latest notes, or pieces of evidence, oldest first. */
	latest(table: 'note', id: number, count: number): Note[];
	latest(table: 'evidence', id: number, count: number): Evidence[];
	latest(table: 'note' | 'evidence', id: number, count: number): (Note | Evidence)[] {
		const rows = this.database
			.prepare(`SELECT * FROM ${table} WHERE incident_id = ? ORDER BY id DESC LIMIT ?`)
			.all(id, count)
			.reverse();
		return table === 'note' ? rows.map(toNote) : rows.map(toEvidence);
	}

	/** Of `given`, what the incident does not have already, word for word, each once. */
	unknownEvidence(id: number, given: readonly NewEvidence[]): NewEvidence[] {
		const find = this.database.prepare(
			'SELECT 1 FROM evidence WHERE incident_id = ? AND source = ? AND description = ? AND data = ?',
		);
		const seen = new Set<string>();
		return given.filter((evidence) => {
			const { source, description } = evidence;
			const text = dataText(evidence);
			const whole = JSON.stringify([source, description, text]);
			if (seen.has(whole)) return false;
			seen.add(whole);
			return find.get(id, source, description, text) === undefined;
		});
	}

	private page<T>(
		table: Table,
		id: number,
		{ from, limit }: PartPage,
		read: (row: Record<string, never>) => T,
	): Parts<T> {
		if (this.database.prepare('SELECT 1 FROM incident WHERE id = ?').get(id) === undefined)
			throw new IncidentError('unknown_incident', String(id));
		const owner = table === 'alert_incident' ? 'incident' : 'incident_id';
		const total = this.database.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${owner} = ?`);
		const rows = this.database
			.prepare(`SELECT * FROM ${table} WHERE ${owner} = ? ORDER BY rowid LIMIT ? OFFSET ?`)
			.all(id, limit, from - 1) as Record<string, never>[];
		return { total: Number(total.get(id)?.['n']), items: rows.map(read) };
	}
}
