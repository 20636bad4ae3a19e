/** The tables of incidents, tickets and deliveries in PostgreSQL. */
import type { Layout } from '../data/layout';

/** The first incident gets the id of the vendor's sample: beyond 2^31, as real ones are. */
const FIRST_INCIDENT = 3_000_000_438_278;

/**
 * Incidents and what belongs to them. Ids are never used again. Keys of groups may be longer than an index holds, so
 * their hash is what is unique, and their start what a range is looked for by. What people search without case is kept
 * in lower case as this server writes it: which letters have one must not depend on the database.
 */
const INCIDENTS = `
CREATE TABLE incident (
	id bigint GENERATED ALWAYS AS IDENTITY (START WITH ${FIRST_INCIDENT}) PRIMARY KEY,
	name text NOT NULL,
	description text NOT NULL,
	folded_name text NOT NULL,
	folded_description text NOT NULL,
	severity text NOT NULL CHECK (severity IN ('critical', 'trouble', 'attention')),
	status text NOT NULL CHECK (status IN ('open', 'in_progress', 'closed')),
	assignee text COLLATE "C",
	due_at bigint,
	created_by text NOT NULL,
	created_at bigint NOT NULL,
	updated_at bigint NOT NULL,
	source text NOT NULL,
	actors text NOT NULL,
	folded_actors text[] NOT NULL,
	profile_id bigint,
	profile_name text,
	group_key text COLLATE "C"
);
CREATE INDEX incident_status ON incident (status, id);
CREATE INDEX incident_updated ON incident (updated_at, id);
CREATE INDEX incident_profile ON incident (profile_id, id);
CREATE UNIQUE INDEX incident_open_group ON incident (md5(group_key)) WHERE status <> 'closed';
CREATE INDEX incident_open_start ON incident ("left"(group_key, 300)) WHERE status <> 'closed';
CREATE TABLE note (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	incident_id bigint NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	text text NOT NULL,
	author text NOT NULL,
	created_at bigint NOT NULL
);
CREATE INDEX note_incident ON note (incident_id, id);
CREATE TABLE evidence (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	incident_id bigint NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	source text NOT NULL,
	description text NOT NULL,
	data text NOT NULL,
	added_by text NOT NULL,
	created_at bigint NOT NULL
);
CREATE INDEX evidence_incident ON evidence (incident_id, id);
CREATE TABLE activity (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	incident_id bigint NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	time bigint NOT NULL,
	actor text NOT NULL,
	action text NOT NULL,
	detail text NOT NULL
);
CREATE INDEX activity_incident ON activity (incident_id, id);
CREATE TABLE incident_export (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	incident_id bigint NOT NULL,
	format text NOT NULL,
	created_at bigint NOT NULL,
	job_id text
);
CREATE INDEX incident_export_of ON incident_export (incident_id);
CREATE TABLE incident_alert (
	alert bigint PRIMARY KEY,
	incident_id bigint NOT NULL REFERENCES incident (id) ON DELETE CASCADE
);
CREATE INDEX incident_alert_of ON incident_alert (incident_id, alert);
CREATE TABLE incident_position (seq bigint NOT NULL);
INSERT INTO incident_position VALUES (0);
`;

/**
 * Tickets and the messages to the tools. `ticket.status` and `ticket.severity` are the incident's values that the tool
 * is known to have: what differs is still to be told, so that a value that came from a ticket is not sent back.
 */
const TICKETS = `
CREATE TABLE connection (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	tool text NOT NULL,
	name text COLLATE "C" NOT NULL,
	enabled boolean NOT NULL,
	settings text NOT NULL,
	mapping text NOT NULL,
	severities text NOT NULL,
	secrets bytea NOT NULL,
	created_at bigint NOT NULL,
	updated_at bigint NOT NULL,
	registered_by text
);
CREATE UNIQUE INDEX connection_name ON connection (lower(name));
CREATE TABLE ticket (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	connection_id bigint NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
	incident_id bigint NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	ticket_id text NOT NULL,
	alias text,
	status text NOT NULL,
	severity text NOT NULL,
	created_at bigint NOT NULL,
	UNIQUE (connection_id, incident_id)
);
CREATE INDEX ticket_ticket_id ON ticket USING hash (ticket_id);
CREATE INDEX ticket_alias ON ticket USING hash (alias);
CREATE INDEX ticket_incident ON ticket (incident_id);
CREATE TABLE told (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ticket bigint NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
	field text NOT NULL,
	value text NOT NULL,
	time bigint NOT NULL
);
CREATE INDEX told_ticket ON told (ticket);
CREATE TABLE delivery (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	connection_id bigint NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
	incident_id bigint NOT NULL,
	kind text NOT NULL CHECK (kind IN ('create', 'update')),
	state text NOT NULL CHECK (state IN ('pending', 'delivered', 'dead', 'dropped')),
	round integer NOT NULL DEFAULT 1,
	attempts integer NOT NULL DEFAULT 0,
	note text,
	created_at bigint NOT NULL,
	updated_at bigint NOT NULL
);
CREATE INDEX delivery_state ON delivery (state, id);
CREATE INDEX delivery_incident ON delivery (incident_id, connection_id);
CREATE TABLE attempt (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	delivery_id bigint NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
	time bigint NOT NULL,
	outcome text NOT NULL,
	status integer,
	message text
);
CREATE INDEX attempt_delivery ON attempt (delivery_id);
CREATE TABLE muted_profile (id bigint PRIMARY KEY, name text NOT NULL, muted_at bigint NOT NULL);
`;

/** Incidents, tickets and deliveries: one part, because changes of them are one. */
export const INCIDENT_LAYOUT: Layout = { part: 'incidents', steps: [`${INCIDENTS} ${TICKETS}`] };
