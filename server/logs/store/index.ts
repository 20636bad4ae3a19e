/** Store: the port of the event store, and batches made ready for it; what others may use of it. */

/** Aggregates over the stored events: how many by time, and by the values of fields. */
export {
	type AggregateProgress,
	type AggregateRequest,
	type AggregateResult,
	bucketsUntil,
} from './aggregate';

/** Adds up what an aggregate asks for, whatever it is read from. */
export { Aggregator, type SpelledValue } from './aggregator';

/** Rewrites a stored document to display ("client") field names without parsing its values. */
export { toClientForm } from './client-form';

/** Tests stored documents with a query, reading no more of their text than the query looks at. */
export { type BytesTest, bytesTest, type DocumentTest, documentTest } from './document-test';

/** Reads single values out of stored documents without parsing the rest of them. */
export { DocumentValue } from './document-values';

/** Gathers hits for an answer, within bounds of bytes: pages that end early, and answers that must have every hit. */
export { AllHits, GatheredPage } from './gathered-hits';

/** Which alert profiles the events of a batch match: found while a batch is made ready, stored with it. */
export type { ProfileMatches } from './matches';

/** The mark of a part of a batch that its sender may send again: what is stored under it once is not stored twice. */
export { IdempotencyConflictError, type PartMark, REMEMBERED_MS } from './part-mark';

/** Turns events into a batch the store's writer can insert without thinking: documents, index terms, sightings. */
export { BatchPreparer, buffersOf, type PreparedBatch } from './prepare';

/** The log sources of a batch: when they sent, how often, from which address. */
export type { SourceSighting } from './sightings';

/** Bounds of what senders of logs can name: sources, fields, log types. What is beyond goes into a bucket and is counted. */
export { OVERFLOW_SOURCE, QUOTAS, type Quotas } from './quotas';

/** Retention as a port: what a store still keeps, and the removal of what is too old or too much, a slice at a time. */
export type {
	IndexMerging,
	KeptEvents,
	MergedIndex,
	Progress,
	RemovalReason,
	RetainingStore,
	RetentionLimits,
	RetentionSlice,
} from './retention';

/** Adds the host and log type filters of a request to its query. */
export { restrict } from './restrict';

/** The event store's interface: what every adapter offers, in the words of the product and not of a database. */
export {
	type AppendResult,
	documentOf,
	eventOf,
	type EventStore,
	MAX_PAGE_LENGTH,
	type NameForm,
	type ScanBatch,
	type ScanRequest,
	type SearchPage,
	type SearchRequest,
	type SourceKeys,
	type SourcePage,
	TOTAL_LIMIT,
} from './store';

/** What bounds a search while it runs in another thread: a budget of time, and a flag that its caller has gone. */
export {
	aggregateTimedOut,
	boundsOfSearch,
	type SearchCaller,
	type SearchWatch,
	watched,
} from './search-watch';
