import { DatabaseSync } from 'node:sqlite';
import {
	addColumn,
	bringUpToDate,
	type Layout,
} from '../../../../../server/storage/sqlite/data/layout';

const LAYOUT: Layout = {
	version: 4,
	ddl: 'CREATE TABLE t (a, b, c)',
	steps: new Map<number, string | ((database: DatabaseSync) => void)>([
		[2, 'ALTER TABLE t ADD COLUMN b'],
		[3, (database) => addColumn(database, 't', 'c', 'TEXT')],
	]),
};

function opened(version: number, ddl: string): DatabaseSync {
	const database = new DatabaseSync(':memory:');
	database.exec(`${ddl}; PRAGMA user_version = ${version};`);
	return database;
}

const columns = (database: DatabaseSync) =>
	database
		.prepare("SELECT name FROM pragma_table_info('t')")
		.all()
		.map((row) => row['name']);
const versionOf = (database: DatabaseSync) =>
	database.prepare('PRAGMA user_version').get()?.['user_version'];

it.each([
	[0, ''],
	[2, 'CREATE TABLE t (a)'],
	[3, 'CREATE TABLE t (a, b)'],
	// A step that had been made before its version was written down.
	[3, 'CREATE TABLE t (a, b, c)'],
	[4, 'CREATE TABLE t (a, b, c)'],
])('brings version %i up to date', (version, ddl) => {
	const database = opened(version, ddl);
	bringUpToDate(database, 'x.db', LAYOUT);
	expect(columns(database)).toEqual(['a', 'b', 'c']);
	expect(versionOf(database)).toBe(4);
});

it.each([
	[1, 'x.db has layout 1, which was never released'],
	[5, 'x.db was written by a newer version of log360-server (layout 5, this one knows 4)'],
])('refuses version %i', (version, message) => {
	const database = opened(version, 'CREATE TABLE t (a)');
	expect(() => bringUpToDate(database, 'x.db', LAYOUT)).toThrow(message);
	expect(versionOf(database)).toBe(version);
});
