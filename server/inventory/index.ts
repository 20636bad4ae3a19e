/** Inventory: agents, domains, computers, users and reports; what others may use of it. */

/** The demo's agents, domains, computers and users; they fit the hosts of the demo's logs. */
export { DEMO_AGENTS, DEMO_DOMAINS, DEMO_USERS } from './demo';

/** What an administrator would have set up in the console: agents, domains, computers, users, custom reports. */
export { Inventory } from './inventory';

/** Agents, domains, computers and users, which this server only reads. */
export type { Agent, Computer, Domain, User } from './lists';

/** All reports: the predefined ones, which cannot be changed, and those that users made. */
export { ReportCatalogue } from './reports/catalogue';

/** A report: a stored query under a module, a category and a group, and how its events are counted. */
export {
	changed as changedReport,
	type NewReport,
	ofRow as reportOfRow,
	type Report,
	type ReportChange,
	type ReportCounts,
	type ReportRow,
	rowOf as rowOfReport,
} from './reports/report';

/** The store of the inventory: what every engine offers. */
export type { InventoryStore, InventoryStoreMethods } from './store';
