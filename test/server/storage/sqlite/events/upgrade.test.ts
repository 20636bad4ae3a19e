import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { openForWriting } from '../../../../../server/storage/sqlite/events/schema';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
import { termsOf } from '../../../../../server/logs/terms';
import { tempFolder } from '../../../../support/temp';

/** The tables of version 3 that later versions changed or read. */
const VERSION_3 = `
CREATE TABLE event (id INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE event_fts USING fts5(tokens, content='', columnsize=0, detail=none);
CREATE TABLE source_group (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE) STRICT;
CREATE TABLE source (
	id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	ip TEXT NOT NULL DEFAULT '', log_type TEXT NOT NULL,
	group_id INTEGER NOT NULL REFERENCES source_group(id), enabled INTEGER NOT NULL DEFAULT 1,
	first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, events INTEGER NOT NULL DEFAULT 0,
	deleted INTEGER NOT NULL DEFAULT 0, display_name TEXT, domain TEXT, agent_id INTEGER
) STRICT;
CREATE TABLE field (name TEXT PRIMARY KEY, type TEXT NOT NULL, wide INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE field_value (field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (field, value)) STRICT, WITHOUT ROWID;
CREATE TABLE field_log_type (
	log_type TEXT NOT NULL COLLATE NOCASE, field TEXT NOT NULL, PRIMARY KEY (log_type, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_type (id TEXT PRIMARY KEY COLLATE NOCASE, name TEXT NOT NULL UNIQUE COLLATE NOCASE, details TEXT) STRICT;
CREATE TABLE parser_rule (
	id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, log_type TEXT NOT NULL COLLATE NOCASE,
	pattern TEXT NOT NULL, enabled INTEGER NOT NULL
) STRICT;
CREATE TABLE alert_profile (id INTEGER PRIMARY KEY, origin TEXT NOT NULL, enabled INTEGER NOT NULL, draft TEXT NOT NULL) STRICT;
CREATE TABLE alert (
	id INTEGER PRIMARY KEY, doc TEXT NOT NULL, seq INTEGER NOT NULL UNIQUE, profile INTEGER NOT NULL, grp TEXT NOT NULL,
	slot INTEGER, time INTEGER NOT NULL, severity TEXT NOT NULL, status TEXT NOT NULL, events INTEGER NOT NULL,
	evidence TEXT NOT NULL, tokens TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX alert_slot ON alert (profile, slot, grp) WHERE slot IS NOT NULL;
CREATE VIRTUAL TABLE alert_fts USING fts5(tokens, content='', columnsize=0, detail=none);
CREATE TABLE alert_history (
	id INTEGER PRIMARY KEY AUTOINCREMENT, alert INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
	was TEXT NOT NULL, became TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX alert_history_of ON alert_history (alert);
CREATE TABLE alert_match (
	profile INTEGER NOT NULL, step INTEGER NOT NULL, grp TEXT NOT NULL, time INTEGER NOT NULL, event INTEGER NOT NULL,
	arrival INTEGER NOT NULL, PRIMARY KEY (profile, step, grp, time, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE alert_consumer (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES (1, '{"TIME":1,"HOSTNAME":"a","LOGTYPE":"Unix","SOURCE":"sshd"}');
INSERT INTO event VALUES (2, '{"TIME":2,"HOSTNAME":"b","LOGTYPE":5,"N":1}');
INSERT INTO source_group (name) VALUES ('UnixGroup');
INSERT INTO source (name, log_type, group_id, first_seen, last_seen, events) VALUES ('a', 'Unix', 1, 1, 2, 2);
PRAGMA user_version = 3;
`;

it('counts the events of an older file in the background, and takes its lists of values over', () => {
	const file = join(tempFolder(), 'events.db');
	const old = new DatabaseSync(file);
	old.exec(VERSION_3);
	old.exec(
		`INSERT INTO field (name, type) VALUES ('SOURCE', 'text'); INSERT INTO field_value VALUES ('SOURCE', 'sshd')`,
	);
	old.close();
	const writer = new EventWriter(file);
	const reader = new EventReader(file);
	const all = { query: '*', from: 0, to: 1e12, groupBy: ['SOURCE'], limit: 5 };
	const expected = { total: 2, groups: [{ values: ['sshd'], count: 1 }], missing: 1 };
	// In one go, however long it takes on this machine.
	const counted = () => reader.nextOfAggregate(reader.openAggregate(all), Infinity).result;
	expect(writer.tallies.openHours).toBe(1);
	expect(reader.fieldValues('SOURCE')).toEqual(['sshd']);
	expect(counted()).toMatchObject(expected);
	while (writer.countOn());
	expect(writer.tallies.openHours).toBe(0);
	expect(counted()).toMatchObject(expected);
	reader.close();
	writer.close();
});

it('counts the events of an older file as arrived at the upgrade, so that it removes none of them', () => {
	const file = join(tempFolder(), 'events.db');
	const old = new DatabaseSync(file);
	old.exec(VERSION_3);
	const index = old.prepare('INSERT INTO event_fts (rowid, tokens) VALUES (?, ?)');
	for (const row of old.prepare('SELECT id, doc FROM event').all())
		index.run(row['id'] as number, termsOf(JSON.parse(row['doc'] as string)));
	old.close();
	const upgrade = Date.now();
	const writer = new EventWriter(file);
	const day = 86_400_000;
	const limits = { ageMs: day, bytes: null };
	expect(writer.removeSlice(limits, upgrade + day - 1)).toBeUndefined();
	expect(writer.removeSlice(limits, Date.now() + day + 1)).toMatchObject({ removed: 2 });
	writer.close();
});

/** Every column and index of a file, as SQLite knows them. */
function layoutOf(database: DatabaseSync): string[] {
	const columns = database
		.prepare(
			`SELECT t.name AS name, c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || coalesce(c.dflt_value, '') AS what
			FROM sqlite_master AS t, pragma_table_info(t.name) AS c
			WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`,
		)
		.all();
	const indexes = database.prepare(
		`SELECT name, '' AS what FROM sqlite_master WHERE type = 'index'`,
	);
	return [...columns, ...indexes.all()].map((row) => `${row['name']}: ${row['what']}`).sort();
}

it('makes of an older file what a new one is', () => {
	const folder = tempFolder();
	const old = new DatabaseSync(join(folder, 'old.db'));
	old.exec(VERSION_3);
	old.close();
	const upgraded = openForWriting(join(folder, 'old.db'));
	const fresh = openForWriting(join(folder, 'new.db'));
	// Its values were taken over.
	expect(layoutOf(upgraded).filter((line) => !line.startsWith('field_value:'))).toEqual(
		layoutOf(fresh),
	);
	upgraded.close();
	fresh.close();
});
