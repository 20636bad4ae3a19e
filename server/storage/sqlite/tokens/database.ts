/** The database file of tokens, administrators and the audit log: its layout and its pragmas. */
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../data/database';

/** Layout version kept in `PRAGMA user_version`. */
const SCHEMA_VERSION = 2;

const AUDIT = `
CREATE TABLE audit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	category TEXT NOT NULL,
	time INTEGER NOT NULL,
	event TEXT NOT NULL,
	doc TEXT NOT NULL
) STRICT;
CREATE INDEX audit_category ON audit (category, id);
CREATE INDEX audit_event ON audit (event, id);
`;

const DDL = `
CREATE TABLE token (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	generation TEXT NOT NULL CHECK (generation IN ('v1', 'v2')),
	prefix TEXT NOT NULL,
	hash BLOB NOT NULL UNIQUE,
	scopes TEXT NOT NULL,
	expires_at INTEGER,
	created_at INTEGER NOT NULL,
	last_used_at INTEGER,
	regenerated_at INTEGER,
	revoked_at INTEGER
) STRICT;
CREATE TABLE former_secret (
	hash BLOB PRIMARY KEY,
	token_id TEXT NOT NULL REFERENCES token(id)
) STRICT, WITHOUT ROWID;
CREATE TABLE account (
	name TEXT PRIMARY KEY,
	password TEXT NOT NULL,
	changed_at INTEGER NOT NULL
) STRICT;
${AUDIT}`;

/** Version 1 knew two categories of the audit log and wrote them into a check of the table. */
const UPGRADES = new Map([
	[
		1,
		`ALTER TABLE audit RENAME TO audit_before; DROP INDEX audit_category; DROP INDEX audit_event; ${AUDIT}
INSERT INTO audit SELECT id, CASE WHEN event IN ('login_failed', 'login_locked') THEN 'login' ELSE category END,
	time, event, doc FROM audit_before;
DROP TABLE audit_before;`,
	],
]);

/**
 * Opens the database, creating it when it is missing.
 *
 * @param file path; its folder is made when missing. The file is readable by its owner only
 * @throws Error when the file was written by a newer version of this server
 */
export function openTokenDatabase(file: string): DatabaseSync {
	return openDatabase(file, { version: SCHEMA_VERSION, ddl: DDL, steps: UPGRADES });
}
