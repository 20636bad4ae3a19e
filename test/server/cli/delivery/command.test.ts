/** The command `delivery`: what could not be delivered is listed and sent again. */
import { deliveryCommand } from '../../../../server/cli/delivery/command';
import { TestServer } from '../../../support/server';
import { tempFolder } from '../../../support/temp';
import { until } from '../../../support/until';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeHook } from '../../response/tickets/fakes/hook';

let server: TestServer;
let hook: FakeHook;
let connection: number;
beforeAll(async () => {
	server = await TestServer.start({ allowInternal: ['127.0.0.1'] });
	hook = await new FakeHook().start();
	hook.planned.push({ status: 403 }, { status: 403 });
	const { body } = await server.call('/api/v2/webhook', { body: { name: 'n8n', url: hook.url } });
	connection = body.data.webhook_id;
	for (const name of ['one', 'two']) await server.call('/api/v2/incident', { body: { name } });
	await until(async () => {
		const path = `/api/v2/webhook/${connection}/deliveries?state=dead`;
		return (await server.call(path)).body.data.deliveries.length === 2 ? true : undefined;
	});
});
afterAll(() => expect(server.faults).toEqual([]));

async function run(...argv: string[]) {
	let stdout = '';
	let stderr = '';
	const code = await deliveryCommand([...argv, '--url', `${server.url}/`], {
		env: { LOG360_TOKEN: await server.adminToken() },
		stdout: (text) => (stdout += text),
		stderr: (text) => (stderr += text),
	});
	return { code, stdout, stderr };
}

it('lists and resends', async () => {
	const { code, stdout } = await run('list');
	expect(code).toBe(0);
	expect(stdout).toMatch(/^\d+ {2}connection \d+ {2}incident \d+ {2}1 tries {2}POST the address/);
	expect(stdout.trim().split('\n')).toHaveLength(2);
	expect((await run('list', '--connection', '999')).stdout).toBe('Nothing is undelivered.\n');
	expect((await run('resend', '--connection', '999')).stdout).toBe('Sent again: 0.\n');
	const { stdout: text } = await run('resend', '--json', '--connection', String(connection));
	expect(JSON.parse(text)).toEqual({ resent: 2 });
	await until(async () => (hook.got.length === 4 ? true : undefined));
	expect(hook.calls.size).toBe(2);
	expect((await run('resend')).stdout).toBe('Sent again: 0.\n');
});

it.each([
	[[], 'delivery: expected list or resend'],
	[['list', 'more'], 'delivery: expected list or resend'],
	[['list', '--connection', 'n8n'], '--connection: expected the id of a connection, got "n8n"'],
])('%j is a wrong command line', async (argv, message) => {
	const { code, stderr } = await run(...argv);
	expect(code).toBe(2);
	expect(stderr).toContain(message);
});

it('helps, and tells what the server refused', async () => {
	expect((await run('--help')).stdout).toContain('log360-server delivery resend');
	const { code, stderr } = await run('list', '--token-file', tokenFile('wrong'));
	expect(code).toBe(1);
	expect(stderr).toMatch(/deliveries\?state=dead answered 401/);
});

/** A file with the token, as scripts have it. */
function tokenFile(token: string): string {
	const path = join(tempFolder(), 'token');
	writeFileSync(path, `${token}\n`);
	return path;
}
