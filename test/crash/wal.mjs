/** Where the last transaction lies in an SQLite write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log). */

const HEADER = 32;
const FRAME_HEADER = 24;
/**
 * Offset in the shared-memory file of the number of frames that were being carried over (walformat.html, section 2.3): pages of
 * all of them may be in the database. The log is on disk before the first one is, so that no power cut tears it from then on.
 */
const BACKFILL_ATTEMPTED = 128;

/**
 * Byte range of the last committed transaction in `wal`.
 *
 * Undefined when there is none, or when it may already be in the database file.
 *
 * @param shared content of the `-shm` file
 */
export function lastTransaction(wal, shared) {
	if (wal.length < HEADER) return undefined;
	const pageSize = wal.readUInt32BE(8);
	const salts = wal.subarray(16, 24);
	const frame = FRAME_HEADER + pageSize;
	const commits = [0];
	for (let n = 1; HEADER + n * frame <= wal.length; n++) {
		const at = HEADER + (n - 1) * frame;
		// Frames of an earlier round of the log have other salts.
		if (!wal.subarray(at + 8, at + 16).equals(salts)) break;
		if (wal.readUInt32BE(at + 4) !== 0) commits.push(n);
	}
	const last = commits.at(-1);
	const before = commits.at(-2);
	if (before === undefined) return undefined;
	const attempted =
		shared.length >= BACKFILL_ATTEMPTED + 4 ? shared.readUInt32LE(BACKFILL_ATTEMPTED) : 0;
	if (attempted > before) return undefined;
	return { start: HEADER + before * frame, end: HEADER + last * frame };
}
