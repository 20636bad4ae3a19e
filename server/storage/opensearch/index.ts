/** OpenSearch: the engine for more events than one machine holds, behind the port of the event store; what others may use of it. */

/** What this adapter needs of OpenSearch's client, which loads when it is used and may not be installed. */
export { type ClientOptions, connect, type SearchClient } from './client';

/** Conditions in OpenSearch's query language, combined in a simplified form, and bounds of conditions made of them. */
export { toQuery } from './events/clauses';

/** Makes of an event the document that OpenSearch gets: our own values, words and marks, so that the engine only compares. */
export { documentFor } from './events/document';

/** The index template of events: few fields of the engine's, whatever fields the events have. */
export { indexTemplate } from './events/mapping';

/** The query language's target for OpenSearch: conditions that find every hit, and those that find nothing but hits. */
export { planSearch, type SearchPlan } from './events/plan';

/** Makes of the name of a log source the key that its events are counted under. */
export { sourceKeyOf, sourceName } from './events/document';

/** The index template of events: how many shards and copies, and how soon new events are seen. */
export type { IndexSettings } from './events/mapping';

/** When an acknowledged document is found by searches. */
export type { Refresh } from './events/bulk';

/** Ids under which events were to be stored are those of other events. */
export { IdsTakenError } from './errors';

/** How the cluster is. */
export type { ClusterHealth } from './events/health';

/** The events of an installation that no server uses, to move them to another engine or from there, with their ids. */
export { OpenSearchMove } from './events/moving';

/** The event store on OpenSearch: as many nodes as there are events for, the same answers as the embedded store's. */
export { OpenSearchEventStore } from './events/store';

/** What the engine counts of all events, by log source. */
export type { SourceCounts } from './events/counts';
