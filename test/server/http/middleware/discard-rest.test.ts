/** Senders that look for an answer only once they have sent everything see it, whatever refused them. */
import Koa from 'koa';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { discardRest } from '../../../../server/http/middleware/discard-rest';
import { TestServer } from '../../../support/server';

const MIB = 1024 * 1024;

/** Sends a whole request before it reads anything, as simple clients do; what came back, and how much could be sent. */
async function sendFirst(url: string, head: readonly string[], length: number) {
	const { hostname, port, pathname } = new URL(url);
	const socket = connect(Number(port), hostname);
	socket.pause();
	let sent = 0;
	const closed = new Promise<void>((resolve) => {
		socket.once('error', () => resolve());
		socket.once('close', () => resolve());
	});
	const lines = [`POST ${pathname} HTTP/1.1`, `host: ${hostname}`, `content-length: ${length}`];
	socket.write(`${[...lines, ...head].join('\r\n')}\r\n\r\n`);
	const line = `{"N":1,"PAD":"${'x'.repeat(1_000)}"}\n`;
	const chunk = Buffer.from(line.repeat(64));
	while (sent < length && !socket.destroyed) {
		const part = chunk.subarray(0, Math.min(chunk.length, length - sent));
		const written = new Promise<void>((resolve) => socket.write(part, () => resolve()));
		await Promise.race([written, closed]);
		sent += part.length;
	}
	const answer = new Promise<string>((resolve) => {
		socket.once('data', (data: Buffer) => resolve(data.toString()));
		void closed.then(() => resolve(''));
	});
	socket.resume();
	const first = (await answer).split('\r\n', 1)[0];
	socket.destroy();
	return { first, sent };
}

describe('the server', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await TestServer.start({ maxBatch: 2 * MIB });
	});

	it.each([
		['a batch that is too large', '/ingest', {}, 413],
		['a JSON body that is too large', '/api/v2/search', { type: 'application/json' }, 413],
		['a damaged batch', '/ingest', { encoding: 'gzip' }, 400],
		['a batch in another encoding', '/ingest', { encoding: 'br' }, 415],
		['an unknown token', '/ingest', { token: 'wrong' }, 401],
		['an unknown path', '/nothing/here', {}, 404],
	])('tells the sender of %s', async (_what, path, more, status) => {
		const { type = 'application/x-ndjson', encoding, token } = more as Record<string, string>;
		const head = [
			`authorization: Bearer ${token ?? server.demoToken}`,
			`content-type: ${type}`,
			...(encoding === undefined ? [] : [`content-encoding: ${encoding}`]),
		];
		const { first, sent } = await sendFirst(server.url + path, head, 24 * MIB);
		expect({ first, sent }).toEqual({
			first: expect.stringContaining(`HTTP/1.1 ${status} `),
			sent: 24 * MIB,
		});
		expect(server.faults).toEqual([]);
	});
});

it('ends the connection of a sender that does not stop', async () => {
	const app = new Koa();
	app.use(discardRest(MIB));
	app.use((ctx) => {
		ctx.status = 413;
	});
	const http: Server = createServer(app.callback() as never);
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
	// It would send for ever.
	expect((await sendFirst(url, [], Number.MAX_SAFE_INTEGER)).sent).toBeGreaterThan(MIB);
	http.closeAllConnections();
	await new Promise((resolve) => http.close(resolve));
});
