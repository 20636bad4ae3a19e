/** The stores on SQLite, in one data folder of which this process is the only server. */
import {
	DataFolder,
	openInventoryStore,
	openThreadedStore,
	SqliteEventStore,
	SqliteIncidentStore,
	SqliteTokenStore,
	ThreadedJobQueue,
} from '../storage/sqlite';
import { JobFiles } from '../jobs';
import type { Clock } from '../platform';
import { join } from 'node:path';
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
	/** Longest time of work of one search, ms; absent = the store's own limit. */
	readonly searchMs?: number | undefined;
}

/**
 * Takes the folder and opens its stores side by side.
 *
 * @param opened closes them
 * @throws FolderInUseError when another server has the data folder
 * @throws Error when a file cannot be used, for instance written by a newer version
 */
export async function openEmbeddedStores(
	{ directory, readers, demo, clock, searchMs }: EmbeddedStoreOptions,
	opened: Opened,
): Promise<Stores> {
	const folder = DataFolder.take(directory);
	opened.finally(() => folder.release());
	const key = folder.signingKey();
	const [events, access, jobs, inventory, incidents] = await opened.all([
		SqliteEventStore.open({
			...{ directory, readers, clock },
			...(searchMs === undefined ? {} : { searchMs }),
		}),
		SqliteTokenStore.open(directory),
		ThreadedJobQueue.open(join(directory, 'jobs.db'), directory),
		openInventoryStore(directory, demo),
		SqliteIncidentStore.open(directory),
	]);
	const workflows = () => openThreadedStore(directory, key);
	const files = () => new JobFiles(join(directory, 'exports'));
	const { openToOthers } = folder;
	const logBytes = () => folder.logBytes();
	return {
		...{ openToOthers, logBytes, files, key, events, retaining: events },
		...{ access, jobs, inventory, incidents, workflows },
	};
}
