/** Reads FTS5's structure record: which segments an index consists of. */
import { Varints } from './varints';

/** A sorted part of the index: its leaf pages, numbered through. */
export interface Segment {
	readonly id: number;
	readonly first: number;
	readonly last: number;
	/** Whether a merge that is under way takes it up. */
	readonly isMerging: boolean;
}

/** Row id of the record in the table of an index's data. */
export const STRUCTURE_ID = 10;

const COOKIE_LENGTH = 4;
/** What stands behind the cookie where the index may delete without being told the terms, which ours may not. */
const OTHER_LAYOUT = 0xff;

/**
 * All segments, the oldest first.
 *
 * @param record see `fts5StructureDecode` in SQLite's `fts5_index.c`
 * @throws Error when the record is of another layout
 */
export function segmentsOf(record: Uint8Array): readonly Segment[] {
	if (record[COOKIE_LENGTH] === OTHER_LAYOUT) throw new Error('structure of another layout');
	const numbers = new Varints();
	numbers.open(record, COOKIE_LENGTH);
	const levels = numbers.next();
	const total = numbers.next();
	// How often it was written.
	numbers.next();
	const segments: Segment[] = [];
	for (let level = 0; level < levels; level++) {
		// Of how many segments a merge is under way: they are the first of those that follow.
		const merging = numbers.next();
		const ofLevel: Segment[] = [];
		const count = numbers.next();
		for (let at = 0; at < count; at++) {
			const [id, first, last] = [numbers.next(), numbers.next(), numbers.next()];
			if (!(id > 0 && last >= first)) throw new Error('structure of another layout');
			// A segment that a merge has used up.
			if (first > 0) ofLevel.push({ id, first, last, isMerging: at < merging });
		}
		// The larger the level, the older; within one, the newest stands last.
		segments.unshift(...ofLevel);
	}
	if (numbers.at !== record.length || segments.length > total)
		throw new Error('structure of another layout');
	return segments;
}
