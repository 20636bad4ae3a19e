/** The thread that owns `tokens.db`, as the token registry, the audit log and the administrator's account share it. */
import { join } from 'node:path';
import { startStore, StoreClient } from '../threads/store-client';
import type { AccessMethods } from './store-worker';

/** Calls into the thread that owns `tokens.db`. */
export class SqliteTokenStore extends StoreClient<AccessMethods> {
	/**
	 * Opens `tokens.db`, creating it when it is missing.
	 *
	 * @param directory folder of the data
	 * @throws Error when the file cannot be used, for instance written by a newer version
	 */
	static async open(directory: string): Promise<SqliteTokenStore> {
		const data = { file: join(directory, 'tokens.db') };
		return new SqliteTokenStore(await startStore<AccessMethods>('tokens', data, directory));
	}
}
