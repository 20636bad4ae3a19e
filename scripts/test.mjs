/** `npm test`: installs what is missing, builds, and runs all tests; further arguments go to jest. */
import { environment, install, requireNode20, root, run } from './toolchain.mjs';
import { spawnSync } from 'node:child_process';

requireNode20();
await install();
await run('npm', ['run', '--silent', 'build']);
// n8n-core keeps handles open for good, so the run has to be ended by force once all tests are done.
const result = spawnSync('npx', ['jest', '--forceExit', ...process.argv.slice(2)], {
	cwd: root,
	env: environment(),
	stdio: 'inherit',
	shell: process.platform === 'win32',
});
process.exit(result.status ?? 1);
