/** The database file of what an administrator would have set up in the console: agents, domains, users, reports. */
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../data/database';
import { addColumn, type Step } from '../data/layout';
import { DEMO_SQL } from './demo';

/** Layout version kept in `PRAGMA user_version`. */
const SCHEMA_VERSION = 2;

/** Custom reports count from here, so that later versions can add predefined ones below. */
const FIRST_CUSTOM_REPORT = 10_001;

const DDL = `
CREATE TABLE agent (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	ip TEXT NOT NULL,
	running INTEGER NOT NULL,
	version TEXT NOT NULL
) STRICT;
CREATE TABLE domain (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;
CREATE TABLE computer (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL COLLATE NOCASE,
	domain_id INTEGER NOT NULL REFERENCES domain(id),
	UNIQUE (domain_id, name)
) STRICT;
CREATE TABLE user (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	role TEXT NOT NULL,
	email TEXT
) STRICT;
CREATE TABLE report (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	description TEXT NOT NULL,
	module TEXT NOT NULL,
	category TEXT NOT NULL,
	"group" TEXT NOT NULL,
	query TEXT NOT NULL,
	counts TEXT
) STRICT;
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO user (name, role) VALUES ('admin', 'Administrator');
INSERT INTO sqlite_sequence (name, seq) VALUES ('report', ${FIRST_CUSTOM_REPORT - 1});
`;

const STEPS: ReadonlyMap<number, Step> = new Map([
	[1, (database: DatabaseSync) => addColumn(database, 'report', 'counts', 'TEXT')],
]);

/**
 * Opens the database, creating it when it is missing.
 *
 * @param file path; its folder is made when missing
 * @param demo whether the demo's agents, domains, computers and users are to be there; they are added once
 * @throws Error when the file was written by a newer version of this server
 */
export function openInventoryDatabase(file: string, demo: boolean): DatabaseSync {
	const layout = { version: SCHEMA_VERSION, ddl: DDL, steps: STEPS };
	return openDatabase(file, layout, demo ? addDemo : undefined);
}

function addDemo(database: DatabaseSync): void {
	if (database.prepare("SELECT 1 FROM state WHERE key = 'demo'").get() !== undefined) return;
	database.exec(`${DEMO_SQL} INSERT INTO state (key, value) VALUES ('demo', 'added');`);
}
