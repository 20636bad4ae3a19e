/** The thread that owns `workflows.db`. */
import { forwardingStore, type WorkflowStore } from '../../../response/workflows';
import { join } from 'node:path';
import { startStore, StoreClient } from '../threads/store-client';
import type { WorkerMethods } from './store-worker';

/** A store with an end. */
export interface OpenedStore {
	readonly store: WorkflowStore;
	/** Closes the file and ends the thread; safe to call twice. */
	readonly close: () => Promise<void>;
}

/**
 * Opens `workflows.db`, creating it when it is missing.
 *
 * @param directory folder of the data
 * @param key signing key of the data folder; the secrets of definitions are encrypted with one derived from it
 * @throws Error when the file cannot be used, for instance written by a newer version
 */
export async function openThreadedStore(directory: string, key: Uint8Array): Promise<OpenedStore> {
	const data = { file: join(directory, 'workflows.db'), key };
	const client = new StoreClient(await startStore<WorkerMethods>('workflows', data, directory));
	return {
		store: forwardingStore((method, args) => client.call(method, args as never)),
		close: () => client.close(),
	};
}
