/** The corpus of the benchmarks: generated events in a data folder that is made once and kept for later runs. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import demoDoor from '../../../server/dist/demo/index.js';
import sqliteDoor from '../../../server/dist/storage/sqlite/index.js';

/** Time range of the corpus, epoch ms. */
export const FROM = Date.UTC(2026, 0, 1);
export const TO = Date.UTC(2026, 0, 31);
const SEED = 360;

/** The events of the corpus, always the same for the same count. */
export function events(count: number) {
	return demoDoor.generateEvents({ seed: SEED, count, from: FROM, to: TO });
}

/** Where data folders are kept: in this checkout, or where several checkouts share them. */
const KEPT =
	process.env['BENCH_STORES'] ?? join(import.meta.dirname, '..', '..', '..', '.cache', 'bench');

/** A data folder with `count` events; made at the first call, which takes about a minute a million. */
export async function corpusFolder(count: number): Promise<string> {
	const cache = KEPT;
	const folder = join(cache, `events-${count}`);
	if (existsSync(folder)) return folder;
	const fresh = `${folder}.new`;
	rmSync(fresh, { recursive: true, force: true });
	mkdirSync(fresh, { recursive: true });
	console.log(`Making the corpus of ${count} events (kept in ${cache}) ...`);
	const [begin, used] = [performance.now(), process.cpuUsage()];
	const store = await sqliteDoor.SqliteEventStore.open({ directory: fresh, readers: 1 });
	let batch = [];
	for (const event of events(count)) {
		batch.push(event);
		if (batch.length < 10_000) continue;
		await store.append(batch);
		batch = [];
	}
	await store.append(batch);
	await store.close();
	renameSync(fresh, folder);
	const seconds = Math.round((performance.now() - begin) / 1_000);
	const { user, system } = process.cpuUsage(used);
	console.log(
		`made in ${seconds} s, ${((user + system) / count).toFixed(0)} µs of processor time an event`,
	);
	return folder;
}
