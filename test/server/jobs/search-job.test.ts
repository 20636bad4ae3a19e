/** Search jobs over a source of hits: complete, in order, stoppable, readable by page. */
import type { HitBatch, HitSource } from '../../../server/jobs/search-job';
import { readHits, searchJob } from '../../../server/jobs/search-job';
import { ann, makeEngine, settle, T0 } from './engine-fixture';

type Search = { hits: number; hang?: boolean };

class NumberSource implements HitSource<Search, string> {
	closed = 0;

	async *scan(search: Search, signal: AbortSignal): AsyncGenerator<HitBatch> {
		try {
			for (let from = 0; from < search.hits; from += 700) {
				const count = Math.min(700, search.hits - from);
				const ids = Float64Array.from({ length: count }, (_, n) => T0 * 1000 - from - n);
				yield { ids, scanned: (from + count) * 10, toScan: search.hits * 10 };
			}
			if (search.hang) {
				await new Promise((resolve) => signal.addEventListener('abort', resolve));
				signal.throwIfAborted();
			}
		} finally {
			this.closed += 1;
		}
	}

	async fetch(ids: Float64Array, form: string): Promise<readonly string[]> {
		return [...ids].map((id) => `${form}${T0 * 1000 - id}`);
	}
}

function makeSearch(options = {}) {
	const source = new NumberSource();
	const fixture = makeEngine();
	fixture.engine.register('work', searchJob(source, options));
	return { ...fixture, source };
}

test('all hits are stored, in order, with the progress of the scan', async () => {
	const { engine, source, submit } = makeSearch();
	await engine.start();
	const { id } = await submit({ hits: 2_345 });
	expect(await engine.wait(id, ann)).toMatchObject({
		state: 'SUCCESS',
		hits: 2_345,
		done: 23_450,
		total: 23_450,
		result: { hits: 2_345 },
	});
	const read: string[] = [];
	for (let page: number | null = 1; page !== null; ) {
		const found: { hits: readonly string[]; nextPage: number | null } = await readHits(
			engine,
			source,
			{ id, page, form: 'hit ', viewer: ann },
		);
		read.push(...found.hits);
		page = found.nextPage;
	}
	expect(read).toEqual(Array.from({ length: 2_345 }, (_, n) => `hit ${n}`));
});

test('a search without hits succeeds with an empty page', async () => {
	const { engine, source, submit } = makeSearch();
	const fetch = jest.spyOn(source, 'fetch');
	await engine.start();
	const { id } = await submit({ hits: 0 });
	expect(await engine.wait(id, ann)).toMatchObject({ state: 'SUCCESS', hits: 0 });
	expect((await readHits(engine, source, { id, page: 1, form: '', viewer: ann })).hits).toEqual([]);
	expect(fetch).not.toHaveBeenCalled();
});

test('deleting the job closes the scan', async () => {
	const { engine, source, submit } = makeSearch();
	await engine.start();
	const { id } = await submit({ hits: 10, hang: true });
	await settle();
	await engine.delete(id, ann);
	await settle();
	expect([source.closed, engine.runningJobs]).toEqual([1, 0]);
});

test('too many hits fail the job and say what to do', async () => {
	const { engine, submit } = makeSearch({ maxHits: 1_000 });
	await engine.start();
	expect(await engine.wait((await submit({ hits: 5_000 })).id, ann)).toMatchObject({
		state: 'FAILED',
		error: { code: 'TOO_MANY_HITS', message: 'The search has more than 1000 hits; narrow it' },
	});
});

test('a pace holds the end back', async () => {
	let go = (): void => undefined;
	const { engine, submit } = makeSearch({
		pace: () => new Promise<void>((resolve) => (go = resolve)),
	});
	await engine.start();
	const { id } = await submit({ hits: 3 });
	await settle();
	expect((await engine.get(id, ann)).state).toBe('RUNNING');
	go();
	expect((await engine.wait(id, ann)).hits).toBe(3);
});
