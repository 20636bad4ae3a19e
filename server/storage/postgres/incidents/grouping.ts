/** Turns raised alerts into incidents in PostgreSQL, each alert once, repeats into the incident that is open for their group. */
import type { Placement } from '../../../detection';
import {
	type Doing,
	evidenceOfAlert,
	incidentOf,
	joinedBy,
	keyAt,
	keysAround,
	type PlacedAlert,
} from '../../../response/incidents';
import type { Sql } from '../data/driver';
import * as outbox from '../tickets/outbox';
import {
	findIncident,
	insertIncident,
	requireIncident,
	takesEvidence,
	updateIncident,
} from './table';

/** Number of the last alert taken in; 0 at first. */
export async function alertPosition(sql: Sql): Promise<number> {
	const row = await sql.one<{ seq: number }>('SELECT seq FROM incident_position');
	return row?.seq ?? 0;
}

/** Takes in alerts in their order; those taken in before, at whichever server, are left out. */
export async function takeAlerts(
	sql: Sql,
	alerts: readonly PlacedAlert[],
	now: number,
): Promise<void> {
	const known = await alertPosition(sql);
	const fresh = alerts.filter(({ seq }) => seq > known);
	for (const alert of fresh) {
		if (alert.placement === undefined) continue;
		const incident = await place(sql, alert, alert.placement, now);
		await sql.run(
			`INSERT INTO incident_alert (alert, incident_id) VALUES ($1, $2)
			ON CONFLICT (alert) DO UPDATE SET incident_id = excluded.incident_id`,
			[alert.id, incident],
		);
	}
	const last = fresh.at(-1);
	if (last !== undefined) await sql.run('UPDATE incident_position SET seq = $1', [last.seq]);
}

/** Incident of an alert; undefined when it became none, or the incident was deleted. */
export async function incidentOfAlert(sql: Sql, alert: number) {
	const row = await sql.one<{ id: number }>(
		'SELECT incident_id AS id FROM incident_alert WHERE alert = $1',
		[alert],
	);
	return row && findIncident(sql, row.id);
}

async function place(
	sql: Sql,
	alert: PlacedAlert,
	placement: Placement,
	now: number,
): Promise<number> {
	const doing: Doing = { actor: `Alert profile ${alert.profileName}`, now };
	const open = await openIncident(sql, placement, alert.time);
	if (open !== undefined) {
		await join(sql, open, alert, placement, doing);
		return open;
	}
	const key = keyAt(placement, alert.time);
	const id = await insertIncident(sql, incidentOf(alert, placement), doing, key);
	if (alert.tickets) await outbox.created(sql, await requireIncident(sql, id), now);
	return id;
}

/** The incident that an alert of this time joins; of several the one whose first alert is the latest. */
async function openIncident(
	sql: Sql,
	placement: Placement,
	time: number,
): Promise<number | undefined> {
	// Keys of another length belong to another group, whatever characters its values have.
	const row = await sql.one<{ id: number }>(
		`SELECT id FROM incident WHERE status <> 'closed' AND group_key BETWEEN :from AND :to
			AND "left"(group_key, 300) BETWEEN "left"(:from, 300) AND "left"(:to, 300)
			AND length(group_key) = length(:from) ORDER BY group_key DESC LIMIT 1`,
		keysAround(placement, time),
	);
	return row?.id;
}

async function join(
	sql: Sql,
	id: number,
	alert: PlacedAlert,
	placement: Placement,
	doing: Doing,
): Promise<void> {
	const before = await requireIncident(sql, id);
	const hasRoom = await takesEvidence(sql, id, evidenceOfAlert(alert));
	const change = joinedBy(alert, placement, before, hasRoom);
	await updateIncident(sql, id, change, doing);
	if (change.severity !== undefined)
		await outbox.changed(sql, await requireIncident(sql, id), doing.now);
}
