/** Turns raised alerts into incidents, each alert once, repeats into the incident that is open for their group. */
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
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Outbox } from '../tickets/outbox';
import type { IncidentTable } from './table';

/** Takes alerts in; callers bring the transaction. */
export class AlertGrouping {
	private readonly selectOpen: StatementSync;
	private readonly selectIncident: StatementSync;
	private readonly noteIncident: StatementSync;

	constructor(
		private readonly database: DatabaseSync,
		private readonly incidents: IncidentTable,
		private readonly outbox: Outbox,
	) {
		// Of several the one whose first alert is the latest. Keys of another length belong to another group, whatever its values.
		this.selectOpen = database.prepare(`
			SELECT id FROM incident WHERE group_key BETWEEN :from AND :to AND status <> 'closed'
				AND length(group_key) = length(:from) ORDER BY group_key DESC LIMIT 1
		`);
		this.selectIncident = database.prepare('SELECT incident FROM alert_incident WHERE alert = ?');
		this.noteIncident = database.prepare('INSERT OR REPLACE INTO alert_incident VALUES (?, ?)');
	}

	/** Number of the last alert taken in; 0 at first. */
	position(): number {
		const row = this.database.prepare(`SELECT position FROM cursor WHERE name = 'alerts'`).get();
		return Number(row?.['position'] ?? 0);
	}

	/** Takes in alerts in their order; those taken in before are left out, so that a repeated call does no harm. */
	take(alerts: readonly PlacedAlert[], now: number): void {
		const known = this.position();
		const fresh = alerts.filter(({ seq }) => seq > known);
		for (const alert of fresh) {
			if (alert.placement === undefined) continue;
			const incident = this.place(alert, alert.placement, now);
			this.noteIncident.run(alert.id, incident);
		}
		const last = fresh.at(-1);
		if (last === undefined) return;
		this.database
			.prepare(
				`INSERT INTO cursor VALUES ('alerts', :position) ON CONFLICT (name) DO UPDATE SET position = :position`,
			)
			.run({ position: last.seq });
	}

	/** Incident of an alert; undefined when it became none, or the incident was deleted. */
	incidentOf(alert: number): number | undefined {
		const row = this.selectIncident.get(alert);
		return row === undefined ? undefined : Number(row['incident']);
	}

	private place(alert: PlacedAlert, placement: Placement, now: number): number {
		const doing: Doing = { actor: `Alert profile ${alert.profileName}`, now };
		const row = this.selectOpen.get(keysAround(placement, alert.time));
		if (row !== undefined) {
			const open = Number(row['id']);
			this.join(open, alert, placement, doing);
			return open;
		}
		const key = keyAt(placement, alert.time);
		const id = this.incidents.insert(incidentOf(alert, placement), doing, key);
		const incident = this.incidents.find(id);
		if (incident !== undefined && alert.tickets) this.outbox.created(incident, now);
		return id;
	}

	private join(id: number, alert: PlacedAlert, placement: Placement, doing: Doing): void {
		const before = this.incidents.find(id);
		if (before === undefined) return;
		const hasRoom = this.incidents.takesEvidence(id, evidenceOfAlert(alert));
		const change = joinedBy(alert, placement, before, hasRoom);
		this.incidents.update(id, change, doing);
		const after = this.incidents.find(id);
		if (change.severity !== undefined && after !== undefined) this.outbox.changed(after, doing.now);
	}
}
