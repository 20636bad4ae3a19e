/** Puts incidents, tickets and exports together. */
import { join } from 'node:path';
import type { Clock } from '../../platform/clock';
import type { JobEngine } from '../../jobs/engine';
import { removeOrphanExports } from '../../jobs/export-job';
import { JobFiles } from '../../jobs/files';
import type { JobQueue } from '../../jobs/queue';
import { outgoing, type OutgoingPolicy } from '../outgoing/send';
import { ConnectionAdmin } from '../tickets/connection-admin';
import { Deliveries } from '../tickets/deliveries';
import { SecretBox } from '../outgoing/secret-box';
import { type ProfileDirectory, Tickets } from '../tickets/tickets';
import { alertConsumer } from './alert-consumer';
import { demoIncidents } from './demo';
import { IncidentExports } from './exports';
import { Incidents } from './incidents';
import type { RaisedAlert } from './raised-alert';
import type { IncidentStore } from '../../storage/sqlite/incidents/store';

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
	/** What ticketing tools may be called. */
	readonly outgoing: OutgoingPolicy;
	/** Told when deliveries cannot be handed over. */
	readonly trouble?: (doing: string, error: Error) => void;
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
	/** For administrators: connections and deliveries. */
	readonly ticketing: ConnectionAdmin;
	/** Goes on with deliveries that were left; call when the engine has started. */
	resume(): void;
	/** Fills an empty store with a few incidents to try things out on. */
	demo(): Promise<void>;
}

/** Opens them; call before the engine starts. */
export async function openIncidentParts(options: IncidentPartsOptions): Promise<IncidentParts> {
	const { store, engine, queue, clock, directory, profiles } = options;
	const files = new JobFiles(join(directory, 'exports'));
	await removeOrphanExports(files, queue);
	const exports = new IncidentExports(store, engine, files, clock);
	const box = new SecretBox(options.key);
	const deliveries = new Deliveries({
		...{ store, engine, clock, box },
		send: outgoing(options.outgoing),
		...(options.trouble === undefined ? {} : { trouble: options.trouble }),
	});
	const onOutbox = () => deliveries.wake();
	return {
		incidents: new Incidents(store, clock, onOutbox),
		tickets: new Tickets(store, clock, profiles, onOutbox),
		exports,
		takeAlerts: alertConsumer({
			store,
			clock,
			onOutbox,
			settings: async (id) => profiles?.settings(id),
		}),
		ticketing: new ConnectionAdmin(store, clock, box, deliveries),
		resume: onOutbox,
		demo: () => demoIncidents(store, clock),
	};
}
