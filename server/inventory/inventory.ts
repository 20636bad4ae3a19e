/** What an administrator would have set up in the console: agents, domains, computers, users, custom reports. */
import type { NewReport, Report, ReportChange } from './reports/report';
import type { Agent, Computer, Domain, User } from './lists';
import type { InventoryStore } from './store';

/** The inventory. Changes are durable when they resolve, and reject with an `InventoryError`. */
export class Inventory {
	/** @param store closed with the inventory */
	constructor(private readonly store: InventoryStore) {}

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
