/** Search: pages with cursors, background searches, aggregates and callbacks; what others may use of it. */

/** Makes an aggregate of events out of what a caller asks for: names of fields, widths of buckets. */
export { AggregateError, type NamedAggregate, namedAggregate } from './aggregate';

/** Aggregates as jobs: as long as they take, over a restart, with the sums as the job's result. */
export { AGGREGATE_KIND, AggregateJobs } from './aggregate-jobs';

/** Tells a caller's URL that its job has ended, so that a workflow can sleep meanwhile. */
export { type Callback, JobCallbacks } from './callbacks';

/** Search cursors: opaque, signed and self-contained, so that any server instance that shares the key can go on. */
export { CursorError } from './cursor';

/** The event store as a source of search jobs. */
export { eventSource } from './event-source';

/** Asynchronous searches, of events or alerts, as jobs: start one, and read its results page by page. */
export { type HitJobPage, HitJobs, type JobSource } from './hit-jobs';

/** Cursor-paged search over events or alerts: what the search and alert routes of both dialects share. */
export { type FoundPage, PagedSearch, type SearchStart } from './search';
