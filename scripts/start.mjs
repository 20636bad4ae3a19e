/** `npm start`: installs what is missing, builds, and starts log360-server with demo data; `-- --n8n` adds a real n8n. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildIfChanged } from './build-if-changed.mjs';
import { firstScreen, START_HELP } from './start-help.mjs';
import { environment, install, nodeBinary, requireNode20, root, run } from './toolchain.mjs';

const args = process.argv.slice(2);
const withN8n = args.includes('--n8n');
const serverArgs = args.filter((arg) => arg !== '--n8n');
const data = join(root, '.data', 'demo');

const bin = join(root, 'server', 'bin', 'log360-server.js');

requireNode20();
if (serverArgs.includes('--help') || serverArgs.includes('-h')) {
	console.log(START_HELP);
	// Whoever asks what this does has not asked for an install of minutes.
	if (!existsSync(nodeBinary()) || !existsSync(join(root, 'server', 'dist', 'cli.js'))) {
		console.log('They are shown here after the first start, which installs and builds the server.');
		process.exit(0);
	}
	process.exit(await run(nodeBinary(), [bin, 'start', '--help'], { tolerate: true }));
}
await install();
await buildIfChanged('server');
if (withN8n) await buildIfChanged('nodes');

const given = (name) => serverArgs.some((arg) => arg === name || arg.startsWith(`${name}=`));
const command = [
	bin,
	'start',
	...(given('--data') ? [] : ['--data', data]),
	...(given('--log-level') ? [] : ['--log-level', 'warn']),
	...serverArgs,
];
// n8n runs on this machine, and the server calls it back when a job has ended.
const forN8n = [
	'--json',
	'--allow-internal',
	'127.0.0.1,localhost',
	'--allow-internal-callbacks',
	'127.0.0.1,localhost',
];
const server = spawn(nodeBinary(), withN8n ? [...command, ...forN8n] : command, {
	cwd: root,
	env: environment(),
	stdio: ['ignore', withN8n ? 'pipe' : 'inherit', 'inherit'],
});
let n8n;

/** Ends n8n before the server, so that it can save what it has. */
async function end(code) {
	await n8n?.stop();
	process.exit(code);
}

server.on('exit', (code) => end(code ?? 1));
// The terminal sends Ctrl+C to the whole group; a signal sent to this script alone has to be passed on.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));

if (withN8n) {
	const { value } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
	if (value !== undefined) {
		const started = JSON.parse(value);
		const { url, demoToken, v1Token } = started;
		console.log(firstScreen(started));
		try {
			const { startDemoN8n } = await import('./n8n/demo.mjs');
			n8n = await startDemoN8n({
				serverUrl: url,
				token: demoToken,
				v1Token,
				dataDir: join(root, '.data', 'n8n'),
			});
		} catch (error) {
			console.error(`n8n could not be started: ${error.message}`);
			server.kill();
		}
	}
}
