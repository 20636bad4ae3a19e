/** The limit of announced bodies. */
import { bodyLimit, formatBytes } from '../../../../server/http/middleware/body-limit';
import { ok, serve, stopAll } from './serve';

afterEach(stopAll);

it('refuses a body that announces more, closes the connection, and takes one of exactly the limit', async () => {
	const url = await serve([bodyLimit({ maxBytes: 1024 }), ok]);
	const exact = await fetch(url, { method: 'POST', body: 'x'.repeat(1024) });
	expect(exact.status).toBe(200);
	const larger = await fetch(url, { method: 'POST', body: 'x'.repeat(1025) });
	expect(larger.status).toBe(413);
	expect(larger.headers.get('Connection')).toBe('close');
	expect(await larger.json()).toMatchObject({
		error: { detail: 'The body is larger than 1 KiB.' },
	});
});

it('lets requests without a body through', async () => {
	expect((await fetch(await serve([bodyLimit({ maxBytes: 1 }), ok]))).status).toBe(200);
});

it.each([
	[67_108_864, '64 MiB'],
	[1_536, '1536 bytes'],
	[2_048, '2 KiB'],
])('writes %d as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
