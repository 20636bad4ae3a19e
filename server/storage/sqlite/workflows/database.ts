/** The database file of workflows, their runs and the simulated devices: its layout and its pragmas. */
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../data/database';
import { DEVICE_DDL } from '../devices/table';

/** Layout version kept in `PRAGMA user_version`. */
const SCHEMA_VERSION = 1;

const DDL = `
CREATE TABLE template (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL UNIQUE,
	description TEXT NOT NULL,
	enabled INTEGER NOT NULL DEFAULT 1,
	predefined INTEGER NOT NULL,
	created_by INTEGER NOT NULL,
	created_on INTEGER NOT NULL,
	last_modified INTEGER NOT NULL,
	definition TEXT NOT NULL
) STRICT;
CREATE TABLE run (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	template_id INTEGER NOT NULL,
	template_name TEXT NOT NULL,
	definition TEXT NOT NULL,
	context TEXT NOT NULL,
	trigger TEXT NOT NULL,
	owner TEXT NOT NULL,
	ticket_id TEXT,
	key TEXT UNIQUE,
	state TEXT NOT NULL,
	block TEXT,
	message TEXT,
	job_id TEXT,
	created_at INTEGER NOT NULL,
	started_at INTEGER,
	ended_at INTEGER
) STRICT;
CREATE INDEX run_open ON run (id) WHERE ended_at IS NULL;
CREATE INDEX run_ended ON run (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX run_template ON run (template_id, id);
CREATE INDEX run_ticket ON run (ticket_id, id) WHERE ticket_id IS NOT NULL;
CREATE TABLE step (
	run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
	number INTEGER NOT NULL,
	block TEXT NOT NULL,
	type TEXT NOT NULL,
	state TEXT NOT NULL,
	attempt INTEGER NOT NULL,
	input TEXT NOT NULL,
	output TEXT NOT NULL,
	error TEXT,
	simulated INTEGER NOT NULL,
	wake_at INTEGER,
	started_at INTEGER NOT NULL,
	ended_at INTEGER,
	PRIMARY KEY (run_id, number),
	UNIQUE (run_id, block)
) STRICT, WITHOUT ROWID;
CREATE TABLE effect (
	run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
	block TEXT NOT NULL,
	attempt INTEGER NOT NULL,
	result TEXT NOT NULL,
	PRIMARY KEY (run_id, block, attempt)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
	block TEXT NOT NULL,
	time INTEGER NOT NULL,
	mail TEXT NOT NULL,
	UNIQUE (run_id, block)
) STRICT;
CREATE TABLE automation (
	template_id INTEGER NOT NULL REFERENCES template(id) ON DELETE CASCADE,
	profile_id INTEGER NOT NULL,
	arguments TEXT NOT NULL,
	PRIMARY KEY (template_id, profile_id)
) STRICT, WITHOUT ROWID;
${DEVICE_DDL}
`;

/**
 * Opens the database, creating it when it is missing.
 *
 * @param file path; its folder is made when missing. The file is readable by its owner only
 * @throws Error when the file was written by a newer version of this server
 */
export function openWorkflowDatabase(file: string): DatabaseSync {
	return openDatabase(file, { version: SCHEMA_VERSION, ddl: DDL });
}
