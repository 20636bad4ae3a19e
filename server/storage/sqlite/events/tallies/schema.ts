/** The tables of tallies: how often each value of a field with few values occurs in an hour and in a day. */

/**
 * One blob an hour and a day, see `counts.ts`: a row a value costs five times the bytes and three times the time to write.
 * `tally_open` lists the hours that are counted up to an event only, see `open-hours.ts`.
 */
export const TALLY_DDL = `
CREATE TABLE IF NOT EXISTS tally_field (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS tally_value (
	id INTEGER PRIMARY KEY,
	field INTEGER NOT NULL REFERENCES tally_field(id),
	value TEXT NOT NULL,
	spelled TEXT NOT NULL,
	UNIQUE (field, value)
) STRICT;
CREATE TABLE IF NOT EXISTS tally_hour (hour INTEGER PRIMARY KEY, counts BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS tally_day (day INTEGER PRIMARY KEY, counts BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS tally_open (hour INTEGER PRIMARY KEY, counted INTEGER NOT NULL) STRICT;
`;

/** Takes the lists of values over from the table that held them up to layout version 3. */
export const TAKE_VALUES_OVER = `
INSERT INTO tally_field (name) SELECT DISTINCT field FROM field_value;
INSERT INTO tally_value (field, value, spelled)
SELECT f.id, v.value, json_quote(v.value) FROM field_value v JOIN tally_field f ON f.name = v.field;
DROP TABLE field_value;
`;
