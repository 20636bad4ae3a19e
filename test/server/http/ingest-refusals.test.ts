/** What `POST /ingest` refuses, or takes without an event in it: one server for all, in which nothing is ever stored. */
import { gzipSync } from 'node:zlib';
import { TestServer } from '../../support/server';

const LIMIT = 2_000_000;
let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start({ maxBatch: LIMIT });
});
afterEach(async () => {
	expect(server.faults).toEqual([]);
	expect(await stored()).toBe(0);
});

const stored = async () => (await server.search()).body.meta.total_items as number;
const gzip = { headers: { 'content-encoding': 'gzip' } };

describe('POST /ingest', () => {
	it.each([
		['format=xml', 'format: expected one of'],
		['tz=CET', 'tz: expected an offset'],
		['year=1969', 'year: expected'],
		['host=', 'host'],
		['colour=red', 'colour: not a parameter'],
	])('refuses ?%s', async (query, message) => {
		const answer = await server.ingest('{}', `?${query}`);
		expect(answer.status).toBe(400);
		expect(answer.body.error.detail).toContain(message);
	});

	it('does not unpack a bomb', async () => {
		const bomb = gzipSync(Buffer.alloc(200_000_000, '\n'));
		expect(bomb.length).toBeLessThan(LIMIT);
		expect((await server.ingest(bomb, '', gzip)).status).toBe(413);
	});

	it('takes an empty body', async () => {
		expect(await server.ingest('\n\n')).toMatchObject({
			status: 200,
			body: { lines: 0, stored: 0 },
		});
		expect((await server.call('/ingest', { method: 'POST' })).body).toMatchObject({ lines: 0 });
	});

	it('wants a token with its scope', async () => {
		expect((await server.ingest('{}', '', { token: null })).status).toBe(401);
		expect((await server.ingest('{}', '', { token: server.v1Token })).status).toBe(401);
	});

	it.each(['', 'a b', 'x'.repeat(256), 'ü'])('refuses the key %j', async (key) => {
		const answer = await server.ingest('{"N":1}', '', { headers: { 'idempotency-key': key } });
		expect([answer.status, answer.body.error.detail]).toEqual([
			400,
			expect.stringContaining('Idempotency-Key: expected 1 to 255'),
		]);
	});
});
