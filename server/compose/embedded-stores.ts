/** The stores on SQLite, in one data folder of which this process is the only server. */
import { join } from 'node:path';
import type { Clock } from '../platform/clock';
import { DataFolder } from '../storage/sqlite/data/folder';
import { SqliteEventStore } from '../storage/sqlite/events/store';
import { SqliteIncidentStore } from '../storage/sqlite/incidents/store';
import { openInventoryStore } from '../storage/sqlite/inventory/store';
import { ThreadedJobQueue } from '../storage/sqlite/jobs/threaded-queue';
import { SqliteTokenStore } from '../storage/sqlite/tokens/store';
import { openThreadedStore } from '../storage/sqlite/workflows/threaded-store';
import type { Opened } from './opened';
import type { Stores } from './stores';

/** Options of {@link openEmbeddedStores}. */
export interface EmbeddedStoreOptions {
	/** The data folder; created when missing. */
	readonly directory: string;
	/** Threads that answer searches. */
	readonly readers: number;
	/** Whether the inventory has the demo's rows. */
	readonly demo: boolean;
	readonly clock: Clock;
}

/**
 * Takes the folder and opens its stores side by side.
 *
 * @param opened closes them
 * @throws FolderInUseError when another server has the data folder
 * @throws Error when a file cannot be used, for instance written by a newer version
 */
export async function openEmbeddedStores(
	{ directory, readers, demo, clock }: EmbeddedStoreOptions,
	opened: Opened,
): Promise<Stores> {
	const folder = DataFolder.take(directory);
	opened.finally(() => folder.release());
	const key = folder.signingKey();
	const [events, access, jobs, inventory, incidents] = await opened.all([
		SqliteEventStore.open({ directory, readers, clock }),
		SqliteTokenStore.open(directory),
		ThreadedJobQueue.open(join(directory, 'jobs.db'), directory),
		openInventoryStore(directory, demo),
		SqliteIncidentStore.open(directory),
	]);
	const workflows = () => openThreadedStore(directory, key);
	return { directory, key, events, access, jobs, inventory, incidents, workflows };
}
