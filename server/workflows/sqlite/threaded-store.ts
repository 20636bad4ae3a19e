/** The thread that owns `workflows.db`. */
import { join } from 'node:path';
import { WorkerClient, workerEntry } from '../../workers/rpc';
import { forwardingStore, type WorkflowStore } from '../store';
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
 * @throws Error when the file cannot be used, for instance written by a newer version
 */
export async function openThreadedStore(directory: string): Promise<OpenedStore> {
	const entry = workerEntry(__dirname, 'store-worker');
	const file = join(directory, 'workflows.db');
	const client = new WorkerClient<WorkerMethods>(entry, { file }, 'workflows', directory);
	try {
		await client.ready;
	} catch (error) {
		await client.terminate();
		throw error;
	}
	let closed: Promise<void> | undefined;
	const store = forwardingStore((method, args) => client.call(method, args as never));
	const close = async (): Promise<void> => {
		await client.call('close', []).catch(() => undefined);
		await client.terminate();
	};
	return { store, close: () => (closed ??= close()) };
}
