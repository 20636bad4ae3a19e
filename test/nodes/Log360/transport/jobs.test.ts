/** Jobs: starting, looking, waiting, and reading result pages whose end no page of the vendor describes. */
import type { Job } from '../../../../nodes/Log360/dialects/jobs';
import {
	deleteJob,
	fetchJob,
	fetchJobs,
	jobRecord,
	resultPages,
	startJob,
	waitForJob,
	type Place,
} from '../../../../nodes/Log360/transport/jobs';
import { v2 } from '../../../../nodes/Log360/dialects/v2';
import type { EarlyEnd } from '../../../../nodes/Log360/transport/pages';
import { all, failedBy, fakeClient, NODE, type FakeClient } from './fakeClient';

const place: Place = { node: NODE, item: 3 };
const job = (more: Partial<Job> = {}): Job => ({
	id: 'j',
	state: 'success',
	hits: 0,
	raw: {},
	...more,
});
const v2Job = (more: object) => ({ data: { jobs: { requests: [{ request_id: 'j', ...more }] } } });

describe('startJob', () => {
	const start = { ...jobCall(), path: '/api/v2/search/async' };

	it.each([
		['V1', { request_id: 'AYVTeCb0wPH5eWuO5jkC' }],
		['V2', { data: { request_id: 'AYVTeCb0wPH5eWuO5jkC' } }],
	])('reads the request_id of %s', async (_name, body) => {
		const client = fakeClient([body]);
		expect(await startJob(client, start, place)).toBe('AYVTeCb0wPH5eWuO5jkC');
		expect(client.calls).toEqual([start]);
	});

	it.each([
		['nothing', '', 'string'],
		['an empty id', { request_id: '' }, 'an object with request_id'],
		['another form', { data: { id: 5 } }, 'an object with data'],
	])(
		'fails where the answer holds %s, since there would be nothing to wait for',
		async (_n, body, form) => {
			await expect(startJob(fakeClient([body]), start, place)).rejects.toMatchObject({
				message: 'The answer of the server holds no request_id in any known form',
				description: expect.stringContaining(form) as string,
				context: { itemIndex: 3 },
			});
		},
	);
});

describe('fetchJob', () => {
	it('asks for the one job', async () => {
		const client = fakeClient([v2Job({ stage: 'RUNNING', hits_done: 5 })]);
		expect(await fetchJob(client, 'j', place)).toMatchObject({
			id: 'j',
			state: 'running',
			hits: 5,
		});
		expect(client.sent()).toEqual([{ request_id: 'j' }]);
	});

	it('picks its job where the server answers with all of them', async () => {
		const requests = [
			{ request_id: 'other', stage: 'FAILED' },
			{ request_id: 'j', stage: 'SUCCESS' },
		];
		const client = fakeClient([{ data: { jobs: { requests } } }]);
		expect(await fetchJob(client, 'j', place)).toMatchObject({ id: 'j', state: 'success' });
	});

	it('takes the only job there is, though it carries no id', async () => {
		const client = fakeClient([{ data: { jobs: { requests: [{ stage: 'SUCCESS' }] } } }]);
		expect(await fetchJob(client, 'j', place)).toMatchObject({ id: 'j', state: 'success' });
	});

	it.each([
		['no job', { data: { jobs: { requests: [] } } }],
		['only others', { requests: [{ request_id: 'a' }, { request_id: 'b' }] }],
		['nothing', ''],
	])('names the job where the server knows %s', async (_name, body) => {
		await expect(fetchJob(fakeClient([body]), 'j', place)).rejects.toMatchObject({
			message: 'There is no job j',
			description: expect.stringContaining('24 hours') as string,
			context: { itemIndex: 3 },
		});
	});

	it('lists every job without an id', async () => {
		const client = fakeClient([{ requests: [{ request_id: 'a' }, { request_id: 'b' }] }], 'v1');
		expect((await fetchJobs(client, place)).map(({ id }) => id)).toEqual(['a', 'b']);
		expect(client.calls[0]).toMatchObject({ method: 'GET', path: '/RestAPI/v1/jobs' });
		expect(client.sent()).toEqual([undefined]);
	});

	it('refuses a form that it does not know', async () => {
		const reading = fetchJobs(fakeClient([{ data: { jobs: 'busy' } }]), place);
		await expect(reading).rejects.toThrow('holds no jobs in any known form');
	});
});

describe('waitForJob', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	/** Waits with a clock that the test moves. */
	async function waited(client: FakeClient, maxWaitMs: number) {
		const begun = Date.now();
		const waiting = waitForJob(client, 'j', maxWaitMs, place).then(
			(value) => ({ value, ms: Date.now() - begun }),
			(error: Error) => ({ error, ms: Date.now() - begun }),
		);
		await jest.advanceTimersByTimeAsync(3_600_000);
		return await waiting;
	}

	it('does not wait for a job that has ended', async () => {
		const client = fakeClient([v2Job({ stage: 'SUCCESS' })]);
		expect(await waited(client, 60_000)).toMatchObject({ value: { state: 'success' }, ms: 0 });
	});

	it('looks after pauses that double from a quarter of a second to ten seconds', async () => {
		const begun = Date.now();
		const looks: number[] = [];
		const client = fakeClient((_call, count) => {
			looks.push(Date.now() - begun);
			return v2Job({ stage: count < 10 ? 'RUNNING' : 'SUCCESS' });
		});
		await waited(client, 600_000);
		expect(looks.map((at, index) => at - (looks[index - 1] ?? 0))).toEqual([
			0, 250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000,
		]);
	});

	it('stays below 60 calls in any minute', async () => {
		const begun = Date.now();
		const looks: number[] = [];
		const client = fakeClient(() => {
			looks.push(Date.now() - begun);
			return v2Job({ stage: 'RUNNING' });
		});
		await waited(client, 300_000);
		for (const at of looks) {
			expect(looks.filter((other) => other >= at && other < at + 60_000).length).toBeLessThan(15);
		}
	});

	it('comes back with a job that still runs when the time is up, after a last look', async () => {
		const client = fakeClient(() => v2Job({ stage: 'RUNNING', hits_done: 7 }));
		expect(await waited(client, 1000)).toMatchObject({
			value: { state: 'running', hits: 7 },
			ms: 1000,
		});
		expect(client.calls).toHaveLength(4);
	});

	it('looks once where there is no time at all', async () => {
		const client = fakeClient([v2Job({ stage: 'RUNNING' })]);
		expect(await waited(client, 0)).toMatchObject({ value: { state: 'running' }, ms: 0 });
	});

	it.each([
		['with its reason', { error_message: 'the disk is full' }, 'Job j failed: the disk is full'],
		['without one', {}, 'Job j failed'],
	])('fails with the job, %s', async (_name, more, message) => {
		const client = fakeClient([v2Job({ stage: 'FAILED', ...more })]);
		expect(await waited(client, 60_000)).toMatchObject({
			error: { message, context: { itemIndex: 3 } },
		});
	});

	it('takes a stage that it does not know for running', async () => {
		const client = fakeClient([v2Job({ stage: 'QUEUED' }), v2Job({ stage: 'SUCCESS' })]);
		expect(await waited(client, 60_000)).toMatchObject({ value: { state: 'success' } });
	});

	it('ends with the error of a look that fails', async () => {
		const client = fakeClient([v2Job({ stage: 'RUNNING' }), failedBy('badToken', '401')]);
		expect(await waited(client, 60_000)).toMatchObject({
			error: { message: 'It failed: badToken' },
			ms: 250,
		});
	});

	it('stops within a quarter of a second when the execution is cancelled', async () => {
		const signal = { aborted: false };
		setTimeout(() => (signal.aborted = true), 5100);
		const client = fakeClient(() => v2Job({ stage: 'RUNNING' }));
		const { ms } = await waited({ ...client, signal }, 600_000);
		expect(ms).toBeGreaterThanOrEqual(5100);
		expect(ms).toBeLessThanOrEqual(5350);
	});
});

describe('resultPages', () => {
	const v1Page = (ns: number[], next?: unknown) => ({
		...(next === undefined ? {} : { next_page: next }),
		results: { hits: ns.map((n) => ({ n })), hits_count_in_current_page: ns.length },
	});
	const v2Page = (ns: number[], total?: number) => ({
		data: { hits: ns.map((n) => ({ n })) },
		...(total === undefined ? {} : { meta: { total_items: total } }),
	});

	async function read(client: FakeClient, of: Job = job()) {
		const ends: EarlyEnd[] = [];
		const pages = await all(
			resultPages(client, of, { ...place, onEarlyEnd: (reason) => ends.push(reason) }),
		);
		return { numbers: pages.flatMap(({ hits }) => [...hits].map(({ n }) => n)), ends };
	}
	const pageNumbers = (client: FakeClient) => client.calls.map(({ query }) => query?.page_no);

	it('follows next_page, whatever number it names', async () => {
		const client = fakeClient([v1Page([1], 2), v1Page([2], 5), v1Page([3])], 'v1');
		expect(await read(client)).toEqual({ numbers: [1, 2, 3], ends: [] });
		expect(pageNumbers(client)).toEqual([1, 2, 5]);
		expect(client.calls[0]).toMatchObject({
			method: 'GET',
			path: '/RestAPI/v1/jobs/results',
			query: { request_id: 'j', page_no: 1 },
		});
	});

	it.each([
		['nothing', undefined],
		['0', 0],
		['-1', -1],
		['the same page', 1],
		['null', null],
		['empty text', ''],
	])('ends where next_page of the last page is %s', async (_name, next) => {
		const client = fakeClient([v1Page([1], next)], 'v1');
		expect(await read(client)).toEqual({ numbers: [1], ends: [] });
	});

	it('reads next_page that came as text', async () => {
		const client = fakeClient([v1Page([1], '2'), v1Page([2], '')], 'v1');
		expect((await read(client)).numbers).toEqual([1, 2]);
	});

	it('does not go beyond the pages of the job', async () => {
		const client = fakeClient([v1Page([1], 2), v1Page([2], 3)], 'v1');
		expect((await read(client, job({ pages: 2 }))).numbers).toEqual([1, 2]);
	});

	it('goes through the pages of the job where nothing names the next one', async () => {
		const client = fakeClient([v2Page([1]), v2Page([2]), v2Page([3])]);
		expect((await read(client, job({ pages: 3 }))).numbers).toEqual([1, 2, 3]);
		expect(pageNumbers(client)).toEqual([1, 2, 3]);
	});

	it('goes on until all hits are in where only their total is known', async () => {
		const client = fakeClient([v2Page([1, 2], 3), v2Page([3], 3)]);
		expect((await read(client)).numbers).toEqual([1, 2, 3]);
	});

	it('follows a total that grows while it reads', async () => {
		const client = fakeClient([v2Page([1], 1 + 1), v2Page([2], 3), v2Page([3], 3)]);
		expect((await read(client)).numbers).toEqual([1, 2, 3]);
	});

	it('ends at an empty page, though the total promised more', async () => {
		const client = fakeClient([v2Page([1], 10), v2Page([], 10)]);
		expect(await read(client)).toEqual({ numbers: [1], ends: [] });
	});

	it('takes one page where nothing tells of more', async () => {
		expect((await read(fakeClient([v2Page([1])]))).numbers).toEqual([1]);
	});

	it('stops at a page that comes again, since the server ignores page_no', async () => {
		const client = fakeClient([v2Page([1, 2], 9), v2Page([1, 2], 9)]);
		expect(await read(client)).toEqual({ numbers: [1, 2], ends: ['repeatedPage'] });
	});

	it('yields nothing for a job without hits', async () => {
		expect((await read(fakeClient([v2Page([], 0)]))).numbers).toEqual([]);
	});

	it('refuses a page in no known form', async () => {
		const client = fakeClient([v2Page([1], 9), { data: { file: 'x' } }]);
		await expect(read(client)).rejects.toThrow('holds no results in any known form');
	});

	it('asks for a page only when the one before was taken', async () => {
		const client = fakeClient([v2Page([1], 9)]);
		const pages = resultPages(client, job(), place);
		await pages.next();
		await pages.return(undefined);
		expect(client.calls).toHaveLength(1);
	});
});

it.each(['v1', 'v2'] as const)(
	'deleteJob names the job in %s and is sent past cancelling',
	async (generation) => {
		const client = { ...fakeClient([], generation), signal: { aborted: true } };
		await deleteJob(client, 'j');
		expect(client.last).toMatchObject([{ method: 'DELETE', query: { request_id: 'j' } }]);
		expect(client.calls).toEqual([]);
	},
);

it('deleteJob waits for a server that is busy, as any call does, where nothing was cancelled', async () => {
	const client = fakeClient([{}]);
	await deleteJob(client, 'j');
	expect(client.calls).toMatchObject([{ method: 'DELETE', query: { request_id: 'j' } }]);
	expect(client.last).toEqual([]);
});

describe('jobRecord', () => {
	it('is the same for both generations', () => {
		const time = Date.UTC(2026, 10, 1);
		const iso = '2026-11-01T00:00:00.000Z';
		const of = (raw: Job['raw']) => jobRecord(job({ hits: 5, pages: 2, raw }));
		const expected = {
			requestId: 'j',
			state: 'success',
			hits: 5,
			pages: 2,
			runningTimeMs: 97,
			submittedAt: iso,
			startedAt: iso,
			lastSyncedAt: iso,
		};
		expect(
			of({
				running_time_in_millis: 97,
				submitted_at: time,
				started_at: time,
				last_synced_time: time,
			}),
		).toEqual(expected);
		expect(
			of({ running_time_millis: 97, submitted_at: iso, started_at: iso, last_synced_time: iso }),
		).toEqual(expected);
	});

	it('says nothing of what the server does not tell', () => {
		expect(jobRecord(job())).toEqual({
			requestId: 'j',
			state: 'success',
			hits: 0,
			runningTimeMs: null,
			submittedAt: null,
			startedAt: null,
			lastSyncedAt: null,
		});
	});

	it.each([
		['text with milliseconds', '1793491200000', '2026-11-01T00:00:00.000Z'],
		['a time beyond all calendars', 9e15, null],
		['0, which is no time', 0, null],
		['empty text', '', null],
	])('reads %s', (_name, value, expected) => {
		expect(jobRecord(job({ raw: { submitted_at: value } })).submittedAt).toBe(expected);
	});
});

function jobCall() {
	return v2.searchStart({
		query: '*',
		from: 0,
		to: 1,
		sourceIds: [],
		groupIds: [],
		logTypes: [],
		names: 'server',
	});
}
