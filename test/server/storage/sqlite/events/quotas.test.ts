/** Quotas of what senders name: what is beyond them is stored and found, but lists do not grow. */
import { BatchPreparer } from '../../../../../server/logs/store';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { OVERFLOW_SOURCE, QUOTAS } from '../../../../../server/logs/store';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
import { tempFolder } from '../../../../support/temp';
import { join } from 'node:path';

const TIME = Date.UTC(2026, 0, 31, 12);
const small = {
	...{ sources: 3, newSourcesAnHour: 2, fields: 6, logTypes: 2, fieldsOfType: 4 },
};

function opened(quotas = small) {
	const file = join(tempFolder(), 'events.db');
	const writer = new EventWriter(file, quotas);
	const reader = new EventReader(file);
	const preparer = new BatchPreparer();
	const store = (arrivedAt: number | undefined, ...all: Record<string, string | number>[]) =>
		writer.append({
			...preparer.prepare(all.map((fields) => ({ time: TIME, fields }))),
			arrivedAt,
		});
	const close = () => {
		reader.close();
		writer.close();
	};
	return { writer, reader, store, close };
}

const hosts = (...names: string[]) => names.map((HOSTNAME) => ({ HOSTNAME }));

it('sources beyond the quota share a bucket, and all their events are stored', () => {
	const { writer, reader, store, close } = opened();
	expect(store(undefined, ...hosts('a', 'b', 'c', 'd', 'e', 'd'))).toEqual({
		stored: 6,
		dropped: 0,
	});
	expect(reader.sources().map(({ name, events }) => [name, events])).toEqual([
		['a', 1],
		['b', 1],
		['c', 1],
		[OVERFLOW_SOURCE, 3],
	]);
	expect(reader.count()).toBe(6);
	expect(writer.quotas.overflow.sources).toBe(2);
	// A deleted one leaves room for another.
	writer.change((to) => to.sources.delete([1]));
	store(undefined, ...hosts('f', 'a'));
	expect(reader.sources().map(({ name }) => name)).toEqual(['b', 'c', OVERFLOW_SOURCE, 'f']);
	close();
});

it('new sources have a quota an hour', () => {
	const { reader, store, close } = opened();
	store(TIME, ...hosts('a', 'b', 'c'));
	expect(reader.sources().map(({ name }) => name)).toEqual(['a', 'b', OVERFLOW_SOURCE]);
	store(TIME + 3_600_000, ...hosts('c'));
	expect(reader.sources().map(({ name }) => name)).toEqual(['a', 'b', OVERFLOW_SOURCE, 'c']);
	close();
});

it('fields and log types beyond the quota are not listed', () => {
	const { writer, reader, store, close } = opened();
	store(undefined, { HOSTNAME: 'a', LOGTYPE: 'one', A: 1, B: 1, C: 1, D: 1, E: 1, F: 1 });
	store(undefined, { HOSTNAME: 'a', LOGTYPE: 'two', A: 1 }, { HOSTNAME: 'a', LOGTYPE: 'three' });
	const names = reader.fields().map(({ server }) => server);
	expect(names).toEqual(expect.arrayContaining(['A', 'B', 'C', 'D']));
	expect(names).not.toEqual(expect.arrayContaining(['E']));
	expect(reader.fields('three').map(({ server }) => server)).not.toContain('HOSTNAME_');
	expect(writer.quotas.overflow).toMatchObject({
		fields: 2,
		logTypes: expect.any(Number) as number,
	});
	expect(writer.quotas.overflow.logTypes).toBeGreaterThan(0);
	close();
});

it('a log type has only so many listed fields, and only so many have any', () => {
	const { writer, reader, store, close } = opened({ ...small, fields: 100 });
	const fieldsOf = (type: string) => reader.fields(type).map(({ server }) => server);
	store(undefined, { HOSTNAME: 'a', LOGTYPE: 'one', A: 1, B: 1, C: 1, D: 1, E: 1, F: 1 });
	const ofOne = fieldsOf('one');
	// HOSTNAME and LOGTYPE are among the first four, and TIME is of every log type.
	expect(ofOne).toEqual(['TIME', 'HOSTNAME', 'LOGTYPE', 'A', 'B']);
	store(
		undefined,
		{ HOSTNAME: 'a', LOGTYPE: 'two', A: 1 },
		{ HOSTNAME: 'a', LOGTYPE: 'three', B: 1 },
	);
	expect([fieldsOf('two'), fieldsOf('three')]).toEqual([
		['TIME', 'HOSTNAME', 'LOGTYPE', 'A'],
		['TIME', 'HOSTNAME', 'LOGTYPE'],
	]);
	expect(writer.quotas.overflow).toMatchObject({ fields: 0, logTypes: 7 });
	close();
});

it('are generous', () => {
	expect(QUOTAS.sources).toBeGreaterThanOrEqual(10_000);
	expect(QUOTAS.fields).toBeGreaterThanOrEqual(10_000);
});

it('events with a field beyond the quota are found by it', () => {
	const { reader, store, close } = opened({
		...small,
		fields: QUOTAS.fields,
		fieldsOfType: 100_000,
	});
	const many = Object.fromEntries(
		Array.from({ length: QUOTAS.fields + 5 }, (_, n) => [`F${n}`, n % 7]),
	);
	store(undefined, { HOSTNAME: 'a', ...many });
	store(undefined, { HOSTNAME: 'a', [`F${QUOTAS.fields + 4}`]: 77 });
	const page = reader.search({
		...{ query: `F${QUOTAS.fields + 4} = 77`, from: 0, to: TIME * 2, limit: 10, withTotal: true },
		form: 'server',
	});
	expect(page.total).toBe(1);
	close();
});
