/** Readers: a search that nobody waits for any more is told to stop, in whatever thread it runs. */
import { DatabaseSync } from 'node:sqlite';
import { AlertReader } from '../../../../../server/storage/sqlite/alerts/alert-reader';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { ReaderPool } from '../../../../../server/storage/sqlite/events/reader-pool';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
import { firstIdAt } from '../../../../../server/logs/events';
import { BatchPreparer } from '../../../../../server/logs/store';
import { join } from 'node:path';
import { tempFolder } from '../../../../support/temp';

const TIME = Date.UTC(2026, 0, 31, 12);
const request = {
	query: '*',
	from: 0,
	to: TIME * 2,
	limit: 10,
	form: 'server',
	withTotal: true,
} as const;
const GONE = { budgetMs: 1e9, stop: Int32Array.of(1) };
const NO_TIME = { budgetMs: -1, stop: Int32Array.of(0) };

let file: string;
beforeAll(() => {
	file = join(tempFolder(), 'events.db');
	const writer = new EventWriter(file);
	writer.append(new BatchPreparer().prepare([{ time: TIME, fields: { HOSTNAME: 'h', N: 1 } }]));
	writer.close();
	const database = new DatabaseSync(file);
	database.exec(`
		INSERT INTO alert (id, doc, seq, profile, grp, time, severity, status, events, evidence, tokens, raised_at)
		VALUES (${firstIdAt(TIME)}, '{"TIME":1}', 1, 1, 'g', ${TIME}, 'trouble', 'open', 1, '[]', '', ${TIME})
	`);
	database.close();
});

it('the flag of a search is set when its caller goes, before it starts or while it runs', async () => {
	const pool = new ReaderPool(file, 1, 1_000);
	await pool.ready;
	const caller = new AbortController();
	const seen = await pool.search({ owner: 'a', signal: caller.signal }, async (_, watch) => {
		const before = Atomics.load(watch.stop, 0);
		caller.abort();
		return [before, Atomics.load(watch.stop, 0), watch.budgetMs];
	});
	expect(seen).toEqual([0, 1, 1_000]);
	await expect(
		pool.search({ owner: 'a', signal: caller.signal }, async () => 'started'),
	).rejects.toThrow(/abort/i);
	await pool.close();
});

it('a further thread starts for a search when all have one, not for what takes less than its start', async () => {
	const pool = new ReaderPool(file, 2, 1_000);
	await pool.ready;
	const only = pool.least();
	const lookUp = only.call('count', []);
	const ends: (() => void)[] = [];
	/** Begins a search that lasts until it is ended; tells its thread. */
	const begin = () =>
		new Promise<unknown>((started) => {
			void pool.search({ owner: `caller ${ends.length}` }, (reader) => {
				started(reader);
				return new Promise<void>((end) => ends.push(end));
			});
		});
	expect(only.inFlight).toBe(1);
	const first = await begin();
	expect(first).toBe(only);
	await lookUp;
	const second = await begin();
	expect(second).not.toBe(first);
	// One that has ended leaves its thread to the next.
	ends[0]?.();
	await new Promise(setImmediate);
	expect(await begin()).toBe(first);
	for (const end of ends) end();
	await pool.close();
});

describe.each(['event', 'raised'] as const)('alerts by the time %s', (timeField) => {
	it.each([
		['nobody waits', GONE, 'SEARCH_CANCELLED'],
		['its time is over', NO_TIME, 'SEARCH_TIMED_OUT'],
	])('a search ends when %s', (_, watch, code) => {
		const reader = new AlertReader(file, () => undefined);
		const search = () => reader.search({ ...request, timeField }, watch);
		expect(search).toThrow(expect.objectContaining({ code }) as Error);
		expect(reader.search({ ...request, timeField })).toMatchObject({ count: 1, more: false });
		reader.close();
	});
});

it.each([
	['nobody waits', GONE, 'SEARCH_CANCELLED'],
	['its time is over', NO_TIME, 'SEARCH_TIMED_OUT'],
])('a search of events ends when %s', (_, watch, code) => {
	const reader = new EventReader(file);
	expect(() => reader.search(request, watch)).toThrow(expect.objectContaining({ code }) as Error);
	expect(reader.search(request)).toMatchObject({ count: 1 });
	reader.close();
});
