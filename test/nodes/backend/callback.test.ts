/** Callback mode against the backend: the execution sleeps, the backend calls, the execution goes on with the rows. */
import { backend } from '../support/backend';
import { itemsOf, resume, run, type Trial } from '../support/n8n';
import { bothGenerations, fileOf, id, nodeWith } from '../support/node';
import { receiver } from '../support/receiver';

const server = backend('--empty', '--page-size', '3', '--allow-internal-callbacks', '127.0.0.1');
const n8n = receiver();
const HOSTS = ['a', 'b', 'c', 'd', 'e'];

beforeAll(async () => {
	const now = Date.now();
	await server.ingest(
		HOSTS.map((HOSTNAME, at) => ({
			time: now - 60_000 + at,
			...{ HOSTNAME, LOGTYPE: 'Windows', CHANNEL: 'Security', EVENTID: 1102 },
		})),
	);
});

beforeEach(() => n8n.answer(() => [200, {}]));

const GENERATIONS = [
	['V2', () => server.v2()],
	['V1', () => server.v1()],
] as const;
const OPERATIONS = [
	['log', 'searchAndWait'],
	['alert', 'getManyAndWait'],
] as const;

/** The run of an operation that waits for the call of the server. */
function trial(
	credentials: object,
	more: object = {},
	[resource, operation]: readonly string[] = OPERATIONS[0],
): Trial {
	return {
		credentials: credentials as Trial['credentials'],
		parameters: {
			...{
				resource,
				operation,
				outputFields: 'raw',
				timeRange: 'lastHour',
				returnAll: true,
				waitBy: 'callback',
			},
			...more,
		},
		resumeBase: `${n8n.url}/webhook-waiting`,
	};
}

/** Lets the execution sleep and waits for the call that wakes it. */
async function sleep(asleep: Trial) {
	const result = await run(asleep);
	expect(result.status).toBe('waiting');
	const call = await n8n.next();
	return { result, call, job: String((call.body as { request_id: string }).request_id) };
}

describe.each(GENERATIONS)('%s', (name, credentials) => {
	const [, node] = bothGenerations(server)[name === 'V2' ? 0 : 1];
	const hosts = (hits: Array<Record<string, unknown>>) =>
		hits.map((hit) => hit.HOSTNAME ?? hit.Device).sort();

	it.each(OPERATIONS)('%s > %s: goes on with all rows, and leaves no job', async (...operation) => {
		const asleep = trial(credentials(), {}, operation);
		const { result, call, job } = await sleep(asleep);
		expect(call).toMatchObject({
			path: expect.stringMatching(/^\/webhook-waiting\/1/) as string,
			body: { request_id: job, status: 'SUCCESS' },
		});
		const late = { ...(call.body as object), request_id: 'another' };
		expect(await resume(asleep, result, late)).toMatchObject({ status: 'waiting' });
		const woken = await resume(asleep, result, call.body);
		expect(woken.status).toBe('success');
		expect(hosts(itemsOf(woken).map(({ json }) => json))).toEqual(HOSTS);
		expect(await node.run('job.getMany', { returnAll: true })).toEqual([]);
	});

	it('keeps limit and pages', async () => {
		const asleep = trial(credentials(), { returnAll: false, limit: 4, output: 'pages' });
		const { result, call, job } = await sleep(asleep);
		const pages = itemsOf(await resume(asleep, result, call.body));
		expect(pages.map(({ json }) => [json.requestId, json.page, (json.hits as []).length])).toEqual([
			[job, 1, 3],
			[job, 2, 1],
		]);
	});

	it('writes the rows to a file', async () => {
		const asleep = trial(credentials(), { output: 'file', fileFormat: 'ndjson' });
		const { result, call } = await sleep(asleep);
		const [item] = itemsOf(await resume(asleep, result, call.body));
		const lines = fileOf(item).toString().trim().split('\n');
		const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(hosts(rows)).toEqual(HOSTS);
	});

	it('keeps the job on request, so that its results can be read again', async () => {
		const asleep = trial(credentials(), { options: { deleteJob: false } });
		const { result, call, job } = await sleep(asleep);
		await resume(asleep, result, call.body);
		const again = await node.run('job.getResults', { job: id(job), returnAll: true });
		expect(hosts(again)).toEqual(HOSTS);
		await node.run('job.delete', { job: id(job) });
	});

	it('tells in the item that the job was deleted while the execution slept', async () => {
		const asleep = trial(credentials());
		const { result, call, job } = await sleep(asleep);
		await node.run('job.delete', { job: id(job) });
		const [item] = itemsOf(await resume(asleep, result, call.body));
		expect(item.json).toMatchObject({
			requestId: job,
			error: `Could not get the status of jobs: no job has the request_id "${job}"`,
		});
	});

	it('does not fall asleep over a query that is refused', async () => {
		const waiting = trial(credentials(), { query: 'A = (' });
		const { data } = await run(waiting);
		expect(data.resultData.error?.message).toMatch(/position \d+/);
		expect(data.waitTill).toBeUndefined();
	});
});

it('a call that names the job of another token brings none of its rows', async () => {
	const mine = trial(server.v2(), { options: { deleteJob: false } });
	const { job } = await sleep(mine);
	const others = trial(server.v1());
	const { result } = await sleep(others);
	// It does not even wake the execution up, which waits for its own job.
	expect(await resume(others, result, { request_id: job })).toMatchObject({ status: 'waiting' });
	await nodeWith(() => server.v2()).run('job.delete', { job: id(job) });
});

it('comes again when n8n did not take the call', async () => {
	const answers = [503, 200];
	n8n.answer(() => [answers.shift() ?? 200, {}]);
	const asleep = trial(server.v2());
	const { result, call } = await sleep(asleep);
	const again = await n8n.next();
	expect(again.body).toEqual(call.body);
	expect(itemsOf(await resume(asleep, result, again.body))).toHaveLength(HOSTS.length);
});
