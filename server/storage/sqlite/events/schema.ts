/** The SQLite layout of the event store, its pragmas, and the one step that brings a file up to date. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addAlertColumns } from '../alerts/columns';
import { ALERT_DDL } from '../alerts/schema';
import { bringUpToDate, type Step } from '../data/layout';
import { COLUMN_DDL, OPEN_ALL_COLUMNS } from './columns/schema';
import { COMPRESS_ALL, DOCUMENT_DDL, PLAIN_DDL, REPACK_DDL } from './documents/schema';
import { DENSE_FROM_NOW, INDEX_ROWS_DDL, SPARSE_UNTIL_NOW } from './index-lists';
import { PART_DDL } from './part-table';
import { TERM_LIST_DDL } from './term-list';
import { KEEP_ALL_HOURS, RETENTION_DDL } from './retention/schema';
import { OPEN_ALL_HOURS } from './tallies/open-hours';
import { TAKE_VALUES_OVER, TALLY_DDL } from './tallies/schema';
import { FTS_OPTIONS } from './tokenizer';
import { LACK_RAW_WORDS, LIST_ALL_WORDS, RAW_WORD_DDL, WORD_DDL } from './words/schema';

/** Layout version kept in `PRAGMA user_version`. */
export const SCHEMA_VERSION = 13;

/**
 * Index segments are merged 16 at a time, not 4: a quarter less work for the writer. The limit beyond which all
 * segments of a level are merged at once, however long it takes, is put so far away that it is never reached.
 */
const MERGE_LESS_OFTEN = `
INSERT INTO event_fts (event_fts, rank) VALUES ('automerge', 16);
INSERT INTO event_fts (event_fts, rank) VALUES ('crisismerge', 64);
`;

/**
 * Why this layout: documents are stored as the JSON text that answers hand out, so a page costs one
 * lookup a hit and no printing, compressed where there is a dictionary, see `documents/`; the index holds only row ids (contentless, no positions, no sizes),
 * which was both the smallest and the fastest of the layouts tried.
 */
const DDL = `
${PLAIN_DDL}
CREATE VIRTUAL TABLE event_fts USING fts5(tokens, ${FTS_OPTIONS});
${MERGE_LESS_OFTEN}
CREATE TABLE source_group (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;
CREATE TABLE source (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	ip TEXT NOT NULL DEFAULT '',
	log_type TEXT NOT NULL,
	group_id INTEGER NOT NULL REFERENCES source_group(id),
	enabled INTEGER NOT NULL DEFAULT 1,
	first_seen INTEGER NOT NULL,
	last_seen INTEGER NOT NULL,
	events INTEGER NOT NULL DEFAULT 0,
	deleted INTEGER NOT NULL DEFAULT 0,
	display_name TEXT,
	domain TEXT,
	agent_id INTEGER,
	time_zone TEXT
) STRICT;
CREATE TABLE field (
	name TEXT PRIMARY KEY,
	type TEXT NOT NULL,
	wide INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE field_log_type (
	log_type TEXT NOT NULL COLLATE NOCASE,
	field TEXT NOT NULL,
	PRIMARY KEY (log_type, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_type (
	id TEXT PRIMARY KEY COLLATE NOCASE,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	details TEXT
) STRICT;
CREATE TABLE parser_rule (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	log_type TEXT NOT NULL COLLATE NOCASE,
	pattern TEXT NOT NULL,
	enabled INTEGER NOT NULL
) STRICT;
${ALERT_DDL}
${TALLY_DDL}
${PART_DDL}
${RETENTION_DDL}
${DOCUMENT_DDL}
${REPACK_DDL}
${WORD_DDL}
${RAW_WORD_DDL}
${COLUMN_DDL}
${INDEX_ROWS_DDL}
${DENSE_FROM_NOW}`;

/** From version 3 on; those before were never released. */
const STEPS: ReadonlyMap<number, Step> = new Map<number, Step>([
	// Events stored before version 4 are counted in the background, hour by hour, see `tallies/writer.ts`.
	[3, `${TALLY_DDL} ${TAKE_VALUES_OVER} ${OPEN_ALL_HOURS}`],
	[
		4,
		(database) => {
			database.exec(PART_DDL);
			addAlertColumns(database);
		},
	],
	[5, 'ALTER TABLE source ADD COLUMN time_zone TEXT'],
	[6, `${RETENTION_DDL} ${KEEP_ALL_HOURS}`],
	// Documents stored before version 8 are compressed in the background, see `documents/rewriter.ts`.
	[7, COMPRESS_ALL],
	// Words of events stored before version 9 are listed in the background, see `words/lists.ts`.
	[8, LIST_ALL_WORDS],
	// From version 10 on documents are compressed anew, see `documents/schema.ts`.
	[9, REPACK_DDL],
	// Events stored before version 11 lack words that only their raw logs have, see `words/schema.ts`.
	[10, LACK_RAW_WORDS],
	// Events stored before version 12 get their columns in the background, hour by hour, see `columns/writer.ts`.
	[11, `${COLUMN_DDL} ${OPEN_ALL_COLUMNS}`],
	// Events stored before version 13 stay under sparse rows of the index, see `index-rows.ts`.
	[12, `${INDEX_ROWS_DDL} ${SPARSE_UNTIL_NOW}`],
]);

/**
 * Pages of the log after which they are carried over into the file. A log that became longer meanwhile is cut down to as much
 * with the next round, which costs nothing that can be measured; at rest it goes altogether, see `data/log-at-rest.ts`.
 */
const CHECKPOINT_PAGES = 4_000;

/**
 * Opens the event database for writing, creating or upgrading it.
 *
 * @param file path of the database file; its folder is made when missing
 * @throws Error when the file was written by a newer version of the server, or by one that was never released
 */
export function openForWriting(file: string): DatabaseSync {
	mkdirSync(dirname(file), { recursive: true });
	// SQLite gives its -wal and -shm files the permissions of the main file.
	closeSync(openSync(file, 'a', 0o600));
	const database = new DatabaseSync(file, { timeout: 5000 });
	// The first line has an effect in a new file only: its free pages can be given back later, a few at a time.
	database.exec(`
		PRAGMA auto_vacuum = INCREMENTAL;
		PRAGMA journal_mode = WAL;
		PRAGMA synchronous = FULL;
		PRAGMA foreign_keys = ON;
		PRAGMA cache_size = -32768;
		PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
		PRAGMA journal_size_limit = ${CHECKPOINT_PAGES * 4_096};
	`);
	try {
		database.exec('BEGIN IMMEDIATE');
		bringUpToDate(database, file, { version: SCHEMA_VERSION, ddl: DDL, steps: STEPS });
		database.exec('COMMIT');
	} catch (error) {
		database.close();
		throw error;
	}
	return database;
}

/** What a reader's connection keeps of the file, KiB. */
const READER_CACHE_KIB = 16_384;
/** The same of a connection for one long run, of which a thread may have several: it goes through the file once. */
export const RUN_CACHE_KIB = 4_096;

/**
 * Opens the event database for reading; the writer must have opened it before. Nothing of the file is mapped: mapped pages count as
 * the process's memory, 48 MiB for each connection, and searches took as long without.
 *
 * @param cacheKib pages of the file that the connection keeps, KiB
 */
export function openForReading(file: string, cacheKib = READER_CACHE_KIB): DatabaseSync {
	const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
	database.exec(`
		PRAGMA cache_size = -${cacheKib};
		${TERM_LIST_DDL}
		PRAGMA query_only = ON;
	`);
	return database;
}
