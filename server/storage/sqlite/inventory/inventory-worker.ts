/** The methods around the database of agents, domains, computers, users and custom reports. */
import type { InventoryStoreMethods } from '../../../inventory';
import { LogAtRest, withLogAtRest } from '../data/log-at-rest';
import { transaction } from '../data/transaction';
import { listReports, ReportTable } from '../reports/table';
import type { Closing } from '../threads/protocol';
import { openInventoryDatabase } from './database';
import { listAgents, listComputers, listDomains, listUsers } from './lists';

/** What the thread that hosts the database answers. */
export type InventoryMethods = InventoryStoreMethods & Closing;

/** Opens the database; its methods run in the thread that hosts it. */
export function open(options: { readonly file: string; readonly demo: boolean }): InventoryMethods {
	const database = openInventoryDatabase(options.file, options.demo);
	const reports = new ReportTable(database);

	return withLogAtRest<InventoryMethods>(new LogAtRest(database, options.file), {
		agents: () => listAgents(database),
		domains: () => listDomains(database),
		computers: () => listComputers(database),
		users: () => listUsers(database),
		reports: () => listReports(database),
		createReport: (report) => transaction(database, () => reports.create(report)),
		updateReport: (id, change) => transaction(database, () => reports.update(id, change)),
		deleteReport: (id) => transaction(database, () => reports.delete(id)),
		close: () => database.close(),
	});
}
