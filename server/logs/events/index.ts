/** Events: the record, its names and ids, and what is known of them; what others may use of it. */

/** What is known of the events that there are: their sources, groups of sources, fields and log types. */
export type { LogField, LogSource, LogSourceGroup, LogType } from './catalogue';

/** The normalised log event that every part of the server speaks. */
export { CUT_FIELD, type FieldValue, type LogEvent } from './event';

/** Server and display ("client") names of fields, and the fields and log types that the product always lists. */
export { defaultGroup, displayName, PREDEFINED_FIELDS, PREDEFINED_LOG_TYPES } from './field-names';

/** Event ids: `epoch_ms * 1000 + sequence`, which makes order key, cursor and time filter one number. */
export { firstIdAt, IdAllocator, IDS_PER_MS, lastIdAt, MAX_TIME } from './ids';

/** Events whose lines are already the documents that are stored of them: their values are read where they stand in the bytes. */
export {
	KIND_BITS,
	kindOfMark,
	PLAIN,
	type PlainArrival,
	PlainEvent,
	type PlainKey,
	type PlainShape,
	plainText,
	plainValue,
} from './plain-event';
