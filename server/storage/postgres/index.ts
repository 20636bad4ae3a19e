/** PostgreSQL: the engine that several servers share, behind the ports of the wings below; what others may use of it. */

/** A schema in a PostgreSQL database: connections, transactions, and who may write. */
export { PostgresDatabase, type PostgresOptions } from './data/database';

/** The PostgreSQL client: loaded when it is first used, because the arrangement of one machine does without it. */
export { PostgresUnavailableError } from './data/driver';

/** The tables of jobs and their results in PostgreSQL. */
export { JOB_LAYOUT } from './jobs/layout';

/** The job queue on PostgreSQL, which any number of servers share. */
export { PostgresJobQueue } from './jobs/queue';

/** The store of the inventory in PostgreSQL: agents, domains, computers, users and custom reports. */
export { INVENTORY_LAYOUT, postgresInventoryStore } from './inventory/store';

/** The store of tokens, of the administrator's account and of the audit log in PostgreSQL. */
export { ACCESS_LAYOUT, postgresAccessStore } from './tokens/store';
