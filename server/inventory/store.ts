/** The store of the inventory: what every engine offers. */
import type { Store } from '../platform';
import type { Agent, Computer, Domain, User } from './lists';
import type { NewReport, Report, ReportChange } from './reports/report';

/** What the store of the inventory does; changes throw an `InventoryError`. */
export interface InventoryStoreMethods {
	/** All agents by id. */
	agents(): Agent[];
	/** All domains by id. */
	domains(): Domain[];
	/** All computers, by domain and name. */
	computers(): Computer[];
	/** All users by id. */
	users(): User[];
	/** The custom reports by id. */
	reports(): Report[];
	/** Stores a report; throws `conflict` when another has its name. */
	createReport(report: NewReport): Report;
	/** Changes a report; throws `unknown_report` or `conflict`. */
	updateReport(id: number, change: ReportChange): Report;
	/** Deletes a report; throws `unknown_report`. */
	deleteReport(id: number): void;
}

/** Where the inventory is kept. */
export type InventoryStore = Store<InventoryStoreMethods>;
