/** Composition: what is made of what; what others may use of it. */

/** The arrangement of one process on one machine: everything in files of one folder. */
export { openEmbedded } from './embedded';

/** The arrangement of several servers: events in OpenSearch, all else in PostgreSQL. */
export { openCluster } from './clustered';

/** Warns of what others can reach or read: a public address without TLS, syslog from anywhere. */
export { exposureWarnings } from './exposure';

/** Opens what takes logs in: its thread looks for alert profiles and applies parser rules while it parses. */
export { openIngest } from './ingest';

/** Opens the HTTP port, and closes it so that running requests may finish. */
export { listen, listenerOf } from './listener';

/** Moves an installation between the files of one machine and the engines that several servers share. */
export { type Moved, type MoveProgress, moveToCluster, moveToFolder } from './migrate';

/** What was opened so far, to be closed in the opposite order: at the end, or when a later part fails to open. */
export { Opened } from './opened';

/** How a server is asked for, and what a started one offers. */
export type { RunningServer, ServerOptions } from './server';

/** Opens the tokens of a data folder beside a server that may run on it, for the command line. */
export { openTokens } from './tokens';
