/** Retention over HTTP: pages, jobs, counts, metrics, audit log and console while events go, with the clock moved. */
import { NOW, TestServer } from '../../support/server';
import { ALL_SCOPES } from '../../../server/contract';
import { JobCaller, shownJobs, shownPage } from './jobs-dialects';
import { until } from './jobs-gate';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LIMITS = { ageMs: 30 * DAY, bytes: null };

const events = (time: number, from: number, count: number) =>
	Array.from({ length: count }, (_, n) => ({
		TIME: time + n,
		HOSTNAME: `h${n % 2}`,
		LOGTYPE: 'Unix',
		N: from + n,
	}));

let server: TestServer;
/** The demo token ends sooner than the events. */
let token: string;
beforeEach(async () => {
	server = await TestServer.start({ retention: LIMITS, api: { pageSize: 10 } });
	token = await server.tokenWith(ALL_SCOPES);
	await server.store(events(NOW, 0, 15));
	server.clock.set(NOW + 20 * DAY);
	await server.store(events(NOW + 20 * DAY, 15, 25));
});
afterEach(async () => {
	expect(server.faults).toEqual([]);
	await server.close();
});

const search = (body: object) =>
	server.call('/api/v2/search', {
		token,
		body: {
			...{ query: '*', start_time: new Date(NOW - DAY).toISOString() },
			...{ end_time: new Date(NOW + 300 * DAY).toISOString(), ...body },
		},
	});
const numbers = (answer: Awaited<ReturnType<typeof search>>): number[] =>
	answer.body.data.hits.map((hit: { N: number }) => hit.N);

async function metrics(): Promise<Map<string, number>> {
	const { body } = await server.call('/metrics', { token: null });
	const rows = [...(body as string).matchAll(/^log360_(events\w*) (\S+)$/gm)];
	return new Map(rows.map(([, name, value]) => [name as string, Number(value)]));
}

const get = (path: string) => server.call(`/admin/api${path}`, { token });

/** Metrics and what the overview says is kept, of one moment: what works in the background may take or free pages between two calls. */
async function figuresAndKept() {
	let [figures, kept]: [Map<string, number>, any] = [await metrics(), undefined];
	await until(async () => {
		const before = figures.get('events_bytes');
		kept = (await get('/overview')).body.kept;
		figures = await metrics();
		return figures.get('events_bytes') === before;
	}, 'the size stays as it is');
	return { figures, kept };
}

it('counts, lists and shows what is left, and says what is gone', async () => {
	await server.retention.look();
	expect((await search({})).body.meta.total_items).toBe(40);
	server.clock.set(NOW + 30 * DAY + 2 * MINUTE);
	await server.retention.look();

	expect((await search({})).body.meta.total_items).toBe(25);
	expect((await search({ query: 'N < 15' })).body.meta.total_items).toBe(0);
	const sources = (await server.call('/api/v2/log-sources', { token })).body.data.log_sources;
	expect(sources).toHaveLength(2);
	const { figures, kept } = await figuresAndKept();
	expect(figures.get('events')).toBe(25);
	expect(figures.get('events_removed_by_age')).toBe(15);
	expect(figures.get('events_removed_by_size')).toBe(0);
	expect(figures.get('events_oldest_timestamp_seconds')).toBe((NOW + 20 * DAY) / 1000);
	expect(figures.get('events_arrived_since_timestamp_seconds')).toBe((NOW + 20 * DAY) / 1000);
	expect(figures.get('events_bytes')).toBeGreaterThan(4096);

	expect(kept).toEqual({
		oldest: new Date(NOW + 20 * DAY).toISOString(),
		arrivedSince: new Date(NOW + 20 * DAY).toISOString(),
		bytes: figures.get('events_bytes'),
		limits: { days: 30, bytes: null },
		removed: { age: 15, size: 0 },
		toCompress: null,
		toCompressAnew: null,
		toList: null,
		toColumn: null,
		toMerge: null,
		merged: null,
	});
	await until(
		async () => (await get('/audit?event=events_removed')).body.entries.length === 1,
		'the removal is in the audit log',
	);
	const { entries } = (await get('/audit?event=events_removed')).body;
	expect(entries[0]).toMatchObject({
		category: 'administration',
		count: 15,
		note: 'retention removed 15 events of the hour 2026-01-31T12:00Z, as they arrived too long ago',
	});
});

it('leaves pages and jobs that were begun before with what is left of their hits', async () => {
	server.clock.set(NOW + 30 * DAY - MINUTE);
	const first = await search({});
	expect([numbers(first), first.body.meta.total_items]).toEqual([
		[39, 38, 37, 36, 35, 34, 33, 32, 31, 30],
		40,
	]);
	const jobs = new JobCaller(() => server, 'v2', token);
	const id = await jobs.submit('N < 20');
	const job = async () => shownJobs(await jobs.jobs(id))[0];
	await until(async () => (await job())?.state === 'SUCCESS', 'the job ends');

	expect(await job()).toMatchObject({ hits: 20, pages: 2 });
	server.clock.set(NOW + 30 * DAY + MINUTE);
	await server.retention.look();
	let cursor = first.body.meta.cursor as string | undefined;
	const rest: number[] = [];
	while (cursor !== undefined) {
		const next = await server.call('/api/v2/search', { token, body: { cursor } });
		rest.push(...numbers(next));
		cursor = next.body.meta.cursor;
	}
	expect(rest).toEqual(Array.from({ length: 15 }, (_, n) => 29 - n));
	// The job tells what it has found; its pages have what is left of it.
	expect(await job()).toMatchObject({ hits: 20, pages: 2 });
	const pages = [shownPage(await jobs.page(id, 1)), shownPage(await jobs.page(id, 2))];
	expect(pages.map(({ hits }) => hits.map(({ N }) => N))).toEqual([[19, 18, 17, 16, 15], []]);
	expect(pages.map(({ count }) => count)).toEqual([5, 0]);
});
