/** Puts incidents and their exports together. */
import type { RaisedAlert } from '../../detection';
import { type JobEngine, type JobFileStore, type JobQueue, removeOrphanExports } from '../../jobs';
import type { Clock } from '../../platform';
import { alertConsumer, type AlertConsumerParts } from './alert-consumer';
import { IncidentExports } from './exports';
import { Incidents } from './incidents';
import type { IncidentStore } from './store';

/** What incidents work with. */
export interface IncidentOptions {
	readonly store: IncidentStore;
	/** Not started yet. */
	readonly engine: JobEngine;
	readonly queue: Pick<JobQueue, 'get'>;
	readonly clock: Clock;
	/** Where exported files lie. */
	readonly files: JobFileStore;
	/** What is decided of a profile's incidents. */
	readonly settings?: AlertConsumerParts['settings'];
	/** Called when ticketing tools may have to be told. */
	readonly onOutbox: () => void;
}

/** Incidents and what belongs to them. */
export interface IncidentParts {
	readonly incidents: Incidents;
	readonly exports: IncidentExports;
	/** Takes raised alerts in, see `alertConsumer`. */
	readonly takeAlerts: (alerts: readonly RaisedAlert[]) => Promise<void>;
}

/** Opens them; call before the engine starts. */
export async function openIncidents(options: IncidentOptions): Promise<IncidentParts> {
	const { store, engine, queue, clock, files, settings, onOutbox } = options;
	await removeOrphanExports(files, queue);
	return {
		incidents: new Incidents(store, clock, onOutbox),
		exports: new IncidentExports(store, engine, files, clock),
		takeAlerts: alertConsumer({
			...{ store, clock, onOutbox },
			...(settings === undefined ? {} : { settings }),
		}),
	};
}
