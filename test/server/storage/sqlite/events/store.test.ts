import type { LogEvent } from '../../../../../server/logs/events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore } from '../../../../../server/storage/sqlite/events/store';
import { disableSource } from '../../../../support/arrangement';
import { tempFolder } from '../../../../support/temp';
import { until } from '../../../../support/until';
import { describeEventStore } from '../../../logs/store/conformance';

const open = (directory: string) => SqliteEventStore.open({ directory });

describeEventStore('SqliteEventStore', { open, disableSource });

describe('SqliteEventStore', () => {
	const event = (n: number): LogEvent => ({ time: n, fields: { HOSTNAME: 'h', N: n } });
	const database = (directory: string) => new DatabaseSync(join(directory, 'events.db'));

	it('refuses a file of a newer layout and names both versions', async () => {
		const directory = tempFolder();
		await (await open(directory)).close();
		const file = database(directory);
		file.exec('PRAGMA user_version = 99');
		file.close();
		await expect(open(directory)).rejects.toThrow(/layout 99, this one knows \d+/);
	});

	it('refuses a file that is no database', async () => {
		const directory = tempFolder();
		writeFileSync(
			join(directory, 'events.db'),
			'no database, just some text that is long enough to be looked at',
		);
		await expect(open(directory)).rejects.toThrow(/not a database/);
	});

	it('folds the write-ahead log back at the end', async () => {
		const directory = tempFolder();
		const store = await open(directory);
		await store.append([event(1), event(2)]);
		await store.close();
		expect(readdirSync(directory)).toEqual(['events.db']);
	});

	it('tells of merging the index once nothing is written', async () => {
		const before = Date.now();
		const store = await SqliteEventStore.open({ directory: tempFolder(), restMs: 1 });
		expect(await store.kept()).toMatchObject({ toMerge: null, merged: null });
		for (let n = 0; n < 5; n++) await store.append([event(2 * n), event(2 * n + 1)]);
		const { count, at, bytes, tookMs, workMs } = await until(
			async () => (await store.kept()).merged ?? undefined,
		);
		expect(count).toBeGreaterThan(0);
		expect(at).toBeGreaterThanOrEqual(before);
		expect(at).toBeLessThanOrEqual(Date.now());
		expect(bytes).toBeGreaterThan(0);
		expect(tookMs).toBeGreaterThanOrEqual(workMs);
		expect(workMs).toBeGreaterThanOrEqual(0);
		await store.close();
	});

	it('holds no snapshot after a scan was aborted or left', async () => {
		const directory = tempFolder();
		const store = await open(directory);
		await store.append(Array.from({ length: 21_000 }, (_, n) => event(n)));
		const range = { query: '*', from: 0, to: 1e12 };
		for await (const batch of store.scan(range)) {
			expect(batch.ids.length).toBeGreaterThan(0);
			break;
		}
		const stop = new AbortController();
		const aborted = async () => {
			for await (const _ of store.scan(range, stop.signal)) stop.abort();
		};
		await expect(aborted()).rejects.toThrow();
		await store.append([event(1)]);
		// The writer may be compressing events just now; that takes no longer than a moment.
		const file = new DatabaseSync(join(directory, 'events.db'), { timeout: 5_000 });
		// A reader that still holds an old snapshot makes a truncating checkpoint busy.
		expect(file.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0 });
		file.close();
		await store.close();
	});
});
