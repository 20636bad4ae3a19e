/** A real server process of the crash test, as the command line starts it. */
import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../../server/bin/log360-server.js', import.meta.url));
/** Hits per page: small, so that small searches have pages. */
export const PAGE_SIZE = 25;
const OPTIONS =
	`--port 0 --empty --demo-tokens --json --rate-limit off --log-level silent --page-size ${PAGE_SIZE}`.split(
		' ',
	);

/** Starts a server; `answering` resolves with its address and tokens after its first answer, or undefined if it ends before. */
export function startServer(data) {
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
			return health?.ok ? { ...access, ms: performance.now() - began } : undefined;
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
