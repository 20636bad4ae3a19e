/** What the rows of log sources count, beside the events in the same file. */
import { OVERFLOW_SOURCE, type SourceSighting } from '../../../../../server/logs/store';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openForWriting } from '../../../../../server/storage/sqlite/events/schema';
import {
	countEvents,
	listSources,
	SourceTable,
} from '../../../../../server/storage/sqlite/sources/table';
import { tempFolder } from '../../../../support/temp';

const seen = (name: string, more: Partial<SourceSighting> = {}): SourceSighting => ({
	name,
	logType: 'Windows',
	ip: '',
	firstSeen: 1000.7,
	lastSeen: 2000.2,
	events: 2,
	...more,
});

let database: DatabaseSync;
let table: SourceTable;

beforeEach(() => {
	database = openForWriting(join(tempFolder(), 'events.db'));
	table = new SourceTable(database);
});

afterEach(() => database.close());

describe('sight', () => {
	it('turns the events of disabled sources away, and counts them not', () => {
		table.sight(seen('a'));
		table.disable(['a']);
		expect(table.sight(seen('a'))).toBe(false);
		expect(countEvents(database)).toBe(2);
	});

	it('keeps the events of deleted sources', () => {
		table.sight(seen('a'));
		table.sight(seen('b'));
		table.delete([1]);
		expect(countEvents(database)).toBe(4);
	});
});

describe('lost', () => {
	const counts = () => new Map(listSources(database).map(({ name, events }) => [name, events]));

	it('takes removed events off their sources, whatever the case', () => {
		table.sight(seen('web', { events: 5 }));
		table.sight(seen('dc', { events: 3 }));
		table.lost(
			new Map([
				['WEB', 2],
				['dc', 3],
			]),
		);
		expect(counts()).toEqual(
			new Map([
				['web', 3],
				['dc', 0],
			]),
		);
	});

	it('keeps the sum right where the first events of a source were beyond the quota', () => {
		table.sight(seen(OVERFLOW_SOURCE, { events: 4 }));
		table.sight(seen('late', { events: 2 }));
		table.sight(seen('other', { events: 9 }));
		table.lost(new Map([['late', 5]]));
		expect([...counts().values()]).toEqual([1, 0, 9]);
		table.lost(new Map([['unlisted', 3]]));
		expect(countEvents(database)).toBe(7);
		table.lost(new Map([['unlisted', 100]]));
		expect(countEvents(database)).toBe(0);
	});
});
