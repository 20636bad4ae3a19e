/** The tables of columns: of stretches of stored events, which value each event has in each field with few values. */
import { HOUR } from '../tallies/periods';

/**
 * A row of `column_block` is some events, `low` and `high` the ids of the first and the last of them. Its parts have the id of
 * the block times {@link FIELDS} plus a field's number: the field's column, and under 0 the ids. A block below level
 * {@link WHOLE} is small and has one part, with all of that; such blocks become larger ones in the background. See `block.ts`
 * and `column.ts`.
 *
 * No number of a block is used twice, as readers keep what they read of it.
 *
 * Every event is in exactly one block, but for the hours of `column_open`: of these, what blocks tell does not count. They
 * are hours of an older layout, or lost some events; where they still have any, these are written into new blocks in the
 * background, in the order of their ids, up to `counted` so far.
 */
export const COLUMN_DDL = `
CREATE TABLE column_block (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	level INTEGER NOT NULL,
	events INTEGER NOT NULL,
	low INTEGER NOT NULL,
	high INTEGER NOT NULL
) STRICT;
CREATE INDEX column_block_level ON column_block (level);
CREATE TABLE column_part (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE column_open (hour INTEGER PRIMARY KEY, counted INTEGER NOT NULL) STRICT;
`;

/**
 * Lists all hours that have events. They are those of `kept_hour`: from layout 8 on `event` is a view, in which to look for the
 * next event is to read all of them, for each hour anew.
 */
export const OPEN_ALL_COLUMNS = `
INSERT INTO column_open (hour, counted) SELECT hour, hour * ${HOUR} - 1 FROM kept_hour;
`;

/** More than the numbers of fields with few values, which the quota of fields bounds. */
export const FIELDS = 2 ** 24;

/**
 * Fields that have columns: those that came first, by number. Names come from outside, and a column takes room for every event
 * of its block while that is made, also where one of them has the field.
 */
const MOST_COLUMNS = 512;

/** Whether a field has columns; counts by others, and conditions on them, are answered by the index. @param field its number */
export function hasColumns(field: number): boolean {
	return field <= MOST_COLUMNS;
}

/** The level of blocks that are left as they are. */
export const WHOLE = 9;
