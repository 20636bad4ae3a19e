/** Callback mode: the execution sleeps until the server calls back, then returns the hits. */
import { createRunExecutionData } from 'n8n-workflow';

import { bench } from '../../../support/cases';
import { deliver, failure, run } from '../../../support/n8n';
import { json } from '../../../support/scripted';

const b = bench();
const parameters = {
	resource: 'log',
	operation: 'searchAndWait',
	query: 'EVENTID = 4625',
	timeRange: 'lastHour',
	returnAll: true,
	outputFields: 'raw',
	waitBy: 'callback',
	options: {},
};
const job = (stage: string, more = {}) =>
	json({ data: { jobs: { requests: [{ request_id: 'job-1', stage, total_pages: 1, ...more }] } } });
const hits = json({ data: { hits: [{ n: 1 }, { n: 2 }] }, meta: { total_items: 2 } });

describe('going to sleep', () => {
	it('starts the job with the address to call, and waits', async () => {
		b.answer([json({ data: { request_id: 'job-1' } })]);
		const before = Date.now();
		const result = await run(b.trial(b.v2(), { ...parameters, options: { maxWait: 1800 } }));
		expect(result.status).toBe('waiting');
		const wake = new Date(result.waitTill as Date).getTime();
		expect(wake).toBeGreaterThanOrEqual(before + 1_800_000);
		expect(b.seen).toHaveLength(1);
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/api/v2/search/async' });
		expect(b.seen[0].headers['x-log360-callback-url']).toMatch(/^http:\/\/127\.0\.0\.1:9\/x\/1/);
	});

	it('works for alerts and over V1', async () => {
		b.answer([json({ request_id: 'job-1' })]);
		const alerts = { ...parameters, resource: 'alert', operation: 'getManyAndWait' };
		const result = await run(b.trial(b.v1(), alerts));
		expect(result.status).toBe('waiting');
		expect(b.seen[0].path).toBe('/RestAPI/v1/alerts/async');
	});

	it('refuses several items, since one execution waits for one call', async () => {
		b.answer([json({})]);
		const error = await failure(b.trial(b.v2(), parameters, { items: [{}, {}] }));
		expect(error.message).toBe('Callback mode takes one input item, but there are 2');
		expect(b.seen).toHaveLength(0);
	});
});

describe('waking up', () => {
	const wake = async (body: unknown, more = {}, credentials = b.v2()) =>
		await deliver({ type: 'log360', credentials, parameters: { ...parameters, ...more }, body });

	it('asks the server for the job and returns its hits', async () => {
		b.answer([job('SUCCESS'), hits, json({ data: { message: 'deleted' } })]);
		const { items } = await wake({ request_id: 'job-1', stage: 'SUCCESS' });
		expect(items).toEqual([{ json: { n: 1 } }, { json: { n: 2 } }]);
		expect(b.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /api/v2/jobs',
			'GET /api/v2/jobs/results',
			'DELETE /api/v2/jobs',
		]);
	});

	it('reads a job that is named in data, as a signed message has it', async () => {
		b.answer([job('SUCCESS'), hits, json({})]);
		expect(
			(await wake({ type: 'job.finished', data: { request_id: 'job-1' } })).items,
		).toHaveLength(2);
	});

	it('keeps limit and output', async () => {
		b.answer([job('SUCCESS'), hits, json({})]);
		const { items } = await wake(
			{ request_id: 'job-1' },
			{ returnAll: false, limit: 1, output: 'pages' },
		);
		expect(items).toEqual([{ json: { requestId: 'job-1', page: 1, hits: [{ n: 1 }] } }]);
	});

	it('writes a file', async () => {
		b.answer([job('SUCCESS'), hits, json({})]);
		const { items } = await wake({ request_id: 'job-1' }, { output: 'file', fileFormat: 'ndjson' });
		expect(items?.[0].json).toMatchObject({ hits: 2, fileName: 'log360.ndjson' });
		expect(Buffer.from(items?.[0].binary?.data.data ?? '', 'base64').toString()).toBe(
			'{"n":1}\n{"n":2}\n',
		);
	});

	it('keeps the job on request', async () => {
		b.answer([job('SUCCESS'), hits]);
		await wake({ request_id: 'job-1' }, { options: { deleteJob: false } });
		expect(b.seen).toHaveLength(2);
	});

	it('hands on why a job failed', async () => {
		b.answer([job('FAILED', { message: 'index is closed' })]);
		const { items } = await wake({ request_id: 'job-1' });
		expect(items?.[0].json).toMatchObject({ state: 'failed', error: 'index is closed' });
	});

	it('believes the server of the credential, not the caller', async () => {
		b.answer([json({ data: { jobs: { requests: [] } } })]);
		const { items } = await wake({ request_id: 'forged', hits: [{ n: 'evil' }] });
		expect(items?.[0].json).toMatchObject({ requestId: 'forged', error: 'There is no job forged' });
	});

	it.each(['Log360', 'a "quoted" }} name'])(
		'only by the job that it waits for, as the node %j',
		async (name) => {
			b.answer([job('SUCCESS'), hits, json({})]);
			const asleep = createRunExecutionData({
				executionData: { contextData: { [`node:${name}`]: { log360Job: 'job-1' } } },
			} as never);
			const call = async (id: string) =>
				await deliver({
					...{ type: 'log360', credentials: b.v2(), parameters, name, asleep },
					body: { request_id: id },
				});
			const other = await call('job-2');
			expect(other.items).toBeUndefined();
			expect(other.response).toMatchObject({ ignored: true });
			expect(b.seen).toHaveLength(0);
			expect((await call('job-1')).items).toHaveLength(2);
		},
	);

	it('hands on that a call names no job', async () => {
		b.answer([]);
		const { items } = await wake({ hello: 1 });
		expect(items?.[0].json.error).toContain('names no job');
		expect(b.seen).toHaveLength(0);
	});
});
