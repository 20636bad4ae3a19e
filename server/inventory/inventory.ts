/** What an administrator would have set up in the console: agents, domains, computers, users, custom reports. */
import { join } from 'node:path';
import type { NewReport, Report, ReportChange } from './reports/report';
import { startStore, StoreClient } from '../storage/sqlite/threads/store-client';
import type { InventoryMethods } from '../storage/sqlite/inventory/inventory-worker';
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
	private constructor(private readonly store: StoreClient<InventoryMethods>) {}

	/** Opens the inventory, creating the file when it is missing; rejects when it cannot be used. */
	static async open({ directory, demo }: InventoryOptions): Promise<Inventory> {
		const data = { file: join(directory, 'inventory.db'), demo };
		const client = await startStore<InventoryMethods>('inventory', data, directory);
		return new Inventory(new StoreClient(client));
	}

	agents(): Promise<Agent[]> {
		return this.store.call('agents', []);
	}

	domains(): Promise<Domain[]> {
		return this.store.call('domains', []);
	}

	computers(): Promise<Computer[]> {
		return this.store.call('computers', []);
	}

	users(): Promise<User[]> {
		return this.store.call('users', []);
	}

	/** The custom reports; see `ReportCatalogue` for all. */
	reports(): Promise<Report[]> {
		return this.store.call('reports', []);
	}

	createReport(report: NewReport): Promise<Report> {
		return this.store.call('createReport', [report]);
	}

	updateReport(id: number, change: ReportChange): Promise<Report> {
		return this.store.call('updateReport', [id, change]);
	}

	deleteReport(id: number): Promise<void> {
		return this.store.call('deleteReport', [id]);
	}

	/** Finishes what was accepted and ends the thread; safe to call twice. */
	close(): Promise<void> {
		return this.store.close();
	}
}
