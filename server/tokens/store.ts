/** The thread that owns `tokens.db`, as the token registry, the audit log and the administrator's account share it. */
import { join } from 'node:path';
import { WorkerClient, workerEntry } from '../workers/rpc';
import type { StoreMethods } from './store-worker';

/** Calls into the thread that owns `tokens.db`. */
export class TokenStore {
	private closed: Promise<void> | undefined;

	private constructor(private readonly client: WorkerClient<StoreMethods>) {}

	/**
	 * Opens `tokens.db`, creating it when it is missing.
	 *
	 * @param directory folder of the data
	 * @throws Error when the file cannot be used, for instance written by a newer version
	 */
	static async open(directory: string): Promise<TokenStore> {
		const workerData = { file: join(directory, 'tokens.db') };
		const entry = workerEntry(__dirname, 'store-worker');
		const client = new WorkerClient<StoreMethods>(entry, workerData, 'tokens', directory);
		try {
			await client.ready;
		} catch (error) {
			await client.terminate();
			throw error;
		}
		return new TokenStore(client);
	}

	/** Calls a method of the worker. */
	call: WorkerClient<StoreMethods>['call'] = (method, args, transfer) =>
		this.client.call(method, args, transfer);

	/** Closes the file and ends the thread; safe to call twice. */
	close(): Promise<void> {
		this.closed ??= (async () => {
			await this.client.call('close', []).catch(() => undefined);
			await this.client.terminate();
		})();
		return this.closed;
	}
}
