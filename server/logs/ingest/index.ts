/** Ingest: from raw lines to events; what others may use of it. */

/** One batch of raw log bytes on its way into the store: split, parse, prepare, commit, and report line by line. */
export { IngestBatch, type IngestReport, type LineError } from './batch';

/** Field names: any source key becomes an upper-case server field name. */
export { fieldName } from './formats/field-name';

/** Turns one raw log line of any known format into an event. */
export { parseLine, type ParseOptions } from './parse-line';

/** Marks the parts of a batch that has a key, so that the same batch makes the same marks when it is sent again. */
export { type BatchKey, batchKey } from './part-marker';

/** Takes raw logs in: the main thread's side of the ingest thread. */
export {
	BatchStoppedError,
	BatchTooLargeError,
	DamagedDataError,
	type IngestOptions,
	type IngestParts,
	IngestService,
	type IngestTarget,
} from './service';

/** Listens for live syslog over UDP and TCP and hands what arrives to the ingest in small batches. */
export { SyslogListener, type SyslogOptions } from './syslog-listener';

/** What the ingest thread answers: it parses batches and hands them straight to the store's writer. */
export type { IngestMethods } from './thread';
