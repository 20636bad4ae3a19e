/**
 * `npm test`: installs what is missing, compiles what is stale, and runs all tests; further arguments go to jest.
 * `--quick` runs the tests of what changed since the last commit, `--long` those that try more at length, in full.
 */
import { environment, install, requireNode20, root, run } from './toolchain.mjs';
import { spawnSync } from 'node:child_process';

/** What of the tests each form of the command runs, and with which variables. */
const FORMS = {
	'--quick': { args: ['--onlyChanged'] },
	// Whatever asks how much it is to try.
	'--long': { args: ['--findRelatedTests', 'test/support/runs.ts'], env: { TEST_LONG: '1' } },
};

const given = process.argv.slice(2);
const { args = [], env = {} } = FORMS[given[0]] ?? {};
const more = FORMS[given[0]] !== undefined ? given.slice(1) : given;

requireNode20();
await install();
await run('node', ['scripts/compile-server.mjs']);
// Those on other engines: `npm run test:cluster`.
const others = given.includes('--selectProjects') ? [] : ['--ignoreProjects', 'cluster'];
const result = spawnSync('jest', [...args, ...more, ...others], {
	cwd: root,
	env: environment(env),
	stdio: 'inherit',
	shell: process.platform === 'win32',
});
process.exit(result.status ?? 1);
