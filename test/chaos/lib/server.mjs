/** The server of the chaos run, its tokens, and what is asked of it. */
import { fork, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BIN = join(import.meta.dirname, '..', '..', '..', 'server', 'bin', 'log360-server.js');
const FLAGS =
	'--port 0 --empty --demo-tokens --json --rate-limit off --log-level error --syslog-udp 0 --syslog-tcp 0';

/** Scopes by role: tokens of their own, so that turns between tokens are what is tried. */
const ROLES = {
	reader: 'search.READ,incident.READ,incident.CREATE',
	ingest: 'ingest.WRITE',
	admin: 'admin',
	honest: 'search.READ,ingest.WRITE,logformats.CREATE,logformats.READ',
};

/** Starts a server on a folder of its own, and a port that takes connections and never answers. */
export async function startServer() {
	const data = mkdtempSync(join(tmpdir(), 'log360-chaos-'));
	const tarpit = createServer(() => undefined).listen(0, '127.0.0.1');
	await new Promise((resolve) => tarpit.once('listening', resolve));
	const args = [BIN, 'start', '--data', data, ...FLAGS.split(' ')];
	const child = spawn(process.execPath, [...args, '--allow-internal-callbacks', '127.0.0.1'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const started = JSON.parse((await lines.next()).value);
	const tokens = {};
	for (const [role, scopes] of Object.entries(ROLES)) tokens[role] = tokenOf(data, scopes);
	return {
		...started,
		...{ tarpit: tarpit.address().port, tokens },
		/** Resident memory, MiB: the server's own, and what it maps of files, which the system takes back when it needs room. */
		memory: () => {
			const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
			const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
			return { own: Math.round(of('RssAnon')), files: Math.round(of('RssFile')) };
		},
		/** Values of the metrics, by name with labels. */
		metrics: async () => {
			const text = await (await fetch(`${started.url}/metrics`)).text();
			return new Map(
				Array.from(text.matchAll(/^(\w+(?:\{[^}]*\})?) (\S+)$/gm), ([, name, value]) => [
					name,
					Number(value),
				]),
			);
		},
		stop: async () => {
			const ended = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			await ended;
			tarpit.close();
			rmSync(data, { recursive: true, force: true });
		},
	};
}

function tokenOf(data, scopes) {
	const args = ['token', 'create', '--data', data, '--scope', scopes, '--expires', 'never'];
	const { stdout } = spawnSync(process.execPath, [BIN, ...args, '--json'], { encoding: 'utf8' });
	return JSON.parse(stdout).secret;
}

/** Starts the process that has nothing to do. */
export function startIdleProcess() {
	const child = fork(join(import.meta.dirname, 'idle-process.mjs'));
	return {
		/** What it measured since it was last asked: p99 in ms. */
		ask: () =>
			new Promise((resolve) => {
				child.once('message', resolve);
				child.send('');
			}),
		stop: () => child.disconnect(),
	};
}
