/** The tables of alert profiles, raised alerts and the matches that rules remember, in PostgreSQL. */
import type { Layout } from '../data/layout';

/**
 * An alert's identity is profile, group and slot; without a window it is the event. `alert_count` has one row: whoever
 * raises alerts locks it, so numbers have no gaps and become visible in their order.
 */
const TABLES = `
CREATE TABLE alert (
	id bigint PRIMARY KEY,
	seq bigint NOT NULL UNIQUE,
	doc text NOT NULL,
	profile bigint NOT NULL,
	grp text COLLATE "C" NOT NULL,
	slot bigint,
	event bigint NOT NULL,
	time bigint NOT NULL,
	severity text NOT NULL,
	status text NOT NULL,
	assignee text,
	events integer NOT NULL,
	evidence text NOT NULL,
	raised_at bigint NOT NULL
);
CREATE UNIQUE INDEX alert_slot ON alert (profile, grp, slot) WHERE slot IS NOT NULL;
CREATE UNIQUE INDEX alert_event ON alert (profile, event) WHERE slot IS NULL;
CREATE TABLE alert_count (last bigint NOT NULL);
INSERT INTO alert_count VALUES (0);
CREATE TABLE alert_match (
	profile bigint NOT NULL,
	grp text COLLATE "C" NOT NULL,
	step integer NOT NULL,
	time bigint NOT NULL,
	event bigint NOT NULL,
	arrival bigint GENERATED ALWAYS AS IDENTITY,
	weight integer NOT NULL,
	value text NOT NULL,
	PRIMARY KEY (profile, grp, time, event, step)
);
`;

/**
 * `terms` is what a search finds an alert by; null where there is more of it than a `tsvector` holds, and then each
 * search reads the document. Whoever changes profiles takes the lock of their part, so `alert_profiles` has one row.
 */
const READING = `
ALTER TABLE alert ADD COLUMN terms tsvector;
CREATE INDEX alert_terms ON alert USING gin (terms);
CREATE INDEX alert_without_terms ON alert (id) WHERE terms IS NULL;
CREATE INDEX alert_raised ON alert (raised_at, seq);
CREATE TABLE alert_history (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	alert bigint NOT NULL,
	at bigint NOT NULL,
	actor text NOT NULL,
	field text NOT NULL,
	was text NOT NULL,
	became text NOT NULL,
	note text NOT NULL
);
CREATE INDEX alert_history_of ON alert_history (alert);
CREATE TABLE alert_consumer (
	name text COLLATE "C" PRIMARY KEY,
	seq bigint NOT NULL
);
CREATE TABLE alert_profile (
	id bigint PRIMARY KEY,
	origin text NOT NULL,
	enabled boolean NOT NULL,
	draft text NOT NULL
);
CREATE TABLE alert_profiles (version bigint NOT NULL);
INSERT INTO alert_profiles VALUES (1);
`;

/** Alerts, profiles and remembered matches. */
export const ALERT_LAYOUT: Layout = { part: 'alerts', steps: [TABLES, READING] };
