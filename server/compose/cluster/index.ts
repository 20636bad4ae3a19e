/** What several servers share, put together of both engines; nothing of one machine loads it. What others may use of it. */

/** How a server is told of the engines that it shares with others. */
export { type ClusterOptions, CONNECTIONS, eventStoreOptions } from './options';

/** Looks after both engines: for `/health`, within two seconds, and for the metrics. */
export { Engines } from './engine-watch';

/** What keeps a server in step with others on the same engines. */
export { openOthers } from './others';

/** Events as the rest of a server sees them, put together of both engines. */
export { SharedEvents } from './shared-events';

/** Takes events in at one of several servers: intent in PostgreSQL, events in OpenSearch, alerts in the transaction that ends the intent. */
export { type EventPlace, SharedIngest } from './shared-ingest';

/** Worker thread entry: one server's way in. */
export type { WriterData, WriterMethods } from './writer-worker';
