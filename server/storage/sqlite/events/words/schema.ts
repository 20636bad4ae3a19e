/** The tables of word lists: which words the events of each day are found by. */
import { wordTerm } from '../../../../logs/terms';
import { NEWEST_ID } from '../documents/schema';
import { HOUR, HOURS } from '../tallies/periods';

/** What words of the index start with, and what comes after all of them. */
export const FIRST_WORD = wordTerm('');
export const AFTER_WORDS = '\u007f';

/** Ids of a day. */
export const DAY = HOUR * HOURS;

/**
 * `word_list` has rows of words of some days, see `wordLine`; together the rows of a day hold every word of its events,
 * some more than once, and some of events that are gone. `words` is compressed when it is shorter than `length`, the bytes
 * of the text. Rows of one level, 0 the smallest, become one of the next.
 *
 * A word that only raw logs have stands there with `RAW_MARK` before it, and events up to `raw_backlog.last`, of an older
 * layout, may lack such words in lists and index.
 *
 * `word_backlog` has one row: while `next` is set, words of the index from `next` on are still to be listed, of events up to
 * `last_day` that were stored before there were lists.
 */
export const WORD_DDL = `
CREATE TABLE word_list (
	id INTEGER PRIMARY KEY,
	first_day INTEGER NOT NULL,
	last_day INTEGER NOT NULL,
	level INTEGER NOT NULL,
	length INTEGER NOT NULL,
	words BLOB NOT NULL
) STRICT;
CREATE INDEX word_list_day ON word_list (last_day, first_day, level);
CREATE TABLE word_backlog (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	next TEXT,
	last_day INTEGER
) STRICT;
INSERT INTO word_backlog (id) VALUES (1);
`;

/** From layout 11 on. */
export const RAW_WORD_DDL = `
CREATE TABLE raw_backlog (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER) STRICT;
INSERT INTO raw_backlog (id) VALUES (1);
`;

/** Makes the table, and notes that words of all stored raw logs are missing. */
export const LACK_RAW_WORDS = `
${RAW_WORD_DDL}
UPDATE raw_backlog SET last = newest.id FROM (${NEWEST_ID}) AS newest;
`;

/** Makes the tables, and notes that the words of all stored events are to be listed. */
export const LIST_ALL_WORDS = `
${WORD_DDL}
UPDATE word_backlog SET next = '~', last_day = newest.id / ${DAY} FROM (${NEWEST_ID}) AS newest WHERE newest.id IS NOT NULL;
`;
