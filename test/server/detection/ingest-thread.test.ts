/** Changes of profiles and the thread that matches events ahead of the writer. */
import { ManualClock } from '../../../server/platform';
import { SqliteEventStore } from '../../../server/storage/sqlite';
import { openIngest } from '../../../server/compose';
import { tempFolder } from '../../support/temp';
import { draft } from './support';

const T = Date.UTC(2026, 0, 15);
const clock = new ManualClock(T);
const EVERY = { steps: [{ query: 'KIND = bad', count: 1 }] };

it('lets changes of profiles hold for the next batch of the ingest thread', async () => {
	const store = await SqliteEventStore.open({ directory: tempFolder(), readers: 1 });
	const ingest = openIngest({ store, clock, maxBytes: 1_000_000 });
	const send = async (n: number) => {
		const line = JSON.stringify({ TIME: T + n, HOSTNAME: 'h', KIND: 'bad' });
		expect(await ingest.lines([line], { format: 'json' })).toMatchObject({ stored: 1 });
	};
	const count = async () => (await store.alerts.after(0, 1000)).length;
	await send(0);
	expect(await count()).toBe(0);
	const { id } = await store.alerts.createProfile(draft(EVERY));
	for (let n = 1; n <= 5; n++) {
		await store.alerts.updateProfile(id, { enabled: true });
		await send(n * 2);
		await store.alerts.updateProfile(id, { enabled: false });
		await send(n * 2 + 1);
	}
	expect(await count()).toBe(5);
	await store.alerts.deleteProfile(id);
	await send(100);
	expect(await count()).toBe(5);
	await ingest.close();
	await store.close();
});
