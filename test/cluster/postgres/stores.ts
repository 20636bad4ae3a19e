/** The stores on PostgreSQL for the tests that every engine has to pass; a directory stands for a schema. */
import { type EventPlace, SharedIngest } from '../../../server/compose/cluster';
import { documentOf } from '../../../server/logs/store';
import { ManualClock } from '../../../server/platform';
import {
	ACCESS_LAYOUT,
	ALERT_LAYOUT,
	INCIDENT_LAYOUT,
	INGEST_LAYOUT,
	INVENTORY_LAYOUT,
	postgresAccessStore,
	PostgresAlertStore,
	postgresIncidentStore,
	postgresInventoryStore,
	type PostgresDatabase,
	postgresWorkflowStore,
	WORKFLOW_LAYOUT,
} from '../../../server/storage/postgres';
import { type Layouts, newSchema, openPostgres } from './fixture';

const schemas = new Map<string, string>();

/** Opens what the directory stands for. */
async function open<S extends object>(
	directory: string,
	layouts: Layouts,
	make: (database: PostgresDatabase) => S,
): Promise<S & { close(): Promise<void> }> {
	const schema = schemas.get(directory) ?? newSchema();
	schemas.set(directory, schema);
	const database = await openPostgres(layouts, schema);
	// Here nobody else uses the connections.
	return Object.assign(make(database), { close: () => database.close() });
}

/** Tokens, administrators and audit log. */
export const openAccess = (directory: string) =>
	open(directory, [ACCESS_LAYOUT], postgresAccessStore);

/** Inventory and custom reports. */
export const openInventory = (directory: string) =>
	open(directory, [INVENTORY_LAYOUT], postgresInventoryStore);

/** Incidents, tickets and deliveries. */
export const openIncidents = (directory: string) =>
	open(directory, [INCIDENT_LAYOUT], postgresIncidentStore);

/** Workflows, their runs and simulated devices. */
export const openWorkflows = (directory: string, key: Uint8Array) =>
	open(directory, [WORKFLOW_LAYOUT], (database) => ({
		store: postgresWorkflowStore(database, key),
	}));

/** Events of a directory, as OpenSearch would keep them. */
const places = new Map<string, Map<number, string>>();
let lives = 0;

/** Alerts, with a way in that keeps the events in memory. */
export async function openAlerts(directory: string, predefined: boolean) {
	const isNew = !schemas.has(directory);
	const { database, close } = await open(directory, [INGEST_LAYOUT, ALERT_LAYOUT], (made) => ({
		database: made,
	}));
	let alerts = await PostgresAlertStore.open({ database });
	if (isNew && !predefined) {
		await database.transaction((sql) => sql.run('UPDATE alert_profile SET enabled = false'));
		alerts = await PostgresAlertStore.open({ database });
	}
	const documents = places.get(directory) ?? new Map<number, string>();
	places.set(directory, documents);
	const ingest = new SharedIngest({
		...{ instance: `life ${++lives}`, clock: new ManualClock(Date.UTC(2026, 0, 15)), database },
		...{ events: inMemory(documents), profiles: alerts.profileTable },
	});
	return {
		alerts,
		append: (events: Parameters<SharedIngest['append']>[0]) => ingest.append(events),
		close: async () => {
			await alerts.close();
			await close();
		},
	};
}

function inMemory(documents: Map<number, string>): EventPlace {
	return {
		takenIn: async (events) => events,
		storeUnder: async (ids, events) => {
			for (const [at, event] of events.entries())
				documents.set(ids[at] as number, documentOf(event));
		},
		documentsOf: async (ids) =>
			new Map(ids.flatMap((id) => (documents.has(id) ? [[id, documents.get(id) as string]] : []))),
		// Nobody else gives ids here, so what has the ids of a batch is the batch's.
		documentsOfBatch: async (ids) => ids.flatMap((id) => documents.get(id) ?? []),
		removeBatch: async (ids) => ids.forEach((id) => documents.delete(id)),
	};
}
