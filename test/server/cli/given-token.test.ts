/** Tokens for commands come from a file or the environment, and a plain connection to another machine is warned of. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliveryCommand } from '../../../server/cli/delivery/command';
import { demoCommand } from '../../../server/cli/demo/command';
import { givenToken, plainWarning } from '../../../server/cli/given-token';
import { tokenCommand } from '../../../server/cli/token/command';
import { ManualClock } from '../../../server/platform';
import { NOW } from '../../support/server';
import { tempFolder } from '../../support/temp';

it('a file goes before the environment, and neither is no token', () => {
	const file = join(tempFolder(), 'token');
	writeFileSync(file, 'of-the-file\n');
	expect(givenToken(file, { LOG360_TOKEN: 'of-the-environment' })).toBe('of-the-file');
	expect(givenToken(undefined, { LOG360_TOKEN: 'of-the-environment' })).toBe('of-the-environment');
	expect(givenToken(undefined, { LOG360_TOKEN: '' })).toBeUndefined();
	expect(givenToken(undefined, {})).toBeUndefined();
});

it('names the file that cannot be read', () => {
	const file = join(tempFolder(), 'none');
	expect(() => givenToken(file, {})).toThrow(`--token-file: cannot read ${file}: `);
});

it.each(['http://127.0.0.1:8095', 'http://[::1]:8095', 'http://localhost', 'https://log.example'])(
	'nothing is said of %s',
	(url) => expect(plainWarning(url)).toBeUndefined(),
);

// The other machine's name ends in what no resolver knows: nothing is sent to anybody.
describe.each([
	['token', tokenCommand, ['list']],
	['delivery', deliveryCommand, ['list']],
	['demo', demoCommand, ['attack']],
] as const)('the command %s', (_, command, args) => {
	const run = async (url: string) => {
		let said = '';
		const code = await command([...args, '--url', url], {
			env: { LOG360_TOKEN: 'secret-token' },
			clock: new ManualClock(NOW),
			stdout: () => undefined,
			stderr: (text: string) => (said += text),
			readFile: () => '',
		});
		return { code, said };
	};

	it('warns before it sends a token over plain HTTP to another machine', async () => {
		const { code, said } = await run('http://log.invalid:8095');
		expect(code).toBe(1);
		expect(said).toContain(
			'warning: log.invalid is reached over plain HTTP: the token or password can be read on its way',
		);
		expect(said).not.toContain('secret-token');
	});

	it('says nothing of it on this machine', async () => {
		const { said } = await run('http://127.0.0.1:1');
		expect(said).not.toContain('plain HTTP');
	});

	it('takes no token on the command line', async () => {
		let said = '';
		const code = await command([...args, '--token', 'secret-token'], {
			...{ env: {}, clock: new ManualClock(NOW), stdout: () => undefined, readFile: () => '' },
			stderr: (text: string) => (said += text),
		});
		expect(code).toBe(2);
		expect(said).toContain("Unknown option '--token'");
		expect(said).not.toContain('secret-token');
	});
});
