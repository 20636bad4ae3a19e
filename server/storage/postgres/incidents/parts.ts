/** The lists that belong to an incident in PostgreSQL, page by page: notes, evidence, activity, alerts. */
import {
	dataText,
	type Evidence,
	type NewEvidence,
	type Note,
	type PartPage,
	type Parts,
	toEvidence,
	toNote,
} from '../../../response/incidents';
import type { Sql } from '../data/driver';
import { requireIncident } from './table';

type Row = Readonly<Record<string, unknown>>;

/** One page of a list. @param read makes an item of a row @throws IncidentError `unknown_incident` */
export async function pageOf<T>(
	sql: Sql,
	table: 'note' | 'evidence' | 'activity' | 'incident_alert',
	id: number,
	{ from, limit }: PartPage,
	read: (row: Row) => T,
): Promise<Parts<T>> {
	await requireIncident(sql, id);
	const total = await sql.one<{ n: number }>(
		`SELECT count(*) AS n FROM ${table} WHERE incident_id = $1`,
		[id],
	);
	const order = table === 'incident_alert' ? 'alert' : 'id';
	const rows = await sql.all<Row>(
		`SELECT * FROM ${table} WHERE incident_id = $1 ORDER BY ${order} LIMIT $2 OFFSET $3`,
		[id, limit, from - 1],
	);
	return { total: total?.n ?? 0, items: rows.map(read) };
}

/** The latest notes, oldest first. */
export async function latestNotes(sql: Sql, id: number, count: number): Promise<Note[]> {
	return (await latest(sql, 'note', id, count)).map(toNote);
}

/** The latest pieces of evidence, oldest first. */
export async function latestEvidence(sql: Sql, id: number, count: number): Promise<Evidence[]> {
	return (await latest(sql, 'evidence', id, count)).map(toEvidence);
}

/** Of `given`, what the incident does not have already, word for word, each once. */
export async function unknownEvidence(
	sql: Sql,
	id: number,
	given: readonly NewEvidence[],
): Promise<NewEvidence[]> {
	const unknown = new Map<string, NewEvidence>();
	for (const one of given) {
		const { source, description } = one;
		const whole = JSON.stringify([source, description, dataText(one)]);
		if (unknown.has(whole)) continue;
		const known = await sql.one(
			`SELECT 1 FROM evidence WHERE incident_id = $1 AND source = $2 AND description = $3 AND data = $4`,
			[id, source, description, dataText(one)],
		);
		if (known === undefined) unknown.set(whole, one);
	}
	return [...unknown.values()];
}

async function latest(
	sql: Sql,
	table: 'note' | 'evidence',
	id: number,
	count: number,
): Promise<Row[]> {
	const rows = await sql.all<Row>(
		`SELECT * FROM ${table} WHERE incident_id = $1 ORDER BY id DESC LIMIT $2`,
		[id, count],
	);
	return rows.reverse();
}
