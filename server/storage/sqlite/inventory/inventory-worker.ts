/** The methods around the database of agents, domains, computers, users and custom reports. */
import type { NewReport, ReportChange } from '../../../inventory/reports/report';
import { listReports, ReportTable } from '../reports/table';
import { openInventoryDatabase } from './database';
import { listAgents, listComputers, listDomains, listUsers } from '../../../inventory/lists';
import { transaction } from './transaction';

/** Opens the database; its methods run in the thread that hosts it. */
export function open({ file, demo }: { readonly file: string; readonly demo: boolean }) {
	const database = openInventoryDatabase(file, demo);
	const reports = new ReportTable(database);

	return {
		agents: () => listAgents(database),
		domains: () => listDomains(database),
		computers: () => listComputers(database),
		users: () => listUsers(database),
		reports: () => listReports(database),
		createReport: (report: NewReport) => transaction(database, () => reports.create(report)),
		updateReport: (id: number, change: ReportChange) =>
			transaction(database, () => reports.update(id, change)),
		deleteReport: (id: number) => transaction(database, () => reports.delete(id)),
		close: () => database.close(),
	};
}

/** The worker's methods, for the calling side's types. */
export type InventoryMethods = ReturnType<typeof open>;
