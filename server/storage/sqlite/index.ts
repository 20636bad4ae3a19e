/** SQLite: the engine of one machine, behind the ports of the wings below; what others may use of it. */

/** One reading connection to the alerts: pages, scans, single alerts, and profiles. */
export { AlertReader } from './alerts/alert-reader';

/** The data folder: one server at a time owns it, and it keeps the server's signing key. */
export { DataFolder } from './data/folder';

/** Writes an index expression as an FTS5 MATCH expression. */
export { matchExpressionOf } from './events/match-expression';

/** The SQLite layout of the event store, its pragmas, and the one step that brings a file up to date. */
export { openForWriting } from './events/schema';

/** The event store on SQLite: one writer thread, a few reader threads, none of them the HTTP thread. */
export { SqliteEventStore } from './events/store';

/** FTS5's options for an index of terms: its tokenizer keeps each term whole. */
export { FTS_OPTIONS } from './events/tokenizer';

/** Worker thread entry around the event writer; batches also come straight from ingest threads over their own ports. */
export type { ProfileNews } from './events/writer-worker';

/** The event store's single writer: inserts prepared batches, one or several in a durable transaction. */
export { EventWriter } from './events/writer';

/** The thread that owns `incidents.db`, as incidents, tickets, deliveries and exports share it. */
export { SqliteIncidentStore } from './incidents/store';

/** The thread that owns `inventory.db`. */
export { openInventoryStore } from './inventory/store';

/** The job queue on SQLite in the calling thread, with group commit; `threaded-queue.ts` moves it to a worker. */
export { SqliteJobQueue } from './jobs/queue';

/** The SQLite job queue in a worker thread of its own: what the server uses. */
export { ThreadedJobQueue } from './jobs/threaded-queue';

/** The rows of parser rules; synchronous, so it lives in the threads of the event store. */
export { listParserRules, ParserRuleTable } from './log-types/rule-table';

/** The rows of log types that users made; synchronous, so it lives in the threads of the event store. */
export { listLogTypes, LogTypeTable } from './log-types/table';

/** The rows of log sources and their groups; synchronous, so it lives in the threads of the event store. */
export { listGroups, listSources, pageOfSources, SourceTable, sourcesWith } from './sources/table';

/** Reads the time zones of the log sources of a data folder, beside a server that may run on it. */
export { readZones } from './sources/zones';

/** The events of a data folder that nobody else uses, to move them to another engine or from there, with their ids. */
export { FolderEvents } from './transfer/events';

/** The tables of a data folder that nobody else uses, to move them to another engine or from there. */
export { FolderTables } from './transfer/folder';

/** What is remembered in a data folder of a move into it, and refuses a server until the move is over. */
export { FolderMarks } from './transfer/marks';

/** The thread that owns `tokens.db`, as the token registry, the audit log and the administrator's account share it. */
export { SqliteTokenStore } from './tokens/store';

/** The database file of workflows, their runs and the simulated devices: its layout and its pragmas. */
export { openWorkflowDatabase } from './workflows/database';

/** The store's methods over one database connection. */
export { storeMethods } from './workflows/methods';

/** The thread that owns `workflows.db`. */
export { openThreadedStore } from './workflows/threaded-store';
