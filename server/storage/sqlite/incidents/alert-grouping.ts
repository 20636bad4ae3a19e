/** Turns raised alerts into incidents, each alert once, repeats into the incident that is open for their group. */
import { SEVERITIES, type Severity } from '../../../contract';
import {
	type Doing,
	limitedActors,
	mergeActors,
	type NewEvidence,
	type PlacedAlert,
} from '../../../response/incidents';
import { actorsOf, type Placement, type RaisedAlert } from '../../../detection';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Outbox } from '../tickets/outbox';
import type { IncidentTable } from './table';

/** Alerts that an incident keeps as evidence; a flood of repeats adds nothing after that. */
export const MOST_ALERTS = 1_000;
/** Digits of a time in a key; epoch ms have 13 until the year 2286. */
const TIME_DIGITS = 16;

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
		// Keys of another length belong to another group, whatever characters its values have.
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
		const { profileId, profileName } = alert;
		const { severity, assignee } = placement;
		const doing: Doing = { actor: `Alert profile ${profileName}`, now };
		const open = this.openIncident(placement, alert.time);
		if (open !== undefined) {
			this.join(open, alert, severity, doing);
			return open;
		}
		const id = this.incidents.insert(
			{
				name: nameOf(profileName, placement),
				description: '',
				severity,
				status: 'open',
				assignee,
				dueAt: null,
				source: 'alert',
				actors: actorsOf(alert.document),
				evidence: [evidenceOf(alert)],
				profile: { id: profileId, name: profileName },
			},
			doing,
			keyAt(placement, alert.time),
		);
		const incident = this.incidents.find(id);
		if (incident !== undefined && alert.tickets) this.outbox.created(incident, now);
		return id;
	}

	/** The incident that an alert of this time joins; of several the one whose first alert is the latest. */
	private openIncident(placement: Placement, time: number): number | undefined {
		const { within } = placement;
		const from = keyAt(placement, within === null ? time : time - within);
		const to = keyAt(placement, within === null ? time : time + within);
		const row = this.selectOpen.get({ from, to });
		return row === undefined ? undefined : Number(row['id']);
	}

	private join(id: number, alert: PlacedAlert, severity: Severity, doing: Doing): void {
		const before = this.incidents.find(id);
		if (before === undefined) return;
		const evidence = evidenceOf(alert);
		const full =
			this.incidents.count('evidence', id) >= MOST_ALERTS ||
			!this.incidents.takesEvidence(id, evidence);
		const worse = SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(before.severity);
		this.incidents.update(
			id,
			{
				actors: limitedActors(mergeActors(before.actors, actorsOf(alert.document)), before.actors),
				...(worse ? { severity } : {}),
				...(full ? {} : { evidence: [evidence] }),
			},
			doing,
		);
		const after = this.incidents.find(id);
		if (worse && after !== undefined) this.outbox.changed(after, doing.now);
	}
}

/**
 * The key under which an incident is open. With a window it ends in the time of the first alert, in digits that sort
 * as times do, so that the incidents of a window are a range of keys.
 */
function keyAt({ key, within }: Placement, time: number): string {
	if (within === null) return key;
	const start = Math.max(0, Math.floor(time));
	return `${key}@${String(start).padStart(TIME_DIGITS, '0')}`;
}

function nameOf(profileName: string, { group }: Placement): string {
	return (group === '' ? profileName : `${profileName}: ${group}`).slice(0, 256);
}

function evidenceOf({ id, profileName, document }: RaisedAlert): NewEvidence {
	return { source: 'alert', description: `Alert ${id} of ${profileName}`, data: document };
}
