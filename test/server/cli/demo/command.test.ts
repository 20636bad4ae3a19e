/** The command `demo`: each attack raises alerts at a running server. */
import { DEMO_ATTACKS } from '../../../../server/demo';
import { ManualClock } from '../../../../server/platform';
import { demoCommand } from '../../../../server/cli/demo/command';
import { NOW, TestServer } from '../../../support/server';
import { tempFolder } from '../../../support/temp';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start();
});
afterAll(() => expect(server.faults).toEqual([]));

async function run(...argv: string[]) {
	let stdout = '';
	let stderr = '';
	const code = await demoCommand(argv, {
		env: {},
		clock: new ManualClock(NOW),
		stdout: (text) => (stdout += text),
		stderr: (text) => (stderr += text),
	});
	return { code, stdout, stderr };
}
const there = () => ['--url', server.url, '--token-file', tokenFile(server.demoToken)];

/** A file with the token, as scripts have it. */
function tokenFile(token: string): string {
	const path = join(tempFolder(), 'token');
	writeFileSync(path, `${token}\n`);
	return path;
}

it.each([
	['ssh-brute-force', 'Unix: repeated failed SSH logons'],
	['new-local-admin', 'Windows: audit log cleared'],
])('%s raises %s', async (name, profile) => {
	const { code, stdout, stderr } = await run('attack', name, ...there());
	expect([code, stderr]).toEqual([0, '']);
	expect(stdout).toMatch(
		new RegExp(`^${name}: \\d+ events sent, marked DEMO_ATTACK = "${name}"\\.`),
	);
	expect(stdout).toContain(profile);
	expect(stdout).toContain(`${server.url}/#/alerts`);
});

it('answers as JSON, and without a name sends the first attack', async () => {
	const { stdout } = await run('attack', '--json', ...there());
	const { attack, events, alerts } = JSON.parse(stdout);
	expect(attack).toBe([...DEMO_ATTACKS.keys()][0]);
	expect(events).toBeGreaterThan(10);
	expect(alerts.length).toBeGreaterThan(0);
});

it.each([...DEMO_ATTACKS.keys()])('%s is in the help', async (name) => {
	const { code, stdout } = await run('--help');
	expect(code).toBe(0);
	expect(stdout).toContain(name);
});

it.each([
	[[], 'demo: expected "attack" and the name of one'],
	[
		['attack', 'x'],
		'demo attack: expected one of ssh-brute-force, new-local-admin, web-scan, got "x"',
	],
	[['attack', 'web-scan', 'more'], 'demo: expected "attack" and the name of one'],
	[['attack'], 'demo attack: expected the token in LOG360_TOKEN or --token-file FILE'],
	[['attack', '--url', 'ftp://x'], '--url: expected an address such as'],
	[['attack', '--tokens', 'x'], "Unknown option '--tokens'"],
])('%j is a wrong command line', async (argv, message) => {
	const { code, stderr, stdout } = await run(...argv);
	expect([code, stdout]).toEqual([2, '']);
	expect(stderr).toContain(message);
	expect(stderr).toContain('demo --help');
});

it('tells what the server refused, without the token', async () => {
	const { code, stderr } = await run(
		'attack',
		'--url',
		server.url,
		'--token-file',
		tokenFile('secret-token'),
	);
	expect(code).toBe(1);
	expect(stderr).toMatch(/\/ingest answered 401: /);
	expect(stderr).not.toContain('secret-token');
	const nobody = await run('attack', '--url', 'http://127.0.0.1:1', '--token-file', tokenFile('x'));
	expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot reach') });
});
