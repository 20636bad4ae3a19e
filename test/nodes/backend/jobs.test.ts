/** Background jobs of the backend, in both generations: every hit once in every form of output, and jobs that are not there. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { bothGenerations, CONTINUE, fileOf, id } from '../support/node';

const server = backend('--empty');
/** More than two pages of the server's default page size. */
const TOTAL = 2_500;
const WHOLE = { timeRange: 'last24Hours', returnAll: true };

beforeAll(async () => {
	const now = Date.now();
	await server.ingest(
		Array.from({ length: TOTAL }, (_, index) => ({
			time: now - index * 10,
			HOSTNAME: 'web01',
			EVENTID: 4625,
			RECORDNUMBER: index + 1,
			MESSAGE: index === 7 ? '=HYPERLINK("http://x")' : 'An account failed to log on',
		})),
	);
});

describe.each(bothGenerations(server))('%s', (name, node) => {
	const numbers = (hits: IDataObject[]) =>
		hits.map((hit) => Number(hit.RECORDNUMBER ?? hit['Record Number']));
	const newestFirst = Array.from({ length: TOTAL }, (_, index) => index + 1);
	const jobs = async () => await node.run('job.getMany', { returnAll: true });

	/** A finished search for everything. */
	async function finished(parameters: object = {}): Promise<string> {
		const [{ requestId }] = await node.run('log.startSearch', { ...WHOLE, ...parameters });
		await node.run('job.wait', { job: id(requestId) });
		return String(requestId);
	}

	it('Search and Wait returns every hit once, newest first, and leaves no job behind', async () => {
		expect(numbers(await node.run('log.searchAndWait', WHOLE))).toEqual(newestFirst);
		expect(await jobs()).toEqual([]);
	});

	it('Search and Wait keeps the job on request', async () => {
		await node.run('log.searchAndWait', { limit: 1, options: { deleteJob: false } });
		const [job, ...others] = await jobs();
		expect(others).toEqual([]);
		expect(job).toMatchObject({ state: 'success', hits: TOTAL });
		expect(
			numbers(await node.run('job.getResults', { job: id(job.requestId), returnAll: true })),
		).toEqual(newestFirst);
		await node.run('job.delete', { job: id(job.requestId) });
	});

	it('gives pages, the last one cut at the limit', async () => {
		const pages = await node.run('log.searchAndWait', { limit: 2_100, output: 'pages' });
		expect(pages.map(({ page, hits }) => [page, (hits as IDataObject[]).length])).toEqual([
			[1, 1_000],
			[2, 1_000],
			[3, 100],
		]);
		expect(numbers(pages.flatMap(({ hits }) => hits as IDataObject[]))).toEqual(
			newestFirst.slice(0, 2_100),
		);
	});

	it('writes NDJSON', async () => {
		const file = { output: 'file', binaryField: 'logs', options: { fileName: 'failed' } };
		const [item] = await node.items('log.searchAndWait', { ...WHOLE, ...file });
		expect(item.json).toMatchObject({ hits: TOTAL, fileName: 'failed.ndjson' });
		const lines = fileOf(item, 'logs').toString().trim().split('\n');
		expect(numbers(lines.map((line) => JSON.parse(line) as IDataObject))).toEqual(newestFirst);
	});

	it('writes CSV in which no formula can run', async () => {
		const [number, message] =
			name === 'V1' ? ['Record Number', 'Message'] : ['RECORDNUMBER', 'MESSAGE'];
		const options = { columns: `${number}, ${message}` };
		const csv = { output: 'file', fileFormat: 'csv', limit: 10, options };
		const [item] = await node.items('log.searchAndWait', csv);
		const [header, ...rows] = fileOf(item).toString().trim().split(/\r?\n/);
		expect(header.replace(/^\ufeff/, '')).toBe(`${number},${message}`);
		expect(rows).toHaveLength(10);
		expect(rows[6]).toBe('7,An account failed to log on');
		expect(rows[7]).toBe(`8,"'=HYPERLINK(""http://x"")"`);
	});

	it('Start, Wait, Get, Get Results and Delete work on one job', async () => {
		const requestId = await finished();
		const job = id(requestId);
		const [status] = await node.run('job.get', { job });
		expect(status).toMatchObject({ requestId, state: 'success', hits: TOTAL });
		const [raw] = await node.run('job.get', { job, simplify: false });
		expect(raw).toMatchObject({
			request_id: requestId,
			[name === 'V1' ? 'status' : 'stage']: 'SUCCESS',
			hits_done: TOTAL,
			total_pages: 3,
		});
		expect(await node.run('job.getResults', { job, limit: 1_200 })).toHaveLength(1_200);
		expect(await node.run('job.delete', { job })).toEqual([{ requestId, deleted: true }]);
	});

	it('lists several, newest first, up to the limit', async () => {
		const ids = [await finished(), await finished(), await finished()].reverse();
		expect((await jobs()).map(({ requestId }) => requestId)).toEqual(ids);
		const two = await node.run('job.getMany', { limit: 2 });
		expect(two.map(({ requestId }) => requestId)).toEqual(ids.slice(0, 2));
		for (const one of ids) await node.run('job.delete', { job: id(one) });
	});

	it('finds nothing, and says so by no items', async () => {
		const nothing = { ...WHOLE, query: 'HOSTNAME = nobody' };
		expect(await node.run('log.searchAndWait', nothing)).toEqual([]);
		const requestId = await finished(nothing);
		expect(await node.run('job.getResults', { job: id(requestId) })).toEqual([]);
		await node.run('job.delete', { job: id(requestId) });
	});

	it.each(['get', 'wait', 'getResults', 'delete'])(
		'%s of a deleted job tells so',
		async (operation) => {
			const requestId = await finished();
			await node.run('job.delete', { job: id(requestId) });
			const error = await node.fail(`job.${operation}`, { job: id(requestId) });
			expect(error.httpCode).toBe('404');
			expect(error.message).toMatch(/^Could not (get the status of jobs|delete a job): no job has/);
			expect(error.message).toContain(`request_id "${requestId}"`);
		},
	);

	it('goes on to the next job after one that is not there', async () => {
		const requestId = await finished();
		const answers = await node.items(
			'job.delete',
			{ job: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			{ ...CONTINUE, items: [{ id: 'nothing' }, { id: requestId }] },
		);
		expect(answers).toMatchObject([
			{
				json: { error: 'Could not delete a job: no job has the request_id "nothing"' },
				pairedItem: { item: 0 },
			},
			{ json: { requestId, deleted: true }, pairedItem: { item: 1 } },
		]);
		expect(await jobs()).toEqual([]);
	});

	it('names a bad query before the job runs, and leaves none', async () => {
		const error = await node.fail('log.searchAndWait', { query: 'A = (' });
		expect(error.message).toMatch(/position \d+/i);
		expect(await jobs()).toEqual([]);
	});

	it('an execution that is canceled leaves no job', async () => {
		await node
			.items('log.searchAndWait', WHOLE, { onStart: (execution) => execution.cancel() })
			.catch(() => undefined);
		expect(await jobs()).toEqual([]);
	});
});

it('no token sees the jobs of another, unless it is an administrator', async () => {
	const [[, v2], [, v1]] = bothGenerations(server);
	const [{ requestId }] = await v2.run('log.startSearch');
	await v2.run('job.wait', { job: id(requestId) });
	expect(await v1.run('job.getMany')).toEqual([]);
	expect(await v1.fail('job.get', { job: id(requestId) })).toMatchObject({ httpCode: '404' });
	await v2.run('job.delete', { job: id(requestId) });
});
