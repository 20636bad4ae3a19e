/** The database file of incidents, tickets and deliveries: its layout and its pragmas. */
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../data/database';
import { REGISTRATION_DDL } from '../tickets/registration-table';

/** Layout version kept in `PRAGMA user_version`. */
const SCHEMA_VERSION = 2;

/** The first incident gets the id of the vendor's sample: beyond 2^31, as real ones are. */
const FIRST_INCIDENT = 3_000_000_438_278;

/** Incidents and what belongs to them. Ids are never used again (AUTOINCREMENT): a deleted incident stays unknown. */
const INCIDENTS = `
CREATE TABLE incident (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	description TEXT NOT NULL,
	severity TEXT NOT NULL CHECK (severity IN ('critical', 'trouble', 'attention')),
	status TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'closed')),
	assignee TEXT COLLATE NOCASE,
	due_at INTEGER,
	created_by TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL,
	source TEXT NOT NULL,
	actors TEXT NOT NULL,
	profile_id INTEGER,
	profile_name TEXT,
	group_key TEXT
) STRICT;
INSERT INTO sqlite_sequence (name, seq) VALUES ('incident', ${FIRST_INCIDENT - 1});
CREATE INDEX incident_status ON incident (status, id);
CREATE INDEX incident_profile ON incident (profile_id);
CREATE UNIQUE INDEX incident_open_group ON incident (group_key) WHERE status <> 'closed';
CREATE TABLE note (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	text TEXT NOT NULL,
	author TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_incident ON note (incident_id);
CREATE TABLE evidence (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	source TEXT NOT NULL,
	description TEXT NOT NULL,
	data TEXT NOT NULL,
	added_by TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_incident ON evidence (incident_id);
CREATE TABLE activity (
	id INTEGER PRIMARY KEY,
	incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	time INTEGER NOT NULL,
	actor TEXT NOT NULL,
	action TEXT NOT NULL,
	detail TEXT NOT NULL
) STRICT;
CREATE INDEX activity_incident ON activity (incident_id);
CREATE TABLE export (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	incident_id INTEGER NOT NULL,
	format TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	job_id TEXT
) STRICT;
CREATE INDEX export_incident ON export (incident_id);
CREATE TABLE cursor (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;
`;

/**
 * Tickets and the messages to the tools. `ticket.status` and `ticket.severity` are the incident's values that the tool
 * is known to have: what differs is still to be told, so that a value that came from a ticket is not sent back.
 */
const TICKETS = `
CREATE TABLE connection (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	tool TEXT NOT NULL,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	enabled INTEGER NOT NULL,
	settings TEXT NOT NULL,
	mapping TEXT NOT NULL,
	severities TEXT NOT NULL,
	secrets BLOB NOT NULL,
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE ticket (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	connection_id INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
	incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	ticket_id TEXT NOT NULL,
	alias TEXT,
	status TEXT NOT NULL,
	severity TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	UNIQUE (connection_id, incident_id)
) STRICT;
CREATE INDEX ticket_ticket_id ON ticket (ticket_id);
CREATE INDEX ticket_alias ON ticket (alias) WHERE alias IS NOT NULL;
CREATE INDEX ticket_incident ON ticket (incident_id);
CREATE TABLE told (
	ticket INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	time INTEGER NOT NULL
) STRICT;
CREATE INDEX told_ticket ON told (ticket);
CREATE TABLE delivery (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	connection_id INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
	incident_id INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('create', 'update')),
	state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead', 'dropped')),
	round INTEGER NOT NULL DEFAULT 1,
	attempts INTEGER NOT NULL DEFAULT 0,
	note TEXT,
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_state ON delivery (state, id);
CREATE INDEX delivery_incident ON delivery (incident_id, connection_id);
CREATE TABLE attempt (
	id INTEGER PRIMARY KEY,
	delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
	time INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	status INTEGER,
	message TEXT
) STRICT;
CREATE INDEX attempt_delivery ON attempt (delivery_id);
CREATE TABLE muted_profile (id INTEGER PRIMARY KEY, name TEXT NOT NULL, muted_at INTEGER NOT NULL) STRICT;
`;

/** Which incident an alert is in, and what clients registered; from layout 2 on. */
const ALERTS = `
CREATE TABLE IF NOT EXISTS alert_incident (
	alert INTEGER PRIMARY KEY,
	incident INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX IF NOT EXISTS alert_incident_incident ON alert_incident (incident);
`;

/**
 * Opens the database, creating it when it is missing.
 *
 * @param file path; its folder is made when missing. The file is readable by its owner only
 * @throws Error when the file was written by a newer version of this server
 */
export function openIncidentDatabase(file: string): DatabaseSync {
	return openDatabase(file, {
		version: SCHEMA_VERSION,
		ddl: `${INCIDENTS} ${TICKETS} ${ALERTS} ${REGISTRATION_DDL}`,
		steps: new Map([[1, `${ALERTS} ${REGISTRATION_DDL}`]]),
	});
}
