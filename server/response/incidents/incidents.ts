/** Incidents as the rest of the server uses them: kept durably, changed by somebody at some time. */
import type { Clock } from '../../platform/clock';
import type {
	Incident,
	IncidentChange,
	IncidentFilter,
	IncidentSummary,
	NewIncident,
} from './incident';
import type { IncidentStore } from '../../storage/sqlite/incidents/store';

/** Creates, reads, changes and deletes incidents. */
export class Incidents {
	/**
	 * @param onOutbox called after changes that ticketing tools may have to be told of
	 */
	constructor(
		private readonly store: Pick<IncidentStore, 'call'>,
		private readonly clock: Clock,
		private readonly onOutbox: () => void = () => undefined,
	) {}

	/** @param actor who creates it, by name */
	async create(incident: NewIncident, actor: string): Promise<Incident> {
		const created = await this.store.call('createIncident', [incident, this.doing(actor)]);
		this.onOutbox();
		return created;
	}

	/** @throws IncidentError `unknown_incident` */
	get(id: number): Promise<Incident> {
		return this.store.call('getIncident', [id]);
	}

	/** The incident that an alert made or joined; undefined when there is none. */
	ofAlert(alertId: number): Promise<IncidentSummary | undefined> {
		return this.store.call('incidentOfAlert', [alertId]);
	}

	/** Newest first. */
	list(filter: IncidentFilter): Promise<{ total: number; incidents: IncidentSummary[] }> {
		return this.store.call('listIncidents', [filter]);
	}

	/**
	 * Changes an incident; saying again what it is already changes nothing.
	 *
	 * @param actor who changes it, by name
	 * @throws IncidentError `unknown_incident`; `conflict` when it has changed since `change.basedOn`
	 */
	async update(id: number, change: IncidentChange, actor: string): Promise<Incident> {
		const updated = await this.store.call('updateIncident', [id, change, this.doing(actor)]);
		this.onOutbox();
		return updated;
	}

	/** Deletes all of them or, when one is unknown, none. @throws IncidentError `unknown_incident` */
	async delete(ids: readonly number[]): Promise<void> {
		await this.store.call('deleteIncidents', [ids]);
	}

	private doing(actor: string) {
		return { actor, now: this.clock.now() };
	}
}
