/** The thread that owns `tokens.db`, as the token registry, the audit log and the administrator's account share it. */
import { join } from 'node:path';
import { startStore, StoreClient } from '../threads/store-client';
import type { StoreMethods } from './store-worker';

/** Calls into the thread that owns `tokens.db`. */
export class TokenStore extends StoreClient<StoreMethods> {
	/**
	 * Opens `tokens.db`, creating it when it is missing.
	 *
	 * @param directory folder of the data
	 * @throws Error when the file cannot be used, for instance written by a newer version
	 */
	static async open(directory: string): Promise<TokenStore> {
		const data = { file: join(directory, 'tokens.db') };
		return new TokenStore(await startStore<StoreMethods>('tokens', data, directory));
	}
}
