/** The caller's own token: scopes and expiry, whatever its scopes and generation. */
import { NOW, TestServer } from '../../../support/server';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start();
});
afterAll(() => expect(server.faults).toEqual([]));

test('a V2 token is told its scopes and when it ends', async () => {
	const token = await server.tokenWith(['search.READ', 'alerts.READ'], NOW + 90_500);
	const { status, body } = await server.call('/api/v2/token', { token });
	expect(status).toBe(200);
	expect(body.data).toEqual({
		token_id: expect.stringMatching(/^tok_/),
		name: 'limited',
		generation: 'v2',
		scopes: ['search.READ', 'alerts.READ'],
		created_time: new Date(NOW).toISOString(),
		expires_time: new Date(NOW + 90_500).toISOString(),
		expires_in_seconds: 90,
		server_time: new Date(NOW).toISOString(),
	});
});

test('a token that never expires has no end, and a V1 token has no scopes', async () => {
	const { body } = await server.call('/api/v2/token', { token: server.v1Token });
	expect(body.data).toMatchObject({ generation: 'v1', scopes: [] });
	const endless = await server.tokenWith(['search.READ']);
	const answer = await server.call('/api/v2/token', { token: endless });
	expect(answer.body.data).not.toHaveProperty('expires_time');
});

test.each([
	['none', null, 401],
	['a wrong one', 'log360_nothing', 401],
])('%s is refused', async (_name, token, status) => {
	expect((await server.call('/api/v2/token', { token })).status).toBe(status);
});

test('an expired one is refused', async () => {
	const token = await server.tokenWith(['search.READ'], NOW + 1000);
	server.clock.advance(2000);
	const { status, body } = await server.call('/api/v2/token', { token });
	expect([status, body.error.detail]).toEqual([
		401,
		expect.stringMatching(/^The token expired on/),
	]);
});
