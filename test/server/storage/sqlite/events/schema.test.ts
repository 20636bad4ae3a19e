import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { OPEN_ALL_COLUMNS } from '../../../../../server/storage/sqlite/events/columns/schema';
import { openForWriting, SCHEMA_VERSION } from '../../../../../server/storage/sqlite/events/schema';
import { tempFolder } from '../../../../support/temp';

/** A file that says it has this layout. */
function fileOf(version: number): string {
	const file = join(tempFolder(), 'events.db');
	const database = new DatabaseSync(file);
	database.exec(`CREATE TABLE event (id INTEGER PRIMARY KEY); PRAGMA user_version = ${version};`);
	database.close();
	return file;
}

it('opens its own layout again', () => {
	const file = join(tempFolder(), 'events.db');
	openForWriting(file).close();
	const again = openForWriting(file);
	expect(again.prepare('PRAGMA user_version').get()).toEqual({ user_version: SCHEMA_VERSION });
	again.close();
});

it.each([1, 2])(
	'refuses layout %i, which was never released, and leaves the file alone',
	(version) => {
		const file = fileOf(version);
		expect(() => openForWriting(file)).toThrow(/never released.*another data folder/);
		const database = new DatabaseSync(file);
		expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: version });
		database.close();
	},
);

it('refuses the layout of a newer server', () => {
	expect(() => openForWriting(fileOf(SCHEMA_VERSION + 1))).toThrow(
		/newer version of log360-server .*use that one/,
	);
});

it('lists the hours that lack columns without a look at events: a start waits for it', () => {
	const database = openForWriting(join(tempFolder(), 'events.db'));
	const plan = database.prepare(`EXPLAIN QUERY PLAN ${OPEN_ALL_COLUMNS}`).all();
	expect(plan.map(({ detail }) => detail)).toEqual(['SCAN kept_hour']);
	database.close();
});
