/** What time does to the backend's answers, with its clock moved by hand: expired jobs, cursors, tokens and files, and runs that wait. */
import type { IDataObject } from 'n8n-workflow';

import { clockedBackend } from '../support/backend';
import { id, nodeWith } from '../support/node';
import { scripted, type Reply, type Scripted, type Seen } from '../support/scripted';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TOTAL = 25;
const BEGIN = Date.now();
/** All times that the moved clock can reach. */
const RANGE = { timeRange: 'custom', startTime: '2020-01-01', endTime: '2099-01-01' };
const WHOLE = { ...RANGE, returnAll: true };

const server = clockedBackend(BEGIN, 10);
/** Passes calls on to the server; what happens before each is up to the test. */
let between: Scripted;
let before: (seen: Seen, count: number) => Promise<void> | void;

beforeAll(async () => {
	await server.ingest(
		Array.from({ length: TOTAL }, (_, index) => ({
			time: BEGIN - HOUR + index,
			...{ HOSTNAME: 'web01', LOGTYPE: 'Unix', RECORDNUMBER: index + 1 },
		})),
	);
	between = await scripted();
});

afterAll(async () => {
	await between.close();
});

beforeEach(() => {
	before = () => undefined;
	between.answer(async (seen, count) => {
		await before(seen, count);
		return await forward(seen);
	});
});

/** Gives a call to the server and its answer back. */
async function forward({ method, path, query, headers, body }: Seen): Promise<Reply> {
	const response = await fetch(`${server.url}${path}?${new URLSearchParams(query).toString()}`, {
		method,
		headers: {
			authorization: String(headers.authorization),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: await response.json() };
}

/** The server's clock, which the tests have moved so far. */
let now = BEGIN;
async function advance(ms: number): Promise<void> {
	now += ms;
	await server.advance(ms);
}

const GENERATIONS = [
	['V2', () => ({ token: server.demoToken, apiVersion: 'v2' })],
	['V1', () => ({ token: server.v1Token, apiVersion: 'v1' })],
] as const;

describe.each(GENERATIONS)('over %s', (_name, token) => {
	const node = nodeWith(() => ({ serverUrl: server.url, ...token() }));
	const viaProxy = nodeWith(() => ({ serverUrl: between.url, ...token() }));
	const numbers = (hits: IDataObject[]) =>
		hits.map((hit) => hit.RECORDNUMBER ?? hit['Record Number']);
	const newestFirst = Array.from({ length: TOTAL }, (_, index) => TOTAL - index);

	it('a cursor that expires between two pages costs one new start, and no log twice', async () => {
		before = (_seen, count) => {
			return count === 3 ? advance(6 * MINUTE) : undefined;
		};
		expect(numbers(await viaProxy.run('log.search', WHOLE))).toEqual(newestFirst);
		expect(between.seen.map(({ body }) => 'cursor' in (body as object))).toEqual([
			...[false, true, true],
			...[false, true, true],
		]);
	});

	it('a cursor that expires every time is told, with what to do', async () => {
		before = ({ body }) => {
			return 'cursor' in (body as object) ? advance(6 * MINUTE) : undefined;
		};
		const error = await viaProxy.fail('log.search', WHOLE);
		expect(error.message).toBe(
			'Could not fetch the next page of logs: the cursor is no longer valid',
		);
		expect(error.context.cause).toBe('cursorExpired');
		expect(error.description).toContain('The cursor expired: it was not used for 5 minutes');
		expect(error.description).toContain('use Search and Wait');
	});

	it('a job gives its results for 24 hours', async () => {
		const [{ requestId }] = await node.run('log.startSearch', RANGE);
		const job = id(requestId);
		await node.run('job.wait', { job });
		await advance(23 * HOUR);
		expect(numbers(await node.run('job.getResults', { job, returnAll: true }))).toEqual(
			newestFirst,
		);
		await advance(2 * HOUR);
		const error = await node.fail('job.getResults', { job });
		expect(error).toMatchObject({ httpCode: '410', context: { cause: 'gone' } });
		expect(error.description).toContain('they are kept for 24 hours');
		expect(error.description).toContain('Start the job again');
	});
});

describe('V2', () => {
	it('a token that expires is refused from then on, with the time and the advice', async () => {
		const until = new Date(now + HOUR).toISOString();
		const made = await server.call('POST', '/admin/api/tokens', {
			...{ name: 'for an hour', scopes: ['search.READ'], expires: until },
		});
		const token = String(made.secret);
		const node = nodeWith(() => ({ serverUrl: server.url, token }));
		expect(await node.run('log.search', { ...RANGE, limit: 1 })).toHaveLength(1);
		await advance(HOUR + 1);
		const error = await node.fail('log.search', RANGE);
		expect(error).toMatchObject({ httpCode: '401', context: { cause: 'badToken' } });
		expect(error.description).toContain(`The token expired on ${until}`);
		expect(error.description).toContain('Regenerate the token with a later expiry');
		expect(error.everything).not.toContain(token);
	});

	const node = nodeWith(() => ({ serverUrl: between.url, token: server.demoToken }));
	const incidents = async (name: string) =>
		(await node.run('incident.getMany', { returnAll: true })).filter(
			(incident) => incident.name === name,
		);

	it('reading goes on over a moment in which the server was not there', async () => {
		between.answer(async (seen, count) =>
			count === 1
				? { status: 503, headers: { 'retry-after': '0' }, body: {} }
				: await forward(seen),
		);
		expect(await node.run('log.search', { ...RANGE, limit: 5 })).toHaveLength(5);
		expect(between.seen).toHaveLength(2);
	});

	it('what changes something is not sent again when the answer got lost', async () => {
		between.answer(async (seen) => {
			await forward(seen);
			return { reset: true };
		});
		const error = await node.fail('incident.create', { name: 'Answer lost' });
		expect(error.context.cause).toBe('interrupted');
		expect(error.description).toContain('It is unknown whether the server has carried out');
		expect(between.seen).toHaveLength(1);
		between.answer(forward);
		expect(await incidents('Answer lost')).toHaveLength(1);
	});
});

describe('V1', () => {
	const node = nodeWith(() => ({ serverUrl: server.url, token: server.v1Token, apiVersion: 'v1' }));

	it('a workflow that waits for an hour is waited for', async () => {
		const { workflow } = await server.call('POST', '/admin/api/workflows', {
			...{ name: 'Later', description: '' },
			definition: {
				start: 'wait',
				blocks: [
					{ id: 'wait', type: 'time_delay', parameters: { minutes: 60 }, next: 'done' },
					{ id: 'done', type: 'end', parameters: { status: 'success', message: 'Rested' } },
				],
			},
		});
		const start = now;
		const running = node.run('workflow.executeAndWait', {
			workflow: id((workflow as IDataObject).id),
		});
		let over = false;
		void running.then(() => (over = true));
		while (!over) await advance(MINUTE);
		const [run] = await running;
		expect(run).toMatchObject({
			state: 'success',
			message: 'Rested',
			blocks: [{ id: 'wait', state: 'success' }, { id: 'done' }],
		});
		expect(Date.parse(String(run.finishedAt)) - start).toBeGreaterThanOrEqual(HOUR);
	});
});
