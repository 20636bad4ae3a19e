/** The errors of a server that is busy or on its way out, as each dialect words them. */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import Koa from 'koa';
import { faults } from '../../../server/http/fault';
import { Drain } from '../../../server/http/middleware/drain';
import { TestServer } from '../../support/server';

const SEARCH = { query: '*', start_time: '2020-01-01T00:00:00Z', end_time: '2030-01-01T00:00:00Z' };

it('a token with as many searches as it may have running is told to wait', async () => {
	const server = await TestServer.start({ api: { maxConcurrentSearches: 0 } });
	const v2 = await server.call('/api/v2/search', { body: SEARCH });
	expect([v2.status, v2.headers.get('retry-after'), v2.body.error]).toEqual([
		429,
		'1',
		{
			code: '10004002',
			title: 'Too Many Requests',
			detail: 'The token already has 0 searches running.',
		},
	]);
	const v1 = await server.call('/RestAPI/v1/alerts', { body: {} });
	expect([v1.status, v1.body]).toEqual([
		429,
		{
			ERROR_CODE: 'TOO_MANY_SEARCHES',
			ERROR_DESCRIPTION: 'The token already has 0 searches running.',
		},
	]);
});

it('V2 has a limit of requests, V1 none', async () => {
	const server = await TestServer.start({ api: { rateLimit: 2 } });
	for (let call = 0; call < 2; call++) {
		expect((await server.call('/api/v2/log-type')).status).toBe(200);
	}
	const refused = await server.call('/api/v2/log-type');
	expect([refused.status, refused.body.error.code]).toEqual([429, '10004001']);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	server.clock.advance(60_001);
	expect((await server.call('/api/v2/log-type')).status).toBe(200);
	for (let call = 0; call < 4; call++) {
		expect((await server.call('/RestAPI/v1/meta/log_types')).status).toBe(200);
	}
});

it('a server that is stopping turns requests away in the dialect of their path', async () => {
	const drain = new Drain();
	const app = new Koa();
	app.use(faults(() => undefined));
	app.use(drain.middleware());
	const answer = app.callback();
	const http = createServer((request, response) => void answer(request, response));
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const { port } = http.address() as AddressInfo;
	try {
		await drain.start();
		const call = async (path: string) => {
			const response = await fetch(`http://127.0.0.1:${port}${path}`);
			return [response.status, response.headers.get('retry-after'), await response.json()];
		};
		const detail = 'The server cannot answer now: it is stopping.';
		expect(await call('/api/v2/search')).toEqual([
			503,
			'5',
			{ error: { code: '10009002', title: 'Service Unavailable', detail } },
		]);
		expect(await call('/RestAPI/v1/search')).toEqual([
			503,
			'5',
			{ ERROR_CODE: 'UNAVAILABLE', ERROR_DESCRIPTION: detail },
		]);
	} finally {
		await new Promise((resolve) => http.close(resolve));
	}
});
