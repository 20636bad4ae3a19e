/** Turns raised alerts into incidents, each alert once, repeats into the incident that is open for their group. */
import type { DatabaseSync } from 'node:sqlite';
import { SEVERITIES } from '../contract/shared/vocabulary';
import type { Outbox } from '../tickets/outbox';
import { mergeActors } from './actors';
import { actorsOf, textOf } from './alert-actors';
import type { Actors, Doing, NewEvidence } from './incident';
import type { Grouping, RaisedAlert } from './raised-alert';
import type { IncidentTable } from './table';

/** Alerts that an incident keeps as evidence; a flood of repeats adds nothing after that. */
export const MOST_ALERTS = 1_000;
/** Names that grouping adds to one role. */
const MOST_NAMES = 100;

/** An alert with what its profile's rule says of it. */
export interface GroupedAlert extends RaisedAlert {
	readonly grouping: Grouping;
	/** Whether ticketing tools are told of incidents of its profile. */
	readonly tickets: boolean;
}

/** Takes alerts in; callers bring the transaction. */
export class AlertGrouping {
	constructor(
		private readonly database: DatabaseSync,
		private readonly incidents: IncidentTable,
		private readonly outbox: Outbox,
	) {}

	/** Number of the last alert taken in; 0 at first. */
	position(): number {
		const row = this.database.prepare(`SELECT position FROM cursor WHERE name = 'alerts'`).get();
		return Number(row?.['position'] ?? 0);
	}

	/** Takes in alerts in their order; those taken in before are left out, so that a repeated call does no harm. */
	take(alerts: readonly GroupedAlert[], now: number): void {
		const known = this.position();
		const fresh = alerts.filter(({ seq }) => seq > known);
		for (const alert of fresh) if (alert.grouping !== 'none') this.takeOne(alert, now);
		const last = fresh.at(-1);
		if (last === undefined) return;
		this.database
			.prepare(
				`INSERT INTO cursor VALUES ('alerts', :position) ON CONFLICT (name) DO UPDATE SET position = :position`,
			)
			.run({ position: last.seq });
	}

	private takeOne(alert: GroupedAlert, now: number): void {
		const { profileId, profileName, group, severity } = alert;
		const key = `${profileId}${alert.grouping === 'group' ? `:${group}` : ''}`;
		const doing: Doing = { actor: `Alert profile ${profileName}`, now };
		const open = this.database
			.prepare(`SELECT id FROM incident WHERE group_key = ? AND status <> 'closed'`)
			.get(key);
		if (open !== undefined) return this.join(Number(open['id']), alert, doing);
		const id = this.incidents.insert(
			{
				name: nameOf(alert),
				description: '',
				severity,
				status: 'open',
				assignee: null,
				dueAt: null,
				source: 'alert',
				actors: actorsOf(alert.document),
				evidence: [evidenceOf(alert)],
				profile: { id: profileId, name: profileName },
			},
			doing,
			key,
		);
		const incident = this.incidents.find(id);
		if (incident !== undefined && alert.tickets) this.outbox.created(incident, now);
	}

	private join(id: number, alert: GroupedAlert, doing: Doing): void {
		const before = this.incidents.find(id);
		if (before === undefined) return;
		const full = this.incidents.count('evidence', id) >= MOST_ALERTS;
		const worse = SEVERITIES.indexOf(alert.severity) < SEVERITIES.indexOf(before.severity);
		this.incidents.update(
			id,
			{
				actors: limited(mergeActors(before.actors, actorsOf(alert.document)), before.actors),
				...(worse ? { severity: alert.severity } : {}),
				...(full ? {} : { evidence: [evidenceOf(alert)] }),
			},
			doing,
		);
		const after = this.incidents.find(id);
		if (worse && after !== undefined) this.outbox.changed(after, doing.now);
	}
}

/** Of a role that has grown past the limit, what it was before. */
function limited(merged: Actors, before: Actors): Actors {
	return merged.map((entry) => {
		const [role = '', names = []] = Object.entries(entry)[0] ?? [];
		const known = before.find((other) => role in other)?.[role] ?? [];
		return names.length > MOST_NAMES && known.length > 0 ? { [role]: known } : entry;
	});
}

function nameOf({ profileName, grouping, document }: GroupedAlert): string {
	const group = textOf(document['ALERT_GROUP']);
	const name = group === '' || grouping === 'profile' ? profileName : `${profileName}: ${group}`;
	return name.slice(0, 256);
}

function evidenceOf({ id, profileName, document }: RaisedAlert): NewEvidence {
	return { source: 'alert', description: `Alert ${id} of ${profileName}`, data: document };
}
