import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { ALERT_DDL } from '../../../../../server/storage/sqlite/alerts/schema';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
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
${ALERT_DDL}
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
	expect(writer.tallies.openHours).toBe(1);
	expect(reader.fieldValues('SOURCE')).toEqual(['sshd']);
	expect(reader.aggregate(all)).toMatchObject(expected);
	while (writer.countOn());
	expect(writer.tallies.openHours).toBe(0);
	expect(reader.aggregate(all)).toMatchObject(expected);
	reader.close();
	writer.close();
});
