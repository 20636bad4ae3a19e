/** The rows of alerts in PostgreSQL; callers bring the transaction. */
import { firstIdAt, lastIdAt } from '../../../logs/events';
import {
	type AlertDocument,
	alertDocument,
	describeGroup,
	MAX_EVIDENCE,
	type NewAlert,
	revisedDocument,
} from '../../../detection';
import type { Sql } from '../data/driver';
import { tellRaised } from './news';
import { lexemesOf } from './terms';

/** An alert of a slot. */
export interface SlotAlert {
	readonly id: number;
	readonly time: number;
	readonly slot: number;
}

/** The alerts of a group in these slots. */
export function alertsOfSlots(
	sql: Sql,
	profile: number,
	group: string,
	from: number,
	to: number,
): Promise<SlotAlert[]> {
	return sql.all<SlotAlert>(
		'SELECT id, time, slot FROM alert WHERE profile = $1 AND grp = $2 AND slot BETWEEN $3 AND $4',
		[profile, group, from, to],
	);
}

/**
 * Inserts alerts in their order.
 *
 * From here to the commit no other server raises alerts: numbers follow each other, and ids look at what is stored.
 */
export async function insertAlerts(sql: Sql, alerts: readonly NewAlert[]): Promise<void> {
	if (alerts.length === 0) return;
	const counted = await sql.one<{ last: number }>(
		'UPDATE alert_count SET last = last + $1 RETURNING last',
		[alerts.length],
	);
	let seq = (counted?.last ?? 0) - alerts.length;
	for (const alert of alerts) await insert(sql, alert, ++seq);
	await tellRaised(sql, seq);
}

/** Adds events to the count of an alert, or takes them from it. */
export async function addEvents(sql: Sql, id: number, added: number): Promise<void> {
	const row = await sql.one<{ doc: string; events: number }>(
		'SELECT doc, events FROM alert WHERE id = $1 FOR UPDATE',
		[id],
	);
	if (row === undefined) return;
	const events = row.events + added;
	const document = revisedDocument(JSON.parse(row.doc) as AlertDocument, { events });
	await writeDocument(sql, id, document);
	await sql.run('UPDATE alert SET events = $2 WHERE id = $1', [id, events]);
}

/** Replaces the document of an alert, and what searches find it by. */
export async function writeDocument(sql: Sql, id: number, document: AlertDocument): Promise<void> {
	await sql.run('UPDATE alert SET doc = $2, terms = array_to_tsvector($3::text[]) WHERE id = $1', [
		id,
		JSON.stringify(document),
		lexemesOf(document),
	]);
}

async function insert(sql: Sql, alert: NewAlert, seq: number): Promise<void> {
	const { profile, group, slot, time, event, events, raisedAt } = alert;
	const id = await freeId(sql, time);
	const document = alertDocument(
		{
			...{ id, profileId: profile.id, profileName: profile.name, severity: profile.severity },
			...{ status: 'open', events, eventId: event, raisedAt },
			group: describeGroup(profile.rule.by ?? [], group),
		},
		JSON.parse(alert.document) as AlertDocument,
	);
	await sql.run(
		`INSERT INTO alert (id, seq, doc, profile, grp, slot, event, time, severity, status, events, evidence, raised_at, terms)
		VALUES (:id, :seq, :doc, :profile, :group, :slot, :event, :time, :severity, 'open', :events, :evidence, :raisedAt,
			array_to_tsvector(:terms::text[]))`,
		{
			terms: lexemesOf(document),
			...{ id, seq, group, slot, event, time, events, raisedAt },
			...{ doc: JSON.stringify(document), profile: profile.id, severity: profile.severity },
			evidence: JSON.stringify(alert.evidence.slice(-MAX_EVIDENCE)),
		},
	);
}

/** The next id of the alert's millisecond, or of one after it. */
async function freeId(sql: Sql, time: number): Promise<number> {
	for (let ms = Math.floor(time); ; ms++) {
		const row = await sql.one<{ id: number | null }>(
			'SELECT max(id) AS id FROM alert WHERE id BETWEEN $1 AND $2',
			[firstIdAt(ms), lastIdAt(ms)],
		);
		const largest = row?.id ?? null;
		if (largest === null) return firstIdAt(ms);
		if (largest < lastIdAt(ms)) return largest + 1;
	}
}
