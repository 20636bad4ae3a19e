/** Puts incidents, tickets and exports together. */
import { join } from 'node:path';
import type { Clock } from '../clock';
import type { JobEngine } from '../jobs/engine';
import { removeOrphanExports } from '../jobs/export-job';
import { JobFiles } from '../jobs/files';
import type { JobQueue } from '../jobs/queue';
import { type ProfileDirectory, Tickets } from '../tickets/tickets';
import { alertConsumer } from './alert-consumer';
import { demoIncidents } from './demo';
import { IncidentExports } from './exports';
import { Incidents } from './incidents';
import type { RaisedAlert } from './raised-alert';
import type { IncidentStore } from './store';

/** What incidents work with. */
export interface IncidentPartsOptions {
	readonly store: IncidentStore;
	/** Not started yet. */
	readonly engine: JobEngine;
	readonly queue: Pick<JobQueue, 'get'>;
	readonly clock: Clock;
	/** Folder of the data; exported files lie in `exports` in it. */
	readonly directory: string;
	/** Signing key of the data folder, 32 bytes. */
	readonly key: Uint8Array;
	/** Alert profiles, when there are any. */
	readonly profiles?: ProfileDirectory | undefined;
}

/** Incidents and what belongs to them. */
export interface IncidentParts {
	readonly incidents: Incidents;
	readonly tickets: Tickets;
	readonly exports: IncidentExports;
	/** Takes raised alerts in, see `alertConsumer`. */
	readonly takeAlerts: (alerts: readonly RaisedAlert[]) => Promise<void>;
	/** Fills an empty store with a few incidents to try things out on. */
	demo(): Promise<void>;
}

/** Opens them; call before the engine starts. */
export async function openIncidentParts(options: IncidentPartsOptions): Promise<IncidentParts> {
	const { store, engine, queue, clock, directory, profiles } = options;
	const files = new JobFiles(join(directory, 'exports'));
	await removeOrphanExports(files, queue);
	const exports = new IncidentExports(store, engine, files, clock);
	const onOutbox = () => undefined;
	return {
		incidents: new Incidents(store, clock, onOutbox),
		tickets: new Tickets(store, clock, profiles, onOutbox),
		exports,
		takeAlerts: alertConsumer({
			store,
			clock,
			onOutbox,
			makesTickets: async (id) => (await profiles?.makesTickets(id)) ?? true,
		}),
		demo: () => demoIncidents(store, clock),
	};
}
