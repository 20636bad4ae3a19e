/** Callbacks: a URL is called once its job has ended, whatever happens in between, and refusals are final. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestServer } from '../../../support/server';

const RANGE = { query: '*', start_time: '2020-01-01T00:00:00Z', end_time: '2030-01-01T00:00:00Z' };

let receiver: Server;
let url: string;
let calls: { body: unknown; type: string | undefined }[];
let answers: number[];
let called: () => void;

beforeEach(async () => {
	calls = [];
	answers = [];
	receiver = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			calls.push({
				body: JSON.parse(Buffer.concat(parts).toString()),
				type: request.headers['content-type'],
			});
			response.writeHead(answers.shift() ?? 200).end();
			called();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/resume`;
});

afterEach(() => new Promise((resolve) => receiver.close(resolve)));

const nextCall = () => new Promise<void>((resolve) => (called = resolve));

async function start(server: TestServer, path: string, body: object, callback = url) {
	return server.call(path, { body, headers: { 'X-Log360-Callback-Url': callback } });
}

describe('callbacks of jobs', () => {
	it.each([
		['V2 search', '/api/v2/search/async', RANGE, (body: any) => body.data.request_id],
		['V1 search', '/RestAPI/v1/search/async', { query: '*' }, (body: any) => body.request_id],
		['V2 alerts', '/api/v2/alerts/async', RANGE, (body: any) => body.data.request_id],
		['V1 alerts', '/RestAPI/v1/alerts/async', { query: '*' }, (body: any) => body.request_id],
	])('%s: names the job that has ended', async (_, path, body, idOf) => {
		const server = await TestServer.start({ allowInternalCallbacks: ['127.0.0.1'] });
		const call = nextCall();
		const answer = await start(server, path, body);
		expect(answer.status).toBe(200);
		await server.untilCalled(call);
		expect(calls).toEqual([
			{ body: { request_id: idOf(answer.body), status: 'SUCCESS' }, type: 'application/json' },
		]);
	});

	it('comes again when the other side fails', async () => {
		const server = await TestServer.start({ allowInternalCallbacks: ['127.0.0.1'] });
		answers = [503];
		const first = nextCall();
		await start(server, '/api/v2/search/async', RANGE);
		await server.untilCalled(first);
		await server.untilCalled(nextCall());
		expect(calls).toHaveLength(2);
		expect(calls[1]).toEqual(calls[0]);
	});

	it('is refused without a call when the address is internal and not allowed', async () => {
		const server = await TestServer.start();
		const answer = await start(server, '/api/v2/search/async', RANGE);
		expect(answer.status).toBe(200);
		const { request_id: id } = answer.body.data;
		await server.jobs.wait(id, { owner: '', admin: true });
		const owner = { owner: 'server', admin: true };
		for (;;) {
			const { jobs } = await server.jobs.list(owner, { kinds: ['callback'] });
			if (jobs[0]?.state === 'FAILED') {
				expect(jobs[0].error?.message).toMatch(/internal|not.*allowed|refused/i);
				break;
			}
			server.clock.advance(1_000);
			await server.jobs.wake();
		}
		expect(calls).toEqual([]);
	});

	it.each([
		['no URL', 'not a url'],
		['another scheme', 'ftp://example.com/x'],
		['a URL that is too long', `http://example.com/${'x'.repeat(2048)}`],
	])('refuses %s in both dialects', async (_, callback) => {
		const server = await TestServer.start();
		const v2 = await start(server, '/api/v2/search/async', RANGE, callback);
		expect([v2.status, v2.body.error.detail]).toEqual([
			400,
			expect.stringContaining('X-Log360-Callback-Url: expected an http or https URL'),
		]);
		const v1 = await start(server, '/RestAPI/v1/search/async', { query: '*' }, callback);
		expect([v1.status, v1.body.ERROR_CODE]).toEqual([400, 'INVALID_PARAMETER']);
	});
});
