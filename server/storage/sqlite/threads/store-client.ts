/** The calling side of a small store that shares its thread with the others of its data folder. */
import { WorkerClient } from '../../../platform/threads';
import type { Store, StoreMethods } from '../../../platform';
import { sharedThread } from './shared-thread';
import type { Closing, StoreName } from './protocol';

/** Calls into a store's thread. */
export class StoreClient<M extends Closing & StoreMethods<M>> implements Store<M> {
	private closed: Promise<void> | undefined;

	/** @param client ready, as {@link startStore} gives it */
	constructor(private readonly client: WorkerClient<M>) {}

	/** Calls a method of the store. */
	call<Name extends keyof M & string>(
		method: Name,
		args: Parameters<M[Name]>,
	): Promise<Awaited<ReturnType<M[Name]>>> {
		return this.client.call(method, args) as Promise<Awaited<ReturnType<M[Name]>>>;
	}

	/** Finishes what was accepted, closes the file and leaves the thread; safe to call twice. */
	close(): Promise<void> {
		this.closed ??= (async () => {
			await this.client.call('close', [] as never).catch(() => undefined);
			await this.client.terminate();
		})();
		return this.closed;
	}
}

/**
 * Opens a store in the thread of its data folder.
 *
 * @param data what the store's `open` takes
 * @param thread name of the thread, the same for all stores that share it: the data folder
 * @throws Error when the file cannot be used, for instance written by a newer version
 */
export async function startStore<M extends Closing & StoreMethods<M>>(
	store: StoreName,
	data: unknown,
	thread: string,
): Promise<WorkerClient<M>> {
	const client = new WorkerClient<M>(sharedThread(thread, store, data));
	try {
		await client.ready;
	} catch (error) {
		await client.terminate();
		throw error;
	}
	return client;
}
