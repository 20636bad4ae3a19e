/** The thread that owns `incidents.db`, as incidents, tickets, deliveries and exports share it. */
import { join } from 'node:path';
import { WorkerClient, workerEntry } from '../workers/rpc';
import type { IncidentMethods } from './store-worker';

/** Calls into the thread that owns `incidents.db`. */
export class IncidentStore {
	private closed: Promise<void> | undefined;

	private constructor(private readonly client: WorkerClient<IncidentMethods>) {}

	/**
	 * Opens `incidents.db`, creating it when it is missing.
	 *
	 * @param directory folder of the data
	 * @throws Error when the file cannot be used, for instance written by a newer version
	 */
	static async open(directory: string): Promise<IncidentStore> {
		const workerData = { file: join(directory, 'incidents.db') };
		const entry = workerEntry(__dirname, 'store-worker');
		const client = new WorkerClient<IncidentMethods>(entry, workerData, 'incidents', directory);
		try {
			await client.ready;
		} catch (error) {
			await client.terminate();
			throw error;
		}
		return new IncidentStore(client);
	}

	/** Calls a method of the worker. */
	call: WorkerClient<IncidentMethods>['call'] = (method, args, transfer) =>
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
