/** Platform: what every wing stands on, time and errors and stores; what others may use of it. */

/** Counts and times calls to something outside of this process. */
export { type CallCounts, CallTotals } from './call-totals';

/** The one source of time: everything that needs "now" is handed a Clock, so tests move time instead of waiting for it. */
export { type Clock, ManualClock, systemClock } from './clock';

/** How the engines are that several servers share. */
export type { EngineState, EngineWatch } from './engine-state';

/** Keys for single purposes, derived from the secret of an installation: what one of them gives away says nothing of the others. */
export { derivedKey } from './derived-key';

/** Shares a few places among owners: whoever asks for much waits behind those who ask for little. */
export { FairQueue } from './fair-queue';

/** Runs synchronous work that can be stopped from outside, even in the midst of matching a regular expression. */
export { Interruptible } from './interruptible';

/** Regular expressions that people bring: matched by an engine whose time grows with the text and no faster. */
export { LinearPattern, PatternError } from './linear-pattern';

/** Tells addresses of this machine alone from those that others can reach. */
export { isLoopback } from './loopback';

/** The error of every change that the inventory refuses; its code survives the way out of a worker thread. */
export { InventoryError, isInventoryError, quotedList } from './managed-error';

/** Rows that move from one engine to another: in a form that both have, with a checksum that does not depend on their order. */
export {
	type MoveMark,
	type MoveMarks,
	type MovedRow,
	MovedSum,
	type MovedTables,
	type MovedValue,
} from './moved';

/** Rows of CSV files (RFC 4180) that are safe to open in a spreadsheet, whatever stands in them. */
export { csvRow } from './csv-row';

/** Counts requests of callers in a window that slides: never more than the limit in any such span of time. */
export {
	countRequest,
	forgetRequests,
	type RequestCounter,
	type RequestWindow,
	type Take,
} from './request-count';

/** Keeps the secrets of connections and workflows encrypted at rest, with a key that never leaves the server. */
export { SecretBox, type Secrets } from './secret-box';

/** How parts reach their stores: methods that the part declares, an engine implements, and that are called from afar. */
export type { Store, StoreMethods } from './store';

/** Finds the name that was probably meant, for messages about unknown ones. */
export { suggest } from './suggest';

/** The version of this server, as its package says. */
export { VERSION } from './version';

/** Reads the files of a zip archive, within limits that keep a small archive from becoming a huge one. */
export { readZip, ZipError, type ZipLimits } from './zip';
