/** The tables of alerts; they live beside the events, so that one transaction holds events and what they raised. */
import { FTS_OPTIONS } from '../events/tokenizer';

/**
 * A contentless index forgets an entry only when told exactly what it held. `alert.tokens` is that where it is not what
 * `termsOf` makes of the document; empty elsewhere, as the terms are as long as the document. Who changes what terms a document
 * has must write down those of stored alerts in a step of the layout. Alerts of older versions have theirs written down.
 */
export const ALERT_DDL = `
CREATE TABLE alert_profile (
	id INTEGER PRIMARY KEY,
	origin TEXT NOT NULL,
	enabled INTEGER NOT NULL,
	draft TEXT NOT NULL
) STRICT;
CREATE TABLE alert (
	id INTEGER PRIMARY KEY,
	doc TEXT NOT NULL,
	seq INTEGER NOT NULL UNIQUE,
	profile INTEGER NOT NULL,
	grp TEXT NOT NULL,
	slot INTEGER,
	time INTEGER NOT NULL,
	severity TEXT NOT NULL,
	status TEXT NOT NULL,
	events INTEGER NOT NULL,
	evidence TEXT NOT NULL,
	tokens TEXT NOT NULL,
	raised_at INTEGER,
	assignee TEXT
) STRICT;
CREATE UNIQUE INDEX alert_slot ON alert (profile, slot, grp) WHERE slot IS NOT NULL;
CREATE INDEX alert_raised ON alert (raised_at, seq);
CREATE VIRTUAL TABLE alert_fts USING fts5(tokens, ${FTS_OPTIONS});
CREATE TABLE alert_history (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	alert INTEGER NOT NULL,
	at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	was TEXT NOT NULL,
	became TEXT NOT NULL,
	note TEXT NOT NULL,
	field TEXT NOT NULL DEFAULT 'status'
) STRICT;
CREATE INDEX alert_history_of ON alert_history (alert);
CREATE TABLE alert_match (
	profile INTEGER NOT NULL,
	step INTEGER NOT NULL,
	grp TEXT NOT NULL,
	time INTEGER NOT NULL,
	event INTEGER NOT NULL,
	arrival INTEGER NOT NULL,
	weight INTEGER NOT NULL DEFAULT 1,
	value TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (profile, step, grp, time, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE alert_consumer (
	name TEXT PRIMARY KEY,
	seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
