/** Aggregates as jobs over HTTP: their life, what they count, and what is refused. */
import fc from 'fast-check';
import { ALL_SCOPES, type Scope } from '../../../server/contract';
import { runs } from '../../support/runs';
import { NOW, TestServer } from '../../support/server';
import { JobCaller, shownError, shownJobs } from './jobs-dialects';
import { gate, isWaiting, reached, step, until, wasStopped } from './jobs-gate';

jest.mock('../../../server/logs/search/aggregate-jobs', () => {
	const actual = jest.requireActual('../../../server/logs/search/aggregate-jobs');
	const { gatedClass } = jest.requireActual('./jobs-gate-counts');
	return { ...actual, AggregateJobs: gatedClass(actual.AggregateJobs) };
});

const HOUR = 3_600_000;
const FROM = NOW - 24 * HOUR;
const WINDOW = {
	query: '*',
	start_time: new Date(FROM).toISOString(),
	end_time: new Date(NOW).toISOString(),
};
const SCOPES: readonly Scope[] = ['search.READ', 'jobs.READ', 'jobs.DELETE'];

let server: TestServer;
let caller: JobCaller;
let tags = 0;

beforeAll(async () => {
	server = await TestServer.start();
	caller = new JobCaller(() => server, 'v2');
	await server.store(
		Array.from({ length: 60 }, (_, n) => ({
			TIME: FROM + n * (HOUR / 3),
			HOSTNAME: n % 2 === 0 ? 'dc01' : 'web-1',
			...(n % 6 === 0 ? {} : { USERNAME: ['Ann', 'bob', 'carl', 'ann'][n % 4] }),
			REMOTEIP: `10.0.0.${n % 5}`,
			N: n,
		})),
	);
});
afterEach(() => expect(server.faults).toEqual([]));

const now = (body: object) =>
	server.call('/api/v2/search/aggregate', { body: { ...WINDOW, ...body } });
const started = (body: object = {}, options: object = {}) =>
	server.call('/api/v2/search/aggregate/async', { body: { ...WINDOW, ...body }, ...options });
const counts = (id: string, options: object = {}) =>
	server.call(`/api/v2/jobs/aggregate?request_id=${encodeURIComponent(id)}`, options);
const shown = async (id: string) => shownJobs(await caller.jobs(id))[0]!;
const ended = (id: string) =>
	until(async () => (await shown(id)).state !== 'RUNNING', `job ${id} ends`);

async function start(body: object = {}): Promise<string> {
	const answer = await started(body);
	expect(answer.status).toBe(200);
	return answer.body.data.request_id;
}

async function finished(body: object = {}): Promise<string> {
	const id = await start(body);
	await ended(id);
	return id;
}

async function waiting(body: object = {}): Promise<{ id: string; tag: string }> {
	const tag = `c${(tags += 1)}`;
	const id = await start({ ...body, query: gate(tag) });
	await reached(tag);
	return { id, tag };
}

it('counts what the same question counts at once', async () => {
	for (const body of [
		{},
		{ interval: '6h', time_zone: '+05:30' },
		{ group_by: ['username'], limit: 2, distinct: 'REMOTEIP' },
		{ group_by: ['Username', 'HOSTNAME'], response_type: 'client', interval: 'auto' },
		{ query: 'MESSAGE = *x* OR N > 10', distinct: 'N', interval: '8h' },
	]) {
		const id = await finished(body);
		const found = await counts(id);
		expect(found.status).toBe(200);
		expect(found.body).toEqual((await now(body)).body);
		expect((await shown(id)).hits).toBe(found.body.data.count);
	}
});

it('counts the same for any fields, conditions and buckets', async () => {
	const field = fc.constantFrom('USERNAME', 'HOSTNAME', 'REMOTEIP', 'N');
	const body = fc.record(
		{
			query: fc.constantFrom(
				'*',
				'HOSTNAME = dc01',
				'N >= 20',
				'NOT USERNAME = ann',
				'REMOTEIP = *.3',
			),
			interval: fc.constantFrom('auto', '7h', '1d'),
			group_by: fc.uniqueArray(field, { minLength: 1, maxLength: 2 }),
			limit: fc.integer({ min: 1, max: 70 }),
			distinct: field,
		},
		{ requiredKeys: ['query'] },
	);
	await fc.assert(
		fc.asyncProperty(body, async (asked) => {
			const id = await finished(asked);
			expect((await counts(id)).body).toEqual((await now(asked)).body);
			await caller.delete(id);
		}),
		{ numRuns: runs(60, 12) },
	);
});

it('is shown with how far it is, and has no counts before its end', async () => {
	const { id, tag } = await waiting({ group_by: ['HOSTNAME'] });
	await step(tag, 40);
	await server.advance(250);
	await until(async () => (await shown(id)).hits === 40, 'the progress is shown');
	expect(await shown(id)).toMatchObject({ state: 'RUNNING', pages: 0, totalHits: 0 });
	const early = await counts(id);
	expect([shownError(early), early.headers.get('retry-after')]).toEqual(['409 10005005', '1']);
	await step(tag, 'end');
	await ended(id);
	expect(await shown(id)).toMatchObject({ state: 'SUCCESS', hits: 60, totalHits: 60 });
	expect((await counts(id)).body.data.groups).toHaveLength(2);
});

it('is stopped by its deletion, and unknown afterwards', async () => {
	const { id, tag } = await waiting();
	expect((await caller.delete(id)).status).toBe(200);
	await until(() => wasStopped(tag), 'the counting is stopped');
	await until(() => server.jobs.runningJobs === 0, 'nothing runs');
	expect(shownError(await counts(id))).toBe('404 10005001');
});

it('goes on after a restart, and what was counted before is still there', async () => {
	const done = await finished({ group_by: ['USERNAME'] });
	const before = (await counts(done)).body;
	const { id, tag } = await waiting({ interval: '12h' });
	await step(tag, 30);
	server = await server.restart();
	await step(tag, 'end');
	await ended(id);
	expect((await counts(id)).body.data).toMatchObject({ count: 60 });
	expect((await counts(done)).body).toEqual(before);
});

it('tries again after a passing failure, and tells of one that does not pass', async () => {
	const { id, tag } = await waiting();
	await step(tag, new Error('the disk is busy'));
	await until(async () => {
		await server.advance(60_000);
		return isWaiting(tag);
	}, 'the second attempt begins');
	await step(tag, 'end');
	await ended(id);
	expect((await counts(id)).body.data.count).toBe(60);

	const broken = await waiting();
	const error = new Error('the index is gone');
	error.name = 'QuerySyntaxError';
	await step(broken.tag, error);
	await ended(broken.id);
	const answer = await counts(broken.id);
	expect(shownError(answer)).toBe('409 10005004');
	expect(JSON.stringify(answer.body)).toContain('the index is gone');
});

it('has counts for 24 hours', async () => {
	const id = await finished();
	await server.advance(24 * HOUR - 1);
	expect((await counts(id)).status).toBe(200);
	await server.advance(1);
	expect(shownError(await counts(id))).toBe('410 10005002');
});

it('tells hits and counts apart', async () => {
	const counted = await finished();
	const search = await caller.submit('N < 3');
	await ended(search);
	const pages = await caller.page(counted);
	expect(shownError(pages)).toBe('409 10005006');
	expect(JSON.stringify(pages.body)).toContain('counts, and has no hits');
	const none = await counts(search);
	expect(shownError(none)).toBe('409 10005006');
	expect(JSON.stringify(none.body)).toContain('finds hits, and counts nothing');
});

it('belongs to its token; an administrator sees it', async () => {
	const token = await server.tokenWith(SCOPES);
	const id = (await started({}, { token })).body.data.request_id;
	const stranger = await server.tokenWith(SCOPES);
	expect(shownError(await counts(id, { token: stranger }))).toBe('404 10005001');
	await until(async () => (await counts(id, { token })).status === 200, 'the job ends');
	const admin = await server.tokenWith(ALL_SCOPES);
	expect((await counts(id, { token: admin })).status).toBe(200);
});

it('needs the scopes of searches and of jobs', async () => {
	const reader = await server.tokenWith(['jobs.READ']);
	expect((await started({}, { token: reader })).status).toBe(403);
	const searcher = await server.tokenWith(['search.READ']);
	expect((await counts('x', { token: searcher })).status).toBe(403);
	expect((await started({}, { token: null })).status).toBe(401);
});

it('counts among the jobs that a token may have at once', async () => {
	const token = await server.tokenWith(SCOPES);
	const tag = `c${(tags += 1)}`;
	const all = await Promise.all(
		Array.from({ length: 200 }, () => started({ query: gate(tag) }, { token })),
	);
	expect(all.map(({ status }) => status)).toEqual(Array(200).fill(200));
	for (const path of ['/api/v2/search/async', '/api/v2/search/aggregate/async'])
		expect(shownError(await server.call(path, { body: WINDOW, token }))).toBe('429 10004002');
	for (const { body } of all)
		await server.call(`/api/v2/jobs?request_id=${body.data.request_id}`, {
			method: 'DELETE',
			token,
		});
	expect((await started({}, { token })).status).toBe(200);
});

it.each([
	[{ interval: '1s' }, '86401 buckets of this range'],
	[{ group_by: ['NOSUCH'] }, 'NOSUCH'],
	[{ query: 'A = ' }, 'query'],
	[{ limit: 0 }, 'limit'],
])('refuses %j before there is a job', async (body, named) => {
	const answer = await started(body);
	expect(answer.status).toBe(400);
	expect(JSON.stringify(answer.body)).toContain(named);
});

it('is named by the error of one that takes too long while its caller waits', async () => {
	const quick = await TestServer.start({ searchMs: 0 });
	await quick.store(
		Array.from({ length: 20_000 }, (_, n) => ({
			TIME: NOW - n,
			HOSTNAME: 'h',
			MESSAGE: `a line with the number ${n} of many`,
			N: n,
		})),
	);
	const body = { ...WINDOW, query: 'MESSAGE = *numb*', group_by: ['N'], distinct: 'MESSAGE' };
	const answer = await quick.call('/api/v2/search/aggregate', { body });
	if (answer.status === 200) throw new Error('counted at once: this test needs more events');
	expect(answer.status).toBe(503);
	expect(JSON.stringify(answer.body)).toContain('/api/v2/search/aggregate/async');
	const other = new JobCaller(() => quick, 'v2');
	const { data } = (await quick.call('/api/v2/search/aggregate/async', { body })).body;
	await until(
		async () => shownJobs(await other.jobs(data.request_id))[0]!.state === 'SUCCESS',
		'the job ends',
	);
	const found = await quick.call(`/api/v2/jobs/aggregate?request_id=${data.request_id}`);
	expect(found.body.data).toMatchObject({ count: 20_000, distinct_count: 20_000 });
});
