/** Callbacks: a URL is called once its job has ended, whatever happens in between, and refusals are final. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newWebhookSecret } from '../../../../server/platform/outgoing';
import { verify } from '../../../../nodes/Log360WebhookTrigger/verify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestServer } from '../../../support/server';
import { withoutTimeOuts } from '../../http/no-time-outs';

const RANGE = { query: '*', start_time: '2020-01-01T00:00:00Z', end_time: '2030-01-01T00:00:00Z' };

const timeOuts = withoutTimeOuts();

let receiver: Server;
let url: string;
let calls: { body: unknown; type: string | undefined }[];
let signatures: { readonly headers: Readonly<Record<string, unknown>>; readonly rawBody: Buffer }[];
let answers: number[];
let called: () => void;

beforeEach(async () => {
	calls = [];
	signatures = [];
	answers = [];
	receiver = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			signatures.push({ headers: request.headers, rawBody: Buffer.concat(parts) });
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

	it('has five seconds to be answered', async () => {
		const server = await TestServer.start({ allowInternalCallbacks: ['127.0.0.1'] });
		const call = nextCall();
		await start(server, '/api/v2/search/async', RANGE);
		await server.untilCalled(call);
		expect(timeOuts.limits.mock.calls).toEqual([[5_000]]);
	});

	it('is signed with the secret of the caller, under the same id at every attempt', async () => {
		const server = await TestServer.start({ allowInternalCallbacks: ['127.0.0.1'] });
		const secret = newWebhookSecret();
		answers = [503];
		const first = nextCall();
		const { body } = await server.call('/api/v2/search/async', {
			body: RANGE,
			headers: { 'X-Log360-Callback-Url': url, 'X-Log360-Callback-Secret': secret },
		});
		await server.untilCalled(first);
		await server.untilCalled(nextCall());
		expect(signatures).toHaveLength(2);
		for (const call of signatures) {
			expect(call.headers['webhook-id']).toBe(body.data.request_id);
			const at = Number(call.headers['webhook-timestamp']) * 1000;
			expect(verify('signature', call, secret, '', at)).toBeUndefined();
			expect(verify('signature', call, newWebhookSecret(), '', at)).toMatchObject({ status: 403 });
		}
		expect(readFileSync(join(server.directory, 'jobs.db')).includes(secret)).toBe(false);
	});

	it.each([
		[
			'a short secret',
			{ 'X-Log360-Callback-Url': 'http://example.com', 'X-Log360-Callback-Secret': 'x' },
			'Secret: expected whsec_',
		],
		[
			'a short key',
			{ 'X-Log360-Callback-Url': 'http://example.com', 'X-Log360-Callback-Secret': 'whsec_AAAA' },
			'Secret: expected whsec_',
		],
		[
			'a secret without a URL',
			{ 'X-Log360-Callback-Secret': 'x'.repeat(30) },
			'Url: expected an http',
		],
	])('refuses %s', async (_, headers, message) => {
		const server = await TestServer.start();
		const answer = await server.call('/api/v2/search/async', { body: RANGE, headers });
		expect(answer.status).toBe(400);
		expect(answer.body.error.detail).toContain(message);
		expect(answer.body.error.detail).not.toContain('AAAA');
	});

	it('is not made any more once the token is revoked, by whatever process', async () => {
		const server = await TestServer.start({ allowInternalCallbacks: ['127.0.0.1'] });
		answers = Array<number>(10).fill(503);
		const token = await server.tokenWith(['search.READ']);
		const first = nextCall();
		await server.call('/api/v2/search/async', {
			...{ body: RANGE, token },
			headers: { 'X-Log360-Callback-Url': url },
		});
		await server.untilCalled(first);
		await server.withRegistry(async (registry) => {
			const { id } = registry.list().find(({ name }) => name === 'limited') as { id: string };
			await registry.revoke(id);
		});
		const everybody = { owner: '', admin: true };
		let state: string | undefined;
		while (state !== 'CANCELLED') {
			const { jobs } = await server.jobs.list(everybody, { kinds: ['callback'] });
			state = jobs[0]?.state;
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		server.clock.advance(3_600_000);
		await server.jobs.wake();
		expect(calls).toHaveLength(1);
	});

	it.each([
		['', {}],
		[', though other calls may go there', { allowInternal: ['127.0.0.1'] }],
	])(
		'is refused without a call when the address is internal and not allowed%s',
		async (_, allowed) => {
			const server = await TestServer.start(allowed);
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
		},
	);

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
