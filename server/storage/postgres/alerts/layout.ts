/** The tables of raised alerts and of the matches that rules remember, in PostgreSQL. */
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

/** Alerts and remembered matches. */
export const ALERT_LAYOUT: Layout = { part: 'alerts', steps: [TABLES] };
