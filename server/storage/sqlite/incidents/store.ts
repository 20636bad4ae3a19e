/** The thread that owns `incidents.db`, as incidents, tickets, deliveries and exports share it. */
import { join } from 'node:path';
import { startStore, StoreClient } from '../threads/store-client';
import type { IncidentMethods } from './store-worker';

/** Calls into the thread that owns `incidents.db`. */
export class SqliteIncidentStore extends StoreClient<IncidentMethods> {
	/**
	 * Opens `incidents.db`, creating it when it is missing.
	 *
	 * @param directory folder of the data
	 * @throws Error when the file cannot be used, for instance written by a newer version
	 */
	static async open(directory: string): Promise<SqliteIncidentStore> {
		const data = { file: join(directory, 'incidents.db') };
		return new SqliteIncidentStore(await startStore<IncidentMethods>('incidents', data, directory));
	}
}
