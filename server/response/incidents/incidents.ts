/** Incidents as the rest of the server uses them: kept durably, changed by somebody at some time. */
import type { Clock } from '../../platform';
import type {
	Activity,
	BulkChange,
	ChangedIncident,
	Evidence,
	Incident,
	IncidentChange,
	IncidentFilter,
	IncidentSummary,
	NewEvidence,
	NewIncident,
	Note,
	PartPage,
	Parts,
} from './incident';
import type { IncidentStore } from './store';

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

	/** A page of the list. */
	list(filter: IncidentFilter): Promise<{ total: number; incidents: IncidentSummary[] }> {
		return this.store.call('listIncidents', [filter]);
	}

	/**
	 * Changes an incident; saying again what it is already changes nothing.
	 *
	 * @param actor who changes it, by name
	 * @throws IncidentError `unknown_incident`; `conflict` when it has changed since `change.basedOn`
	 */
	async update(id: number, change: IncidentChange, actor: string): Promise<ChangedIncident> {
		const changed = await this.store.call('updateIncident', [id, change, this.doing(actor)]);
		this.onOutbox();
		return changed;
	}

	/**
	 * Changes all of them or, when one is unknown or has changed since, none.
	 *
	 * @returns for each id, in their order, whether it changed and when it last did
	 * @throws IncidentError `unknown_incident`, `conflict`
	 */
	async updateMany(
		change: BulkChange,
		actor: string,
	): Promise<{ id: number; updated: boolean; updatedAt: number }[]> {
		const changed = await this.store.call('updateIncidents', [change, this.doing(actor)]);
		this.onOutbox();
		return changed;
	}

	/**
	 * Creates an incident under a key, or updates the one that is open under it: merges actors, raises the severity,
	 * adds note and evidence that are new.
	 */
	async upsert(
		key: string,
		incident: NewIncident,
		actor: string,
	): Promise<ChangedIncident & { readonly created: boolean }> {
		const done = await this.store.call('upsertIncident', [key, incident, this.doing(actor)]);
		this.onOutbox();
		return done;
	}

	/** @throws IncidentError `unknown_incident`; `conflict` when it has too many */
	addNote(id: number, note: string, actor: string): Promise<Note> {
		return this.store.call('addNote', [id, note, this.doing(actor)]);
	}

	/** Adds what is not there already, word for word, and answers that. @throws as `addNote` */
	addEvidence(id: number, evidence: readonly NewEvidence[], actor: string): Promise<Evidence[]> {
		return this.store.call('addEvidence', [id, evidence, this.doing(actor)]);
	}

	/** In the order in which they were added. @throws IncidentError `unknown_incident` */
	notes(id: number, page: PartPage): Promise<Parts<Note>> {
		return this.store.call('notesOf', [id, page]);
	}

	/** As `notes`. */
	evidence(id: number, page: PartPage): Promise<Parts<Evidence>> {
		return this.store.call('evidenceOf', [id, page]);
	}

	/** As `notes`. */
	activity(id: number, page: PartPage): Promise<Parts<Activity>> {
		return this.store.call('activityOf', [id, page]);
	}

	/** Ids of the alerts that made or joined it, as `notes`. */
	alerts(id: number, page: PartPage): Promise<Parts<number>> {
		return this.store.call('alertsOf', [id, page]);
	}

	/** Deletes all of them or, when one is unknown, none. @throws IncidentError `unknown_incident` */
	async delete(ids: readonly number[]): Promise<void> {
		await this.store.call('deleteIncidents', [ids]);
	}

	private doing(actor: string) {
		return { actor, now: this.clock.now() };
	}
}
