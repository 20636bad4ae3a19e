/** HTTP requests of workflows: signature, secrets, address checks, redirects, limits. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { directHttp } from '../../../../server/response/workflows/outgoing-direct';
import { runToEnd, T0, World } from './support';

describe('the block', () => {
	let world: World;
	afterEach(() => world.close());

	it('signs what it sends, fills JSON in safely, and shows no secret anywhere', async () => {
		world = new World({
			network: () => ({
				status: 200,
				headers: { 'content-type': 'application/json' },
				body: '{"id":"e-1"}',
			}),
		});
		const life = await world.start();
		const id = await world.template({
			start: 'call',
			arguments: [{ name: 'text' }],
			blocks: [
				{
					id: 'call',
					type: 'http_request',
					parameters: {
						url: 'https://n8n.example/webhook/a?q={{arguments.text}}',
						headers: { 'X-Run': '{{run.id}}' },
						secretHeaders: { Authorization: 'Bearer hidden-token' },
						secret: 'whsec_aGlkZGVuLWtleSBvZiB0d2VudHktZm91ciBi',
						body: { text: '{{arguments.text}}', n: '{{run.id}}' },
					},
				},
			],
		});
		const text = 'a"b&c=\u00e9\n{{run.id}}';
		const { run, steps } = await runToEnd(world, life, id, { text });
		expect(run.state).toBe('SUCCESS');
		const [request] = world.requests;
		expect(request?.url).toBe(`https://n8n.example/webhook/a?q=${encodeURIComponent(text)}`);
		expect(JSON.parse(request?.body ?? '')).toEqual({ text, n: run.id });
		const stamp = String(T0 / 1000);
		const key = `log360_${T0.toString(36)}_run_${run.id}_call`;
		const signature = createHmac('sha256', 'hidden-key of twenty-four b')
			.update(`${key}.${stamp}.${request?.body}`)
			.digest('base64');
		expect(request?.headers).toMatchObject({
			'webhook-id': key,
			'webhook-timestamp': stamp,
			'webhook-signature': `v1,${signature}`,
			'content-type': 'application/json',
			Authorization: 'Bearer hidden-token',
			'X-Run': String(run.id),
		});
		expect(steps[0]).toMatchObject({
			output: { status: 200, body: { id: 'e-1' } },
			input: { secret: '********', secretHeaders: '********' },
		});
		expect(JSON.stringify(steps)).not.toMatch(/hidden/);
	});

	it('blots out secrets that the other side repeats, in each of their spellings', async () => {
		const token = 'hidden"token/of the header';
		const secret = 'whsec_aGlkZGVuLWtleSBvZiB0d2VudHktZm91ciBi';
		world = new World({
			network: (request) => ({
				status: 500,
				headers: { 'content-type': 'text/plain' },
				body: `no ${request.headers?.['Authorization']}, ${JSON.stringify(token)}, ${encodeURIComponent(token)} or ${secret}`,
			}),
		});
		const life = await world.start();
		const id = await world.template({
			start: 'call',
			blocks: [
				{
					id: 'call',
					type: 'http_request',
					parameters: {
						url: 'https://n8n.example/webhook/a',
						secretHeaders: { Authorization: `Bearer ${token}` },
						secret,
					},
				},
			],
		});
		const { steps } = await runToEnd(world, life, id, {});
		expect(steps[0]).toMatchObject({ output: { status: 500, body: 'no ***, "***", *** or ***' } });
		expect(JSON.stringify(steps)).not.toMatch(/hidden|whsec_/);
	});

	it('refuses header values with line breaks that a variable brings in', async () => {
		world = new World();
		const life = await world.start();
		const id = await world.template({
			start: 'call',
			arguments: [{ name: 'text' }],
			blocks: [
				{
					id: 'call',
					type: 'http_request',
					parameters: { url: 'https://n8n.example/', headers: { 'X-A': 'v {{arguments.text}}' } },
				},
			],
		});
		const { steps } = await runToEnd(world, life, id, { text: 'x\r\nHost: evil' });
		expect(steps).toMatchObject([
			{ state: 'FAILED', error: expect.stringContaining('expected header values on one line') },
		]);
		expect(world.requests).toEqual([]);
	});

	it('takes a whole address from an argument, and judges it then', async () => {
		world = new World();
		const life = await world.start();
		const good = await runToEnd(world, life, 14, {
			url: 'https://n8n.example/x?a=1&b=2',
			message: 'm',
		});
		expect(good.run.state).toBe('SUCCESS');
		expect(world.requests).toMatchObject([{ url: 'https://n8n.example/x?a=1&b=2' }]);
		const bad = await runToEnd(world, life, 14, { url: 'gopher://n8n.example/', message: 'm' });
		expect(bad.run).toMatchObject({
			state: 'FAILED',
			message: expect.stringContaining('url: expected an http or https address'),
		});
	});
});

describe('the direct sender', () => {
	let server: Server;
	let seen: IncomingMessage[] = [];
	let port = 0;

	beforeAll(async () => {
		server = createServer((request, response) => {
			seen.push(request);
			if (request.url === '/redirect')
				response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
			else if (request.url === '/large') response.end('x'.repeat(200_000));
			else if (request.url !== '/silent')
				response.writeHead(201, { 'X-Two': ['a', 'b'] }).end('done');
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		port = (server.address() as AddressInfo).port;
	});
	beforeEach(() => (seen = []));
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	const send = (
		path: string,
		host = '127.0.0.1',
		allowInternal: string[] = ['127.0.0.1', 'localhost'],
		timeoutMs = 600_000,
	) =>
		directHttp({ allowInternal }).send({
			method: 'POST',
			url: `http://${host}:${port}${path}`,
			headers: { 'x-a': '1' },
			body: 'hello',
			timeoutMs,
			signal: new AbortController().signal,
		});

	it('sends where it is allowed', async () => {
		expect(await send('/x')).toMatchObject({
			status: 201,
			headers: { 'x-two': 'a, b' },
			body: 'done',
		});
		expect(seen[0]?.headers).toMatchObject({ 'x-a': '1', 'content-length': '5' });
	});

	it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', 'localhost'])(
		'refuses %s',
		async (host) => {
			await expect(send('/secret-path', host, [])).rejects.toThrow(
				/is not an address of the public internet/,
			);
			expect(seen).toEqual([]);
		},
	);

	it('follows no redirect and cuts a long answer', async () => {
		expect((await send('/redirect')).status).toBe(302);
		expect((await send('/large')).body).toHaveLength(65_536);
	});

	it('gives up in time, naming no path', async () => {
		await expect(send('/silent', '127.0.0.1', ['127.0.0.1'], 50)).rejects.toThrow(
			new RegExp(`^POST http://127.0.0.1:${port}: 127.0.0.1:${port} did not answer in time$`),
		);
	});
});
