/** A real server process of the crash test, as the command line starts it. */
import { spawn, spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../../server/bin/log360-server.js', import.meta.url));
/** Hits per page: small, so that small searches have pages. */
export const PAGE_SIZE = 25;
const OPTIONS =
	`--port 0 --empty --demo-tokens --json --rate-limit off --log-level silent --page-size ${PAGE_SIZE}`.split(
		' ',
	);

/** By data folder, a V2 token that may see everybody's jobs. */
const tokens = new Map();

function tokenFor(data) {
	const known = tokens.get(data);
	if (known !== undefined) return known;
	const args = ['token', 'create', '--data', data, '--scope', '*,admin', '--expires', 'never'];
	const made = spawnSync(execPath, [BIN, ...args, '--json'], { encoding: 'utf8' });
	if (made.status !== 0) throw new Error(`token create: ${made.stderr}`);
	const { secret } = JSON.parse(made.stdout);
	tokens.set(data, secret);
	return secret;
}

/** Starts a server, with a token of `data` unless one is given; `answering` resolves with its address and tokens after its first answer, or undefined if it ends before. */
export function startServer(data, v2Token = tokenFor(data)) {
	const began = performance.now();
	const child = spawn(execPath, [BIN, 'start', '--data', data, ...OPTIONS], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let killed = false;
	let complaints = '';
	child.stderr.on('data', (text) => (complaints += text));
	const ended = new Promise((resolve) => {
		// `complaint` is set when the process ended without being told to.
		child.on('close', (code) =>
			resolve(killed ? {} : { complaint: `ended by itself (${code}): ${complaints}` }),
		);
	});
	const ready = new Promise((resolve) => {
		let text = '';
		child.stdout.on('data', (chunk) => {
			text += chunk;
			if (text.includes('\n')) resolve(JSON.parse(text));
		});
	});
	const answering = Promise.race([
		ready.then(async (access) => {
			const health = await fetch(`${access.url}/health`).catch(() => undefined);
			return health?.ok ? { ...access, v2Token, ms: performance.now() - began } : undefined;
		}),
		ended.then(() => undefined),
	]);
	return {
		answering,
		ended,
		signal: (name) => child.kill(name),
		kill() {
			killed = true;
			child.kill('SIGKILL');
			return ended;
		},
	};
}
