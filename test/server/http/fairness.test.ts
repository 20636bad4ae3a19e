/** Fair turns over HTTP: one token's searches, batches and callbacks, however many, hold up nobody else's. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scope } from '../../../server/contract';
import { WorkerClient } from '../../../server/platform/threads';
import { TestServer } from '../../support/server';
import { until } from './jobs-gate';
import { withoutTimeOuts } from './no-time-outs';

const RANGE = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
const SCOPES: readonly Scope[] = ['search.READ', 'ingest.WRITE'];

/** What calls into threads that are held are about, in the order in which they began. */
let begun: string[];
let open: (() => void)[];

/** Holds calls into threads. @param nameOf what a call is about; undefined for calls that go through */
function hold(nameOf: (method: string, args: readonly unknown[]) => string | undefined): void {
	const real = WorkerClient.prototype.call as (...args: unknown[]) => Promise<unknown>;
	jest.spyOn(WorkerClient.prototype, 'call').mockImplementation(async function (
		this: unknown,
		...given: unknown[]
	) {
		const name = nameOf(given[0] as string, given[1] as readonly unknown[]);
		if (name !== undefined) {
			begun.push(name);
			await new Promise<void>((resolve) => open.push(resolve));
		}
		return real.apply(this, given);
	} as never);
}

/** Lets all calls go on, also those that come. */
function letGo(): void {
	jest.restoreAllMocks();
	for (const release of open.splice(0)) release();
}

let server: TestServer;
let greedy: string;
let modest: string;

async function start(readers: number): Promise<void> {
	server = await TestServer.start({ readers, allowInternalCallbacks: ['127.0.0.1'] });
	[greedy, modest] = [await server.tokenWith(SCOPES), await server.tokenWith(SCOPES)];
	await server.store([{ HOSTNAME: 'h', N: 1 }]);
}
withoutTimeOuts();

beforeEach(() => {
	begun = [];
	open = [];
});
afterEach(async () => {
	letGo();
	expect(server.faults).toEqual([]);
	await server.close();
});

describe('searches', () => {
	const search = (token: string, query: string) =>
		server.call('/api/v2/search', { token, body: { query, ...RANGE } });
	const holdSearches = () =>
		hold((method, args) =>
			method === 'search' ? (args[0] as { query: string }).query : undefined,
		);

	it('of a token that asks for many leave a reader to others', async () => {
		await start(2);
		holdSearches();
		const many = Array.from({ length: 6 }, (_, n) => search(greedy, `N = ${n}`));
		await until(() => begun.length === 1, 'a search is at work');
		const one = search(modest, 'N = 100');
		await until(() => begun.length === 2, 'another one is at work');
		expect(begun[1]).toBe('N = 100');
		letGo();
		for (const { status } of await Promise.all([...many, one])) expect(status).toBe(200);
	});

	it('take turns where there is one reader', async () => {
		await start(1);
		holdSearches();
		const many = Array.from({ length: 6 }, (_, n) => search(greedy, `N = ${n}`));
		await until(() => begun.length === 1, 'a search is at work');
		const one = search(modest, 'N = 100');
		// Both are in the queue once the server has read their requests.
		await until(async () => (await inFlight()) === 7, 'all searches have come in');
		open.shift()?.();
		await until(() => begun.length === 2, 'the next one is at work');
		expect(begun[1]).toBe('N = 100');
		letGo();
		for (const { status } of await Promise.all([...many, one])) expect(status).toBe(200);
	});
});

it('batches take turns: those of a token that sends many wait behind one of another', async () => {
	await start(1);
	hold((method, args) =>
		method === 'push' ? Buffer.from(args[1] as Uint8Array).toString() : undefined,
	);
	const send = (token: string, text: string) => server.call('/ingest', { token, body: text });
	const many = Array.from({ length: 9 }, (_, n) => send(greedy, `greedy ${n}`));
	await until(() => begun.length === 4, 'as many are at work as may be');
	const one = send(modest, 'modest');
	await until(async () => (await inFlight()) === 10, 'all batches have come in');
	open.shift()?.();
	await until(() => begun.length === 5, 'the next one is at work');
	expect(begun[4]).toBe('modest');
	letGo();
	for (const { status, body } of await Promise.all([...many, one]))
		expect([status, body.stored]).toEqual([200, 1]);
});

it('callbacks to an address that never answers hold up those of no other token', async () => {
	await start(1);
	const hung: ServerResponse[] = [];
	let called: () => void;
	const fast = new Promise<void>((resolve) => (called = resolve));
	const receiver = createServer((request, response) => {
		if (request.url === '/fast') {
			response.end();
			called();
		} else {
			hung.push(response);
		}
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
	const search = (token: string, path: string) =>
		server.call('/api/v2/search/async', {
			...{ token, body: { query: '*', ...RANGE } },
			headers: { 'X-Log360-Callback-Url': `${url}${path}` },
		});
	for (let n = 0; n < 40; n++) expect((await search(greedy, '/slow')).status).toBe(200);
	expect((await search(modest, '/fast')).status).toBe(200);
	await server.untilCalled(fast);
	// Some of a token's calls are made at a time, whatever comes of them.
	expect(hung.length).toBeLessThanOrEqual(4);
	for (const response of hung) response.destroy();
	await new Promise((resolve) => receiver.close(resolve));
});

/** Requests that the server is answering, without this one. */
async function inFlight(): Promise<number> {
	const { body } = await server.call('/metrics', { token: null });
	return Number(/^log360_http_requests_in_flight (\d+)$/m.exec(body as string)?.[1]) - 1;
}
