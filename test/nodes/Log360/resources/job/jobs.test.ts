/** The resource Job in both dialects. */
import { bench, byId, picked, reply, v1Error, v2Error } from '../../../support/cases';
import { items } from '../../../support/n8n';

const b = bench();
const on = (operation: string, more = {}) => ({
	resource: 'job',
	outputFields: 'raw',
	operation,
	job: picked('job-1'),
	...more,
});

const v2Job = {
	request_id: 'job-1',
	stage: 'SUCCESS',
	running_time_millis: 97,
	hits_done: 372,
	total_hits: 372,
	total_pages: 2,
	submitted_at: '2026-11-01T00:00:00.000Z',
	started_at: '2026-11-01T00:00:01.000Z',
	last_synced_time: '2026-11-01T00:00:02.000Z',
};
const v1Job = {
	request_id: 'job-1',
	status: 'SUCCESS',
	running_time_in_millis: 97,
	running_time: '97ms',
	hits_done: 372,
	total_pages: 2,
	submitted_at: Date.UTC(2026, 10, 1),
	started_at: Date.UTC(2026, 10, 1, 0, 0, 1),
	last_synced_time: Date.UTC(2026, 10, 1, 0, 0, 2),
};
const v2Jobs = (...requests: object[]) => ({ data: { jobs: { requests } } });
const v1Jobs = (...requests: object[]) => ({ total: requests.length, requests });

/** What both dialects are simplified to. */
const simple = {
	requestId: 'job-1',
	state: 'success',
	hits: 372,
	pages: 2,
	runningTimeMs: 97,
	submittedAt: '2026-11-01T00:00:00.000Z',
	startedAt: '2026-11-01T00:00:01.000Z',
	lastSyncedAt: '2026-11-01T00:00:02.000Z',
};

describe('Get', () => {
	it('V2 reads the stage of the job in data.jobs.requests', async () => {
		expect(await b.run(b.v2(), on('get'), v2Jobs(v2Job))).toEqual([simple]);
		expect(b.seen[0]).toMatchObject({
			method: 'GET',
			path: '/api/v2/jobs',
			query: { request_id: 'job-1' },
		});
	});

	it('V2 does not take a stage at another level for that of the job', async () => {
		const body = {
			data: { stage: 'COMPLETED', jobs: { requests: [{ ...v2Job, stage: 'RUNNING' }] } },
		};
		expect(await b.run(b.v2(), on('get'), body)).toMatchObject([{ state: 'running' }]);
	});

	it('V1 reads the status, and gives the same output as V2', async () => {
		expect(await b.run(b.v1(), on('get'), v1Jobs(v1Job))).toEqual([simple]);
		expect(b.seen[0]).toMatchObject({ path: '/RestAPI/v1/jobs', query: { request_id: 'job-1' } });
	});

	it('finds the job among others, should a server send all', async () => {
		const other = { ...v1Job, request_id: 'job-0', status: 'RUNNING' };
		expect(await b.run(b.v1(), on('get'), v1Jobs(other, v1Job))).toEqual([simple]);
	});

	it('returns the job as it was on the wire without Simplify', async () => {
		expect(await b.run(b.v2(), on('get', { simplify: false }), v2Jobs(v2Job))).toEqual([v2Job]);
	});

	it('tells why a job failed', async () => {
		const failed = { ...v2Job, stage: 'FAILED', message: 'bad query' };
		expect(await b.run(b.v2(), on('get'), v2Jobs(failed))).toMatchObject([
			{ state: 'failed', message: 'bad query' },
		]);
	});

	it('names an unknown job, when the server answers with an empty list', async () => {
		const error = await b.fail(b.v2(), on('get'), v2Jobs());
		expect(error.message).toBe('There is no job job-1');
		expect(error.description).toContain('24 hours');
	});

	it('names an unknown job, when the server answers with 404', async () => {
		const error = await b.fail(
			b.v2(),
			on('get'),
			v2Error(404, 'Not Found', 'No job has the request_id'),
		);
		expect(error.message).toBe('Could not get the status of jobs: no job has the request_id');
	});

	it.each([
		['RUNNING', 'running'],
		['QUEUED', 'running'],
		['something new', 'running'],
		['success', 'success'],
		['COMPLETED', 'success'],
		['FAILED', 'failed'],
		['CANCELLED', 'failed'],
	])('takes the stage %s for %s', async (stage, state) => {
		expect(await b.run(b.v2(), on('get'), v2Jobs({ ...v2Job, stage }))).toMatchObject([{ state }]);
	});

	it('takes an ID by expression', async () => {
		const trial = b.trial(b.v2(), on('get', { job: byId('={{ $json.requestId }}') }), {
			items: [{ requestId: 'job-1' }],
		});
		b.answer([{ body: v2Jobs(v2Job) }]);
		expect((await items(trial))[0].json).toEqual(simple);
	});
});

describe('Get Many', () => {
	it.each([
		['V2', () => b.v2(), v2Jobs(v2Job, { ...v2Job, request_id: 'job-2' })],
		['V1', () => b.v1(), v1Jobs(v1Job, { ...v1Job, request_id: 'job-2' })],
	])('%s lists all jobs', async (_name, credentials, body) => {
		const found = await b.run(credentials(), { resource: 'job', operation: 'getMany' }, body);
		expect(found.map(({ requestId }) => requestId)).toEqual(['job-1', 'job-2']);
		expect(b.seen[0].query).toEqual({});
	});

	it('cuts at the limit', async () => {
		const parameters = { resource: 'job', operation: 'getMany', limit: 1 };
		expect(await b.run(b.v2(), parameters, v2Jobs(v2Job, v2Job))).toHaveLength(1);
	});

	it.each([
		['no jobs', { data: { jobs: { requests: [] } } }],
		['no list', { data: { jobs: {} } }],
		['nothing', { data: null }],
	])('returns nothing for %s', async (_name, body) => {
		expect(await b.run(b.v2(), { resource: 'job', operation: 'getMany' }, body)).toEqual([]);
	});
});

describe('Get Results', () => {
	const hits = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => ({ n: from + index }));
	const all = (more = {}) => on('getResults', { returnAll: true, ...more });

	it('V1 follows next_page', async () => {
		const found = await b.run(
			b.v1(),
			all(),
			v1Jobs(v1Job),
			{ next_page: 2, results: { hits: hits(1, 2) } },
			{ results: { hits: hits(3, 3) } },
		);
		expect(found).toEqual(hits(1, 3));
		expect(b.seen.slice(1).map(({ path, query }) => [path, query])).toEqual([
			['/RestAPI/v1/jobs/results', { request_id: 'job-1', page_no: '1' }],
			['/RestAPI/v1/jobs/results', { request_id: 'job-1', page_no: '2' }],
		]);
	});

	it.each([0, -1, 1, 2])('V1 ends at next_page %i on page 2', async (last) => {
		const found = await b.run(
			b.v1(),
			all(),
			v1Jobs(v1Job),
			{ next_page: 2, results: { hits: hits(1, 2) } },
			{ next_page: last, results: { hits: hits(3, 3) } },
		);
		expect(found).toEqual(hits(1, 3));
		expect(b.seen).toHaveLength(3);
	});

	it('V1 ends where the pages of the job are through, even if next_page goes on', async () => {
		b.answer((seen) =>
			seen.path.endsWith('/jobs')
				? { body: v1Jobs(v1Job) }
				: {
						body: {
							next_page: Number(seen.query.page_no) + 1,
							results: { hits: hits(Number(seen.query.page_no), Number(seen.query.page_no)) },
						},
					},
		);
		expect(await b.run(b.v1(), all())).toHaveLength(2);
	});

	it('V2 counts up to total_items where no next page is named', async () => {
		const found = await b.run(
			b.v2(),
			all(),
			v2Jobs({ ...v2Job, total_pages: undefined }),
			{ data: { hits: hits(1, 2) }, meta: { total_items: 5 } },
			{ data: { hits: hits(3, 4) }, meta: { total_items: 5 } },
			{ data: { hits: hits(5, 5) }, meta: { total_items: 5 } },
		);
		expect(found).toEqual(hits(1, 5));
		expect(b.seen).toHaveLength(4);
	});

	it('V2 follows meta.next_page', async () => {
		const found = await b.run(
			b.v2(),
			all(),
			v2Jobs(v2Job),
			{ data: { hits: hits(1, 2) }, meta: { next_page: 2 } },
			{ data: { hits: hits(3, 3) }, meta: {} },
		);
		expect(found).toEqual(hits(1, 3));
	});

	it('ends at an empty page', async () => {
		const found = await b.run(
			b.v2(),
			all(),
			v2Jobs({ ...v2Job, total_pages: 9 }),
			{ data: { hits: hits(1, 2) }, meta: {} },
			{ data: { hits: [] }, meta: {} },
		);
		expect(found).toEqual(hits(1, 2));
	});

	it('stops at the limit', async () => {
		const found = await b.run(b.v2(), on('getResults', { limit: 1 }), v2Jobs(v2Job), {
			data: { hits: hits(1, 2) },
			meta: { next_page: 2 },
		});
		expect(found).toEqual(hits(1, 1));
		expect(b.seen).toHaveLength(2);
	});

	it('returns pages', async () => {
		const found = await b.run(
			b.v2(),
			all({ output: 'pages' }),
			v2Jobs(v2Job),
			{ data: { hits: hits(1, 2) }, meta: { next_page: 2 } },
			{ data: { hits: hits(3, 3) }, meta: {} },
		);
		expect(found).toEqual([
			{ requestId: 'job-1', page: 1, hits: hits(1, 2) },
			{ requestId: 'job-1', page: 2, hits: hits(3, 3) },
		]);
	});

	it('refuses a job that still runs, before it asks for results', async () => {
		const error = await b.fail(b.v2(), all(), v2Jobs({ ...v2Job, stage: 'RUNNING' }));
		expect(error.message).toBe('Job job-1 has no results, its state is running');
		expect(error.description).toContain('Job > Wait');
		expect(b.seen).toHaveLength(1);
	});

	it('refuses a job that failed, with its reason', async () => {
		const error = await b.fail(
			b.v2(),
			all(),
			v2Jobs({ ...v2Job, stage: 'FAILED', message: 'bad' }),
		);
		expect(error.message).toBe('Job job-1 has no results, its state is failed: bad');
	});

	it('explains results that have expired', async () => {
		const gone = v1Error(410, 'The results of job job-1 have been removed', 'JOB_EXPIRED');
		const error = await b.fail(b.v1(), all(), gone);
		expect(error.httpCode).toBe('410');
		expect(error.description).toContain('have been removed');
	});
});

describe('Wait', () => {
	it('looks again until the job has ended', async () => {
		const running = { ...v2Job, stage: 'RUNNING' };
		const found = await b.run(b.v2(), on('wait'), v2Jobs(running), v2Jobs(running), v2Jobs(v2Job));
		expect(found).toEqual([simple]);
		expect(b.seen).toHaveLength(3);
	});

	it('fails when the time is up, and says that the job goes on', async () => {
		const error = await b.fail(
			b.v1(),
			on('wait', { options: { maxWait: 0.3 } }),
			v1Jobs({ ...v1Job, status: 'RUNNING' }),
		);
		expect(error.message).toBe('Job job-1 has not ended after 0.3 seconds');
		expect(error.description).toContain('The job goes on');
	});

	it('fails when the job failed, with its reason', async () => {
		const error = await b.fail(
			b.v1(),
			on('wait'),
			v1Jobs({ ...v1Job, status: 'FAILED', message: 'no disk' }),
		);
		expect(error.message).toBe('Job job-1 failed: no disk');
	});
});

describe('Delete', () => {
	it.each([
		['V2', () => b.v2(), '/api/v2/jobs'],
		['V1', () => b.v1(), '/RestAPI/v1/jobs'],
	])('%s deletes one job by its ID', async (_name, credentials, path) => {
		const found = await b.run(credentials(), on('delete'), { message: 'deleted hits' });
		expect(b.seen[0]).toMatchObject({ method: 'DELETE', path, query: { request_id: 'job-1' } });
		expect(found).toEqual([{ requestId: 'job-1', deleted: true }]);
	});

	it('never calls without an ID, which would delete every job', async () => {
		const error = await b.fail(b.v1(), on('delete', { job: byId('={{ "" }}') }), {});
		expect(error.message).toBe('Job is empty');
		expect(b.seen).toHaveLength(0);
	});

	it('does not send the call again after a 503', async () => {
		await b.fail(b.v2(), on('delete'), reply({ status: 503, body: {} }));
		expect(b.seen).toHaveLength(1);
	});
});
