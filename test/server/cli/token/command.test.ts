/** `log360-server token`, on a data folder and against a running server. */
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sessions } from '../../../../server/access/admin';
import { tokenCommand } from '../../../../server/cli/token/command';
import { PASSWORD, type World, startWorld } from '../../access/admin/world';

let world: World;
let out: string;
let err: string;

beforeEach(async () => {
	world = await startWorld();
});

afterEach(async () => {
	expect(world.unexpected).toEqual([]);
	await world.close();
});

function run(args: readonly string[], env: Record<string, string> = {}): Promise<number> {
	out = '';
	err = '';
	return tokenCommand(args, {
		env,
		clock: world.clock,
		stdout: (text) => (out += text),
		stderr: (text) => (err += text),
		readFile: (path) => readFileSync(path, 'utf8'),
	});
}

const CREATE = [
	'create',
	'--scope',
	'search.READ,jobs.READ',
	'--scope',
	'users.READ',
	'--expires',
	'7d',
];

describe.each([
	['on a data folder', () => ({ args: ['--data', world.directory], env: {} })],
	[
		'against a server, with the password',
		() => ({ args: ['--url', world.url], env: { LOG360_ADMIN_PASSWORD: PASSWORD } }),
	],
])('%s', (_, target) => {
	const token = (...args: string[]) => run([...args, ...target().args], target().env);

	it('creates a token that works at once, and shows it', async () => {
		expect(await token(...CREATE, '--name', 'nightly import')).toBe(0);
		const secret = /^ {2}(l360_\w{49})$/m.exec(out)?.[1] as string;
		expect(out).toMatch(/^Token "nightly import" \(tok_\w{11}\)\n/);
		expect(out).toContain(
			'Scopes: search.READ, jobs.READ, users.READ\nExpires: 2026-11-30T12:00:00.000Z\n',
		);
		expect(await world.registry.verifyFresh(secret)).toMatchObject({
			status: 'valid',
			token: { name: 'nightly import', scopes: ['search.READ', 'jobs.READ', 'users.READ'] },
		});
	});

	it('answers as JSON on one line', async () => {
		await token(...CREATE, '--json');
		expect(out.trimEnd()).not.toContain('\n');
		expect(JSON.parse(out)).toMatchObject({
			secret: expect.stringMatching(/^l360_/),
			token: { generation: 'v2' },
		});
	});

	it('lists tokens without their secrets', async () => {
		const { secret, record } = await world.registry.create({
			name: 'n8n',
			generation: 'v2',
			scopes: ['search.READ'],
			expiresAt: null,
		});
		expect(await token('list')).toBe(0);
		expect(out).toMatch(
			new RegExp(`^${record.id} +${record.prefix}… +valid +never +never +n8n +search.READ$`, 'm'),
		);
		expect(out).not.toContain(secret.slice(11));
		await token('list', '--json');
		expect(JSON.parse(out)).toMatchObject({ tokens: [{ id: record.id, status: 'valid' }] });
	});

	it('regenerates and revokes, and a running server notices', async () => {
		const { secret, record } = await world.registry.create({
			name: 'n8n',
			generation: 'v2',
			scopes: ['search.READ'],
			expiresAt: null,
		});
		expect(await token('regenerate', record.id, '--expires', '30d', '--json')).toBe(0);
		const renewed = (JSON.parse(out) as { secret: string }).secret;
		await world.registry.refresh();
		expect(world.registry.verify(secret).status).toBe('revoked');
		expect(world.registry.verify(renewed).status).toBe('valid');
		expect(await token('revoke', record.id)).toBe(0);
		expect(out).toBe(`Token "n8n" (${record.id}) is revoked.\n`);
		await world.registry.refresh();
		expect(world.registry.verify(renewed).status).toBe('revoked');
		const events = (await world.parts.audit.list({ limit: 100 })).map(({ event }) => event);
		expect(events).toEqual(expect.arrayContaining(['token_regenerated', 'token_revoked']));
	});

	it('says in one line what went wrong, and exits with 1', async () => {
		expect(await token('revoke', 'tok_none')).toBe(1);
		expect(err).toBe('log360-server: No token has the id "tok_none".\n');
		expect(await token('create', '--scope', 'search.read', '--expires', 'never')).toBe(1);
		expect(err).toMatch(/scopes?: unknown scope "search.read"; did you mean search.READ\?\n$/);
		expect(await token('create', '--scope', 'search.READ', '--expires', 'soon')).toBe(1);
		expect(err).toMatch(/expires: expected never, today, .*, got "soon"\n$/);
		expect(out).toBe('');
	});
});

describe('against a server', () => {
	it('takes a password file, or a token with the scope admin', async () => {
		const file = join(world.directory, 'password');
		writeFileSync(file, `${PASSWORD}\n`);
		expect(await run(['list', '--url', `${world.url}/`, '--admin-password-file', file])).toBe(0);
		const { secret } = await world.registry.create({
			name: 'a',
			generation: 'v2',
			scopes: ['admin'],
			expiresAt: null,
		});
		expect(await run(['list', '--url', world.url], { LOG360_TOKEN: secret })).toBe(0);
		expect((world.parts.sessions as Sessions).size).toBe(0);
	});

	it('says why it was refused, without the password', async () => {
		expect(
			await run(['list', '--url', world.url], { LOG360_ADMIN_PASSWORD: 'wrong-password' }),
		).toBe(1);
		expect(err).toBe('log360-server: The user name or the password is wrong.\n');
		expect(await run(['list', '--url', world.url], { LOG360_TOKEN: 'wrong-token' })).toBe(1);
		expect(err).toBe('log360-server: The token is missing, unknown, expired or revoked.\n');
	});

	it('tells an unreachable server, and one that is not ours', async () => {
		expect(await run(['list', '--url', 'http://127.0.0.1:1'], { LOG360_TOKEN: 'x' })).toBe(1);
		expect(err).toMatch(/^log360-server: cannot reach http:\/\/127\.0\.0\.1:1: /);
		expect(await run(['list', '--url', `${world.url}/elsewhere`], { LOG360_TOKEN: 'x' })).toBe(1);
		expect(err).toBe(`log360-server: ${world.url}/elsewhere answered HTTP 404 Not Found\n`);
	});

	it('cannot read the password file', async () => {
		expect(await run(['list', '--url', world.url, '--admin-password-file', '/none'])).toBe(1);
		expect(err).toMatch(/^log360-server: --admin-password-file: cannot read \/none: ENOENT/);
	});
});

it('makes no folder of a mistyped path', async () => {
	expect(
		await run([
			'create',
			'--data',
			join(world.directory, 'typo'),
			'--scope',
			'search.READ',
			'--expires',
			'7d',
		]),
	).toBe(1);
	expect(err).toMatch(
		/^log360-server: --data: there is no folder .*typo; it is made by log360-server start\n$/,
	);
});

it('takes the folder from LOG360_DATA', async () => {
	expect(await run(['list'], { LOG360_DATA: world.directory })).toBe(0);
	expect(out).toBe('There are no tokens.\n');
});

it.each([
	[[], 'expected one of create, list, revoke, regenerate, got nothing'],
	[['crate'], 'expected one of create, list, revoke, regenerate, got "crate"'],
	[['toString'], 'expected one of create, list, revoke, regenerate, got "toString"'],
	[
		['create', '--expires', '7d'],
		'token create: expected --scope, for instance --scope search.READ',
	],
	[
		['create', '--scope', 'search.READ'],
		'token create: expected --expires, for instance --expires 7d',
	],
	[
		['create', 'x', '--scope', 'search.READ', '--expires', '7d'],
		'token create: unexpected argument "x"',
	],
	[['revoke'], 'token revoke: expected one token id; see log360-server token list'],
	[
		['regenerate', 'a', 'b'],
		'token regenerate: expected one token id; see log360-server token list',
	],
	[['list', '--scope', 'search.READ'], 'token list does not take --scope'],
	[['revoke', 'a', '--expires', '7d'], 'token revoke does not take --expires'],
	[['list', '--data', 'a', '--url', 'http://b'], '--data and --url: give one of them'],
	[
		['list', '--url', 'localhost'],
		'--url: expected an address such as http://127.0.0.1:8095, got "localhost"',
	],
	[['list', '--url', 'http://a:b@c'], '--url: expected an address without a password in it'],
	[['list', '--url', 'http://127.0.0.1:1'], '--url needs --admin-password-file FILE'],
])('exits with 2 on %j', async (args, message) => {
	expect(await run(args)).toBe(2);
	expect(err).toContain(`log360-server: ${message}`);
	expect(err).toMatch(/\nTry "log360-server token --help"\.\n$/);
});

it('exits with 2 on an unknown option', async () => {
	expect(await run(['list', '--unknown'])).toBe(2);
	expect(err).toContain("Unknown option '--unknown'");
});

it('helps', async () => {
	expect(await run(['create', '--help'])).toBe(0);
	expect(out).toContain('log360-server token create --scope SCOPE');
});
