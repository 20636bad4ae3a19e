/** Background searches against the bundled backend, in both dialects. */
import { backend } from '../support/backend';
import { failure, items, output } from '../support/n8n';

const server = backend('--empty');
const TOTAL = 2_500;

beforeAll(async () => {
	const now = Date.now();
	await server.ingest(
		Array.from({ length: TOTAL }, (_, index) => ({
			time: now - index * 10,
			HOSTNAME: 'web01',
			EVENTID: 4625,
			RECORDNUMBER: index + 1,
			MESSAGE: 'An account failed to log on',
		})),
	);
}, 60_000);

const wait = (more = {}) => ({
	resource: 'log',
	operation: 'searchAndWait',
	returnAll: true,
	...more,
});
const jobOperation = (operation: string, requestId: string, more = {}) => ({
	resource: 'job',
	operation,
	job: { __rl: true, mode: 'id', value: requestId },
	...more,
});

describe.each([
	['V2', () => server.v2()],
	['V1', () => server.v1()],
])('%s', (_name, credentials) => {
	it('Search and Wait returns every hit once', async () => {
		const found = await output({ credentials: credentials(), parameters: wait() });
		const numbers = found.map((hit) => Number(hit.RECORDNUMBER ?? hit['Record Number']));
		expect(new Set(numbers).size).toBe(TOTAL);
		expect(numbers).toHaveLength(TOTAL);
	});

	it('Search and Wait leaves no job behind', async () => {
		await output({ credentials: credentials(), parameters: wait({ limit: 1, returnAll: false }) });
		const left = await output({
			credentials: credentials(),
			parameters: { resource: 'job', operation: 'getMany', returnAll: true },
		});
		expect(left).toEqual([]);
	});

	it('Search and Wait writes a file', async () => {
		const [item] = await items({
			credentials: credentials(),
			parameters: wait({ output: 'file' }),
		});
		expect(item.json).toMatchObject({ hits: TOTAL });
		const text = Buffer.from(item.binary?.data.data ?? '', 'base64').toString();
		expect(text.trim().split('\n')).toHaveLength(TOTAL);
	});

	it('Start, Wait, Get, Get Results and Delete work on one job', async () => {
		const run = async (parameters: object) =>
			await output({ credentials: credentials(), parameters: parameters as never });
		const [{ requestId }] = await run({ resource: 'log', operation: 'startSearch' });
		const id = String(requestId);
		expect(await run(jobOperation('wait', id))).toMatchObject([
			{ requestId: id, state: 'success' },
		]);
		const [status] = await run(jobOperation('get', id));
		expect(status).toMatchObject({ requestId: id, state: 'success', hits: TOTAL });
		expect(await run(jobOperation('getResults', id, { limit: 1_200 }))).toHaveLength(1_200);
		expect(await run(jobOperation('delete', id))).toEqual([{ requestId: id, deleted: true }]);
		const error = await failure({
			credentials: credentials(),
			parameters: jobOperation('get', id),
		});
		expect(error.message).toMatch(/not found|There is no job/);
	});

	it('names a bad query before or while the job runs', async () => {
		const error = await failure({
			credentials: credentials(),
			parameters: wait({ query: 'A = (' }),
		});
		expect(error.message).toMatch(/position \d+/i);
	});
});
