/** The stores that several servers share: events in OpenSearch, all else in PostgreSQL. */
import { type Clock, systemClock } from '../platform';
import { LARGE_HEAP, ownThread, WorkerClient, workerEntry } from '../platform/threads';
import { OpenSearchEventStore } from '../storage/opensearch';
import {
	ACCESS_LAYOUT,
	addDemoInventory,
	ALERT_LAYOUT,
	INCIDENT_LAYOUT,
	INGEST_LAYOUT,
	IngestIntents,
	INSTALLATION_LAYOUT,
	installationKey,
	INVENTORY_LAYOUT,
	JOB_FILE_LAYOUT,
	JOB_LAYOUT,
	LOG_TYPE_LAYOUT,
	MIGRATION_LAYOUT,
	postgresAccessStore,
	PostgresAlertStore,
	PostgresDatabase,
	postgresIncidentStore,
	postgresInventoryStore,
	PostgresJobFiles,
	PostgresJobQueue,
	PostgresLogTypes,
	PostgresSources,
	postgresWorkflowStore,
	REQUEST_LAYOUT,
	requireNoMove,
	SOURCE_LAYOUT,
	WORKFLOW_LAYOUT,
} from '../storage/postgres';
import { join } from 'node:path';
import {
	type ClusterOptions,
	CONNECTIONS,
	Engines,
	eventStoreOptions,
	openOthers,
	SharedEvents,
	type WriterData,
	type WriterMethods,
} from './cluster';
import type { Opened } from './opened';
import type { Stores } from './stores';

/** All tables in PostgreSQL. */
const LAYOUTS = [
	...[INSTALLATION_LAYOUT, ACCESS_LAYOUT, REQUEST_LAYOUT, JOB_LAYOUT, JOB_FILE_LAYOUT],
	...[SOURCE_LAYOUT, LOG_TYPE_LAYOUT, INGEST_LAYOUT, ALERT_LAYOUT],
	...[INCIDENT_LAYOUT, WORKFLOW_LAYOUT, INVENTORY_LAYOUT, MIGRATION_LAYOUT],
];

/** Options of {@link openClusterStores}. */
export interface ClusterStoreOptions {
	readonly cluster: ClusterOptions;
	/** Whether the inventory has the demo's rows. */
	readonly demo: boolean;
	readonly clock: Clock;
	/** Longest time of work of one search, ms; absent = the stores' own limit. */
	readonly searchMs?: number | undefined;
}

/** Connects to PostgreSQL and brings all tables up to date. @throws as {@link PostgresDatabase.open} */
export function openClusterDatabase({ postgres }: ClusterOptions): Promise<PostgresDatabase> {
	const { connections = CONNECTIONS.server } = postgres;
	return PostgresDatabase.open({ ...postgres, connections }, LAYOUTS);
}

/**
 * Opens the stores, and the thread that stores events.
 *
 * @param database with the tables of all stores; whoever opened it closes it
 * @param opened closes the stores
 * @throws Error when OpenSearch does not answer, or a client is not installed
 */
export async function openClusterStores(
	database: PostgresDatabase,
	{ cluster, demo, clock, searchMs }: ClusterStoreOptions,
	opened: Opened,
): Promise<Stores> {
	await requireNoMove(database);
	const key = await installationKey(database);
	if (demo) await addDemoInventory(database);
	const events = await openEvents(database, { cluster, demo, clock, searchMs }, opened);
	const sweep = () => events.sweep();
	return {
		...{ key, events, retaining: events, openToOthers: [] },
		files: () => new PostgresJobFiles(database),
		access: postgresAccessStore(database),
		jobs: opened.add(new PostgresJobQueue(database)),
		inventory: postgresInventoryStore(database),
		incidents: postgresIncidentStore(database),
		workflows: async () => ({
			store: postgresWorkflowStore(database, key),
			close: () => undefined,
		}),
		engines: new Engines({
			...{ database, events: events.engine, intents: new IngestIntents(database) },
			writer: () => events.writerTotals(),
		}),
		others: opened.add(openOthers({ database, clock, sweep })),
	};
}

async function openEvents(
	database: PostgresDatabase,
	{ cluster, clock, searchMs }: ClusterStoreOptions,
	opened: Opened,
): Promise<SharedEvents> {
	const sources = new PostgresSources(database);
	const data: WriterData = { cluster, told: clock === systemClock ? undefined : clock.now() };
	const writer = new WorkerClient<WriterMethods>(
		ownThread(
			workerEntry(join(__dirname, 'cluster'), 'writer-worker'),
			data,
			'event-writer',
			LARGE_HEAP,
		),
	);
	opened.finally(() => writer.terminate());
	const [events, alerts] = await opened.all([
		OpenSearchEventStore.open({ ...eventStoreOptions(cluster), clock, searchMs }),
		PostgresAlertStore.open({ database, searchMs }),
	]);
	await writer.ready;
	const logTypes = new PostgresLogTypes(database, async () =>
		[...new Set([...(await events.seenLogTypes()), ...(await sources.logTypes())])].sort(),
	);
	return opened.add(new SharedEvents({ events, sources, logTypes, alerts, writer, clock }));
}
