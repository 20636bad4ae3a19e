/** Ingest: from raw lines to events; what others may use of it. */

/** One batch of raw log bytes on its way into the store: split, parse, prepare, commit, and report line by line. */
export { IngestBatch, type IngestReport, type LineError } from './batch';

/** What goes over the port between the ingest thread and whoever stores. */
export type { EventBatch, PortReply, ReadyBatch, Takes } from './port';

/** Turns the bytes of a batch into UTF-8: UTF-16 is decoded, what is no text is refused by its name. */
export { asUtf8, NotTextError } from './bytes/text';

/** Cuts whole JSON and XML documents into one record a line: exported event logs, arrays, and pretty-printed objects. */
export { recordLines } from './document-breaker';

/** Reads log text as the ingest would, stores nothing, and says why each line was read so. */
export { type ExplainedText, explainText } from './explain';

/** Field names: any source key becomes an upper-case server field name. */
export { fieldName } from './formats/field-name';

/** The fields that every event may have, whatever its format; those of a format are declared in its file. */
export { COMMON_FIELDS } from './formats/fields-table';

/** What every log format takes and gives. */
export type { FormatInfo, LogSourceWords, TextFormat } from './formats/format';

/** All log formats, in the order in which they are tried: what is more particular comes first. "How to add a format" is in docs/add-a-format.md. */
export { ALL_FORMATS } from './formats/registry';

/** Brings the keys of a Windows event's flat record to field names. */
export { windowsFieldName } from './formats/windows-fields';

/** Turns one raw log line of any known format into an event. */
export { parseLine, type ParseOptions } from './parse-line';

/** Header lines of log files that name their columns: `#Fields:` of W3C logs (IIS, HTTP.sys, ADFS) and `#fields` of Zeek. */
export { isDirective } from './products/directives';

/** Marks the parts of a batch that has a key, so that the same batch makes the same marks when it is sent again. */
export { type BatchKey, batchKey } from './part-marker';

/** What a batch's lines turned out to be: by format and log source how many, without time, as plain text, with examples. */
export { addReadings, NO_READING, type Reading } from './reading-report';

/** Takes raw logs in: the main thread's side of the ingest thread. */
export {
	BatchStoppedError,
	BatchTooLargeError,
	DamagedDataError,
	type IngestOptions,
	type IngestParts,
	IngestService,
	type IngestTarget,
	parseOptionsOf,
} from './service';

/** Listens for live syslog over UDP and TCP and hands what arrives to the ingest in small batches. */
export { SyslogListener, type SyslogOptions } from './syslog-listener';

/** Holds live syslog until it is stored: bounded in lines and bytes, sent on in small batches, and counted. */
export { noSyslog, type SyslogTotals } from './syslog-buffer';

/** What the ingest thread answers: it parses batches and hands them straight to the store's writer. */
export type { BatchOptions, IngestMethods } from './thread';

/** Times as logs write them: readers of every form, and time zones. */
export { parseZone, type Zone, zoneText } from './time';

/** Reads the lines that are documents already: flat JSON as this server writes it itself, with a time in ms and a host. */
export { plainArrival, PlainReader } from './plain-reader';
