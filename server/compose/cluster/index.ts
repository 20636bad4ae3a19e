/** What several servers share, put together of both engines; nothing of one machine loads it. What others may use of it. */

/** How a server is told of the engines that it shares with others. */
export type { ClusterOptions } from './options';

/** Takes events in at one of several servers: intent in PostgreSQL, events in OpenSearch, alerts in the transaction that ends the intent. */
export { type EventPlace, SharedIngest } from './shared-ingest';
