import { ALL_SCOPES, type Scope } from '../../../server/contract';
import { NOW, TestServer } from '../../support/server';
import { DIALECTS, JobCaller, shownError, shownJobs, shownPage } from './jobs-dialects';
import { gate, isWaiting, reached, step, until, wasStopped } from './jobs-gate';

jest.mock('../../../server/logs/search/event-source', () => {
	const { eventSource } = jest.requireActual('../../../server/logs/search/event-source');
	const { gated } = jest.requireActual('./jobs-gate');
	return { eventSource: (store: unknown) => gated(eventSource(store)) };
});

const HOUR = 3_600_000;
const ERRORS = {
	unknown: { v1: '404 UNKNOWN_JOB', v2: '404 10005001' },
	expired: { v1: '410 JOB_EXPIRED', v2: '410 10005002' },
	failed: { v1: '409 JOB_FAILED', v2: '409 10005004' },
	page: { v1: '400 PAGE_OUT_OF_RANGE', v2: '400 10003011' },
	parameter: { v1: '400 INVALID_PARAMETER', v2: '400 10003002' },
};
const JOB_SCOPES: readonly Scope[] = ['search.READ', 'jobs.READ', 'jobs.DELETE'];

let server: TestServer;
let tags = 0;
const nextTag = (): string => `t${(tags += 1)}`;

beforeAll(async () => {
	server = await TestServer.start({ api: { pageSize: 10 } });
	await server.store(
		Array.from({ length: 35 }, (_, N) => ({ TIME: NOW - HOUR + N, HOSTNAME: 'h', N })),
	);
});
afterEach(() => expect(server.faults).toEqual([]));

describe.each(DIALECTS)('jobs of %s', (dialect) => {
	let caller: JobCaller;
	let other: JobCaller;
	beforeAll(async () => {
		caller = new JobCaller(() => server, dialect);
		const token = await server.tokenWith(JOB_SCOPES);
		other = new JobCaller(() => server, 'v2', token);
	});

	const errors = (name: keyof typeof ERRORS) => ERRORS[name][dialect];
	const shown = async (id: string) => shownJobs(await caller.jobs(id))[0]!;
	const page = async (id: string, number?: number) => shownPage(await caller.page(id, number));
	const numbers = async (id: string, number?: number) =>
		(await page(id, number)).hits.map(({ N }) => N);
	const ended = (id: string) =>
		until(async () => (await shown(id)).state !== 'RUNNING', `job ${id} ends`);
	const counted = (id: string, hits: number) =>
		until(async () => (await shown(id)).hits === hits, `job ${id} shows ${hits} hits`);
	/** A job that waits for the steps of its tag. */
	async function waiting(query = 'HOSTNAME = h'): Promise<{ id: string; tag: string }> {
		const tag = nextTag();
		const id = await caller.submit(`${query} AND ${gate(tag)}`);
		await reached(tag);
		return { id, tag };
	}
	async function finished(query = 'HOSTNAME = h'): Promise<string> {
		const id = await caller.submit(query);
		await ended(id);
		return id;
	}
	async function failed(): Promise<string> {
		const { id, tag } = await waiting();
		const error = new Error('the index is gone');
		error.name = 'QuerySyntaxError';
		await step(tag, error);
		await ended(id);
		return id;
	}
	const outcomes = async (id: string): Promise<string[]> =>
		Promise.all([caller.jobs(id), caller.page(id), caller.delete(id)]).then((all) =>
			all.map(shownError),
		);

	it('shows a finished job and reads it to its last page', async () => {
		const id = await finished();
		const job = await shown(id);
		expect(job).toEqual({
			id,
			state: 'SUCCESS',
			hits: 35,
			pages: 4,
			time: 0,
			submittedAt: server.clock.now(),
			startedAt: server.clock.now(),
			totalHits: dialect === 'v2' ? 35 : undefined,
			message: undefined,
		});
		const pages = await Promise.all([1, 2, 3, 4].map((number) => page(id, number)));
		expect(pages.flatMap(({ hits }) => hits.map(({ N }) => N))).toEqual(
			Array.from({ length: 35 }, (_, n) => 34 - n),
		);
		expect(pages.map(({ count, next }) => [count, next])).toEqual([
			[10, 2],
			[10, 3],
			[10, 4],
			[5, undefined],
		]);
		expect((await caller.call(`/jobs/results?request_id=${id}`)).body).toEqual(
			(await caller.page(id, 1)).body,
		);
	});

	it('gives a search without hits one empty page', async () => {
		const id = await finished('N = 999');
		expect(await page(id)).toMatchObject({ hits: [], count: 0, next: undefined });
		expect(await shown(id)).toMatchObject({ state: 'SUCCESS', hits: 0, pages: 0 });
		expect(shownError(await caller.page(id, 2))).toBe(errors('page'));
	});

	it('refuses a query that cannot be parsed before there is a job', async () => {
		const answer = await caller.call('/search/async', {
			body: {
				query: 'N = (',
				...(dialect === 'v1'
					? {}
					: { start_time: '2026-01-01T00:00:00Z', end_time: '2026-02-01T00:00:00Z' }),
			},
		});
		expect(answer.status).toBe(400);
		expect(JSON.stringify(answer.body)).toContain('position');
	});

	it.each(['', 'nobody', '../../x', 'ÄÖÜ 日本', 'x'.repeat(64)])(
		'answers for the unknown id "%s"',
		async (id) => {
			const expected = id === '' ? errors('parameter') : errors('unknown');
			expect(await outcomes(id)).toEqual([expected, expected, expected]);
		},
	);

	it('answers for ids and pages that can be none', async () => {
		const id = await finished();
		expect(shownError(await caller.jobs('x'.repeat(65)))).toBe(errors('parameter'));
		for (const bad of ['0', '-1', '1.5', 'two', '', '1e9999'])
			expect([bad, shownError(await caller.page(id, bad))]).toEqual([bad, errors('parameter')]);
		expect(shownError(await caller.call('/jobs/results'))).toBe(errors('parameter'));
	});

	it('answers for a deleted job, finished or running', async () => {
		for (const make of [finished, async () => (await waiting()).id]) {
			const id = await make();
			expect((await caller.delete(id)).status).toBe(200);
			expect(await outcomes(id)).toEqual(Array(3).fill(errors('unknown')));
			expect(shownJobs(await caller.jobs()).map((job) => job.id)).not.toContain(id);
		}
	});

	it('stops the query of a job that is deleted', async () => {
		const { id, tag } = await waiting();
		await caller.delete(id);
		await until(() => wasStopped(tag), `the search ${tag} is stopped`);
		await until(() => server.jobs.runningJobs === 0, 'nothing runs');
	});

	it('gives out results for 24 hours to the millisecond, then tells that they expired', async () => {
		const id = await finished();
		await server.advance(24 * HOUR - 1);
		expect(await numbers(id, 4)).toEqual([4, 3, 2, 1, 0]);
		await server.advance(1);
		expect(await outcomes(id)).toEqual(Array(3).fill(errors('expired')));
		expect(shownJobs(await caller.jobs()).map((job) => job.id)).not.toContain(id);
		await server.advance(8 * 24 * HOUR);
		await server.advance(HOUR);
		expect(await outcomes(id)).toEqual(Array(3).fill(errors('unknown')));
	});

	it('counts the 24 hours from the end of the job', async () => {
		const { id, tag } = await waiting();
		await server.advance(25 * HOUR);
		await step(tag, 'rest');
		await step(tag, 'end');
		await ended(id);
		expect(await shown(id)).toMatchObject({ state: 'SUCCESS', hits: 35, time: 25 * HOUR });
		await server.advance(24 * HOUR - 1);
		expect(await numbers(id)).toHaveLength(10);
		await server.advance(1);
		expect(shownError(await caller.page(id))).toBe(errors('expired'));
	});

	it('says why a job failed, on every page', async () => {
		const id = await failed();
		expect(await shown(id)).toMatchObject({
			state: 'FAILED',
			hits: 0,
			pages: 0,
			message: 'the index is gone',
		});
		for (const number of [1, 2]) {
			const answer = await caller.page(id, number);
			expect(shownError(answer)).toBe(errors('failed'));
			expect(JSON.stringify(answer.body)).toContain('the index is gone');
		}
		expect((await caller.delete(id)).status).toBe(200);
		expect(shownError(await caller.page(id))).toBe(errors('unknown'));
	});

	it('tries again after a passing failure, and shows the job as running meanwhile', async () => {
		const { id, tag } = await waiting();
		await step(tag, 4);
		await step(tag, new Error('SQLITE_BUSY'));
		await counted(id, 0);
		expect(await shown(id)).toMatchObject({ state: 'RUNNING', pages: 0, message: undefined });
		await server.advance(1_000);
		await step(tag, 'rest');
		await step(tag, 'end');
		await ended(id);
		expect(await shown(id)).toMatchObject({ state: 'SUCCESS', hits: 35, time: 1_000 });
	});

	it('fails after five attempts', async () => {
		const { id, tag } = await waiting();
		for (let attempt = 1; attempt <= 5; attempt++) {
			await step(tag, new Error('no such table'));
			if (attempt === 5) break;
			// Until the failure is written, there is nothing to wake up for.
			await until(
				async () => {
					await server.advance(60_000);
					return isWaiting(tag);
				},
				`attempt ${attempt + 1} begins`,
			);
		}
		await ended(id);
		expect(await shown(id)).toMatchObject({ state: 'FAILED', message: 'no such table' });
		expect(shownError(await caller.page(id))).toBe(errors('failed'));
	});

	it('answers for a page beyond the last, naming the last', async () => {
		const id = await finished();
		for (const number of [5, 1_000_000_000]) {
			const answer = await caller.page(id, number);
			expect(shownError(answer)).toBe(errors('page'));
			expect(JSON.stringify(answer.body)).toContain('last page is 4');
		}
		expect(shownError(await caller.page(id, 1_000_000_001))).toBe(errors('parameter'));
	});

	it('shows what a running job has found so far', async () => {
		const { id, tag } = await waiting();
		expect(await shown(id)).toMatchObject({ state: 'RUNNING', hits: 0, pages: 0 });
		expect(await page(id)).toMatchObject({ hits: [], next: undefined });
		await step(tag, 14);
		await server.advance(250);
		await counted(id, 14);
		expect(await shown(id)).toMatchObject({ state: 'RUNNING', pages: 2, time: 250 });
		const first = await caller.page(id, 1);
		expect(shownPage(first)).toMatchObject({ count: 10, next: 2 });
		expect(await numbers(id, 2)).toEqual([24, 23, 22, 21]);
		expect(await page(id, 2)).toMatchObject({ next: undefined });
		expect(await page(id, 3)).toMatchObject({ hits: [], count: 0, next: undefined });
		await step(tag, 'rest');
		await step(tag, 'end');
		await ended(id);
		const whole = await caller.page(id, 1);
		expect(shownPage(whole).hits).toEqual(shownPage(first).hits);
		expect((await numbers(id, 2)).slice(0, 4)).toEqual([24, 23, 22, 21]);
	});

	it('keeps results as they are while events arrive', async () => {
		const arrive = (numbers: number[]) =>
			server.store(
				numbers.map((N) => ({ TIME: NOW - HOUR + N, HOSTNAME: 'late', LATE: dialect, N })),
			);
		await arrive(Array.from({ length: 35 }, (_, n) => n * 2));
		const query = `LATE = ${dialect}`;
		const { id: running, tag } = await waiting(query);
		const id = await finished(query);
		const before = await Promise.all([1, 2, 3, 4].map((number) => caller.page(id, number)));
		await arrive(Array.from({ length: 15 }, (_, n) => n * 2 + 1));
		const after = await Promise.all([1, 2, 3, 4].map((number) => caller.page(id, number)));
		expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
		await step(tag, 'rest');
		await step(tag, 'end');
		await ended(running);
		expect((await shown(running)).hits).toBe((await shown(id)).hits);
		expect(await numbers(running)).toEqual(await numbers(id));
		expect(await shown(await finished(query))).toMatchObject({ hits: 50 });
	});

	it('does not show a job to another token, and tells that it is unknown', async () => {
		const id = await finished();
		const { v2 } = ERRORS.unknown;
		for (const answer of [other.jobs(id), other.page(id), other.page(id, 99), other.delete(id)])
			expect(shownError(await answer)).toBe(v2);
		expect(shownJobs(await other.jobs()).map((job) => job.id)).not.toContain(id);
		expect(await numbers(id)).toHaveLength(10);
	});

	it('shows an administrator all jobs, and lets it read and delete them', async () => {
		const admin = new JobCaller(() => server, 'v2', await server.tokenWith(ALL_SCOPES));
		const id = await finished('HOSTNAME = h AND N < 3');
		const theirs = await other.submit('N < 3');
		const list = shownJobs(await admin.jobs()).map((job) => job.id);
		expect(list.slice(0, 2)).toEqual([theirs, id]);
		expect(shownPage(await admin.page(id)).hits).toHaveLength(3);
		expect((await admin.delete(theirs)).status).toBe(200);
		expect(shownError(await other.jobs(theirs))).toBe(ERRORS.unknown.v2);
	});

	it('runs alert searches as jobs of the same kind', async () => {
		const id = await caller.submit('*', 'alerts');
		await ended(id);
		expect(await shown(id)).toMatchObject({ state: 'SUCCESS', hits: 0 });
		expect(await page(id)).toMatchObject({ hits: [], count: 0 });
	});
});

describe('jobs of V1 alone', () => {
	const legacy = new JobCaller(() => server, 'v1');

	it('counts the jobs of the token, and deletes all of them without request_id', async () => {
		const admin = new JobCaller(() => server, 'v2');
		const foreign = await admin.submit('N = 1');
		await legacy.submit('N = 1');
		const { body } = await legacy.jobs();
		expect(body.total).toBe(body.requests.length);
		expect((await legacy.delete()).body).toEqual({
			message: `deleted hits of ${body.total} requests`,
		});
		expect((await legacy.jobs()).body).toEqual({ total: 0, requests: [] });
		expect(shownJobs(await admin.jobs(foreign))).toHaveLength(1);
	});

	it('confirms a deletion in the words of the vendor', async () => {
		const id = await legacy.submit('N = 1');
		expect((await legacy.delete(id)).body).toEqual({
			message: `deleted hits for for request_id [${id}]`,
		});
	});
});

describe('jobs of V2 alone', () => {
	it('needs a request_id to delete', async () => {
		const answer = await new JobCaller(() => server, 'v2').delete();
		expect(shownError(answer)).toBe(ERRORS.parameter.v2);
	});

	it('needs the scopes of jobs', async () => {
		const id = await new JobCaller(() => server, 'v2').submit('N = 1');
		const reader = new JobCaller(() => server, 'v2', await server.tokenWith(['jobs.READ']));
		expect((await reader.delete(id)).status).toBe(403);
		const stranger = new JobCaller(() => server, 'v2', await server.tokenWith(['search.READ']));
		for (const answer of [stranger.jobs(), stranger.jobs(id), stranger.page(id)])
			expect((await answer).status).toBe(403);
	});
});

describe('after a restart', () => {
	it('goes on with what ran, and still has what had ended', async () => {
		const caller = new JobCaller(() => server, 'v2');
		const done = await caller.submit('HOSTNAME = h AND N < 12');
		await until(
			async () => shownJobs(await caller.jobs(done))[0]!.state === 'SUCCESS',
			'the job ends',
		);
		const page = (await caller.page(done, 2)).body;
		const tag = nextTag();
		const running = await caller.submit(`HOSTNAME = h AND N < 20 AND ${gate(tag)}`);
		await step(tag, 7);
		server = await server.restart({ api: { pageSize: 10 } });
		await step(tag, 'rest');
		await step(tag, 'end');
		await until(
			async () => shownJobs(await caller.jobs(running))[0]!.state === 'SUCCESS',
			'the job ends',
		);
		expect(shownJobs(await caller.jobs(running))[0]!.hits).toBe(20);
		expect((await caller.page(done, 2)).body).toEqual(page);
	});
});
