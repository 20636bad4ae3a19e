/** The arrangement of several servers: events in OpenSearch, all else in PostgreSQL, nothing of its own in any of them. */
import { systemClock } from '../platform';
import { PostgresKeyLock } from '../storage/postgres';
import type { ClusterOptions } from './cluster';
import { openClusterDatabase, openClusterStores } from './cluster-stores';
import type { Opened } from './opened';
import { openParts, type Parts } from './parts';
import type { ServerOptions } from './server';

/**
 * Opens all parts. Servers that start together take turns, so that one of them makes what a first start makes.
 *
 * @param opened closes them, also after a failure
 * @throws Error when one of the engines does not answer, or its client is not installed
 */
export async function openCluster(options: ServerOptions, opened: Opened): Promise<Parts> {
	const { empty, searchMs, clock = systemClock } = options;
	const cluster = options.cluster as ClusterOptions;
	const database = opened.add(await openClusterDatabase(cluster));
	const turns = new PostgresKeyLock(database, 'start');
	try {
		return await turns.run('start', () => {
			const stores = openClusterStores(
				database,
				{ cluster, demo: !empty, clock, searchMs },
				opened,
			);
			return openParts(stores, options, opened);
		});
	} finally {
		await turns.close();
	}
}
