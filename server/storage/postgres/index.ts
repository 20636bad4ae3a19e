/** PostgreSQL: the engine that several servers share, behind the ports of the wings below; what others may use of it. */

/** A schema in a PostgreSQL database: connections, transactions, and who may write. */
export { PostgresDatabase, type PostgresOptions } from './data/database';

/** What servers tell each other of changes that each of them keeps in memory. */
export { type Changed, changesListener } from './data/changes';

/** The secret of an installation, the same at all of its servers: made by whichever starts first. */
export { INSTALLATION_LAYOUT, installationKey } from './data/installation';

/** Locks by key among all servers of a schema: held by a connection of its own, so that they end with the server. */
export { PostgresKeyLock } from './data/key-lock';

/** Files that jobs have made, in PostgreSQL, so that every server can answer for them. */
export { JOB_FILE_LAYOUT, PostgresJobFiles } from './jobs/files';

/** The tables of jobs and their results in PostgreSQL. */
export { JOB_LAYOUT } from './jobs/layout';

/** The job queue on PostgreSQL, which any number of servers share. */
export { PostgresJobQueue } from './jobs/queue';

/** The tables of incidents, tickets and deliveries in PostgreSQL. */
export { INCIDENT_LAYOUT } from './incidents/layout';

/** The store of incidents, tickets and deliveries in PostgreSQL. */
export { postgresIncidentStore } from './incidents/store';

/** Log types that users made, and parser rules, in PostgreSQL. */
export { LOG_TYPE_LAYOUT, PostgresLogTypes } from './log-types/table';

/** The tables of log sources and their groups in PostgreSQL. */
export { SOURCE_LAYOUT } from './sources/layout';

/** Log sources in PostgreSQL: those that send, and what people say about them, the same at every server. */
export { PostgresSources, type Sent } from './sources/store';

/** What tells log sources apart: their name without case. */
export { keyOf as sourceNameKey } from './sources/read';

/** The store of the inventory in PostgreSQL: agents, domains, computers, users and custom reports. */
export { addDemoInventory, INVENTORY_LAYOUT, postgresInventoryStore } from './inventory/store';

/** The store of tokens, of the administrator's account and of the audit log in PostgreSQL. */
export { ACCESS_LAYOUT, postgresAccessStore } from './tokens/store';

/** Event ids that are unique over all servers: `epoch_ms * 1000 + sequence`, the sequence from lanes that this server leased. */
export { LeasedIds } from './ingest/ids';

/** Intents of batches: written before the events are stored elsewhere, ended in the transaction that decides their alerts. */
export { IngestIntents, type Intent, IntentHeldError } from './ingest/intents';

/** The tables of what servers agree on when they store events elsewhere: lanes of ids, intents of batches, parts that were stored. */
export { INGEST_LAYOUT } from './ingest/layout';

/** The tables of alert profiles, raised alerts and the matches that rules remember, in PostgreSQL. */
export { ALERT_LAYOUT } from './alerts/layout';

/** The stored alert profiles in PostgreSQL, and the state of them that batches are decided with. */
export { PostgresProfiles } from './alerts/profiles';

/** The alert store on PostgreSQL: what any number of servers raise, and people look at and decide about at any of them. */
export { PostgresAlertStore } from './alerts/store';

/** Raises what a batch of stored events raises, by the definition of decision 5, in the transaction that ends the batch. */
export { type ArrivedMatch, raiseAlerts } from './alerts/raise';

/** The tables of workflows, their runs and the simulated devices in PostgreSQL. */
export { WORKFLOW_LAYOUT } from './workflows/layout';

/** The store of workflows, their runs and the simulated devices in PostgreSQL. */
export { postgresWorkflowStore } from './workflows/store';

/** What is remembered in a schema of a move into it, and refuses servers until the move is over. */
export { MIGRATION_LAYOUT, requireNoMove, SchemaMarks } from './transfer/marks';

/** The tables of a schema that no server uses, to move them to another engine or from there. */
export { SchemaTables } from './transfer/schema';

/** Sessions of administrators in PostgreSQL: whoever logs in at one server is logged in at all, and out as well. */
export { PostgresSessions } from './admin/sessions';

/** Counts requests of callers in PostgreSQL, so that a limit holds over all servers together. */
export { PostgresRequestCounter, REQUEST_LAYOUT } from './requests/counter';

/** Locks of logins in PostgreSQL: who fails at one server is locked out at all. */
export { PostgresLoginLocks } from './admin/locks';
