/** Which servers have demo tokens, and what becomes of those of an earlier start. */
import { runCli } from '../../support/process';
import { TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';

const running = (server: TestServer) => ({ demo: server.demoToken, v1: server.v1Token });

it('an empty server has none, and refuses those of an earlier start', async () => {
	const data = tempFolder();
	const first = await TestServer.start({ data });
	const { demo } = running(first);
	expect((await first.search()).status).toBe(200);
	await first.close();
	const second = await TestServer.start({ data, demoTokens: false });
	expect(running(second)).toEqual({ demo: undefined, v1: undefined });
	expect((await second.search({}, { token: demo })).status).toBe(401);
	const { body } = await second.call('/admin/api/audit?category=administration');
	expect(body.entries).toMatchObject([
		{ event: 'token_revoked', note: 'a demo token, at a start without them' },
		{ event: 'token_revoked' },
		{ event: 'token_created', note: 'a demo token' },
		{ event: 'token_created' },
		{ event: 'password_set' },
	]);
	await second.close();
});

it('a server that others can reach has none, whatever was asked for', async () => {
	const server = await TestServer.start({ host: '0.0.0.0', demoTokens: true });
	expect(running(server)).toEqual({ demo: undefined, v1: undefined });
	await server.close();
	const args = ['start', '--data', tempFolder(), '--host', '0.0.0.0', '--demo-tokens'];
	const { code, stderr } = await runCli(args);
	expect({ code, stderr }).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('--demo-tokens: not with --host 0.0.0.0') as string,
	});
});
