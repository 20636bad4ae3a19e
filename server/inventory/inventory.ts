/** What an administrator would have set up in the console: agents, domains, computers, users, custom reports. */
import { join } from 'node:path';
import type { NewReport, Report, ReportChange } from '../reports/report';
import { WorkerClient, workerEntry } from '../workers/rpc';
import type { InventoryMethods } from './inventory-worker';
import type { Agent, Computer, Domain, User } from './lists';

/** Options of {@link Inventory.open}. */
export interface InventoryOptions {
	/** Folder of the data; the inventory lives in `inventory.db` in it. */
	readonly directory: string;
	/** Whether the demo's rows are to be there; without them the administrator is the only entry. */
	readonly demo: boolean;
}

/** The inventory. Changes are durable when they resolve, and reject with an `InventoryError`. */
export class Inventory {
	private closed: Promise<void> | undefined;

	private constructor(private readonly worker: WorkerClient<InventoryMethods>) {}

	/** Opens the inventory, creating the file when it is missing; rejects when it cannot be used. */
	static async open({ directory, demo }: InventoryOptions): Promise<Inventory> {
		const workerData = { file: join(directory, 'inventory.db'), demo };
		const entry = workerEntry(__dirname, 'inventory-worker');
		const worker = new WorkerClient<InventoryMethods>(entry, workerData, 'inventory', directory);
		try {
			await worker.ready;
		} catch (error) {
			await worker.terminate();
			throw error;
		}
		return new Inventory(worker);
	}

	agents(): Promise<Agent[]> {
		return this.worker.call('agents', []);
	}

	domains(): Promise<Domain[]> {
		return this.worker.call('domains', []);
	}

	computers(): Promise<Computer[]> {
		return this.worker.call('computers', []);
	}

	users(): Promise<User[]> {
		return this.worker.call('users', []);
	}

	/** The custom reports; see `ReportCatalogue` for all. */
	reports(): Promise<Report[]> {
		return this.worker.call('reports', []);
	}

	createReport(report: NewReport): Promise<Report> {
		return this.worker.call('createReport', [report]);
	}

	updateReport(id: number, change: ReportChange): Promise<Report> {
		return this.worker.call('updateReport', [id, change]);
	}

	deleteReport(id: number): Promise<void> {
		return this.worker.call('deleteReport', [id]);
	}

	/** Finishes what was accepted and ends the thread; safe to call twice. */
	close(): Promise<void> {
		this.closed ??= (async () => {
			await this.worker.call('close', []).catch(() => undefined);
			await this.worker.terminate();
		})();
		return this.closed;
	}
}
