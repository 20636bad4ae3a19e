/**
 * Times what a newcomer waits for: from a fresh clone, with nothing in npm's cache, one command to the first search result; and with
 * `--n8n`, `npm start -- --n8n` to the first result in n8n. It does what the output says, as a person would: copies the search that is
 * printed, opens the first example and presses Execute.
 *
 * node scripts/time-first-results.mjs [--n8n]
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, homedir, tmpdir, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './toolchain.mjs';

const LIMIT_MS = 40 * 60_000;
const ROWS = [];

const scratch = mkdtempSync(join(tmpdir(), 'log360-first-'));
const clone = join(scratch, 'clone');
// A machine that has never seen this: no packages of npm, no n8n.
const bare = {
	HOME: join(scratch, 'home'),
	XDG_CACHE_HOME: join(scratch, 'home', '.cache'),
	npm_config_cache: join(scratch, 'home', '.npm'),
	// Where this machine's registry is named.
	npm_config_userconfig: process.env.npm_config_userconfig ?? join(homedir(), '.npmrc'),
};
const own =
	/^(npm_(package|lifecycle|command|config_local_prefix|config_prefix|execpath|node_execpath)|NODE$|INIT_CWD)/;
const env = {
	...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))),
	// npm has put this clone's Node 24 in front; a newcomer has the Node that is installed.
	PATH: process.env.PATH.split(delimiter)
		.filter((folder) => !/node_modules[\\/]/.test(folder))
		.join(delimiter),
	...bare,
};

/** Notes a time since the start of its command. */
function note(what, since) {
	const seconds = (Date.now() - since) / 1000;
	ROWS.push([what, seconds]);
	console.log(`${what}: ${words(seconds)}`);
}

function words(seconds) {
	const whole = Math.round(seconds);
	return whole < 100 ? `${seconds.toFixed(1)} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Runs `npm start` with arguments; `until` waits for a text in its output, `stop` ends it and what it has started. */
function npmStart(args) {
	const child = spawn('npm', ['start', '--', ...args], {
		...{ cwd: clone, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
	});
	let text = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
	const ended = new Promise((resolve) => child.once('close', resolve));
	return {
		async until(pattern) {
			const deadline = Date.now() + LIMIT_MS;
			for (;;) {
				const found = pattern.exec(text);
				if (found !== null) return found;
				if (child.exitCode !== null) throw new Error(`npm start ended:\n${text.slice(-2000)}`);
				if (Date.now() > deadline) throw new Error(`no ${pattern} came:\n${text.slice(-2000)}`);
				await sleep(50);
			}
		},
		async stop() {
			if (child.exitCode === null) process.kill(-child.pid, 'SIGINT');
			await ended;
		},
	};
}

/** One command, then the search that it prints. */
async function firstSearch(label) {
	const since = Date.now();
	// Another port than the usual one, which may be in use.
	const started = npmStart(['--port', '0']);
	try {
		const [, search] = await started.until(/^ *(curl [\s\S]*?-d '[^']*')/m);
		const answer = JSON.parse(execFileSync('sh', ['-c', search], { encoding: 'utf8' }));
		if (!(answer.data.hits.length > 0)) throw new Error('the search found nothing');
		note(label, since);
	} finally {
		await started.stop();
	}
}

/** `npm start -- --n8n`, the first example opened and executed. */
async function firstInN8n(label) {
	const since = Date.now();
	const started = npmStart(['--n8n', '--port', '0']);
	try {
		const [, url] = await started.until(/n8n [\d.]+ runs on (\S+)/);
		const [, email, password] = await started.until(/sign in as (\S+) with password (\S+)/);
		const [, id] = await started.until(/first example: \S+\/workflow\/(\S+)/);
		note(`${label}: n8n is ready`, since);
		Object.assign(process.env, bare);
		const { N8nClient } = await import('./n8n/client.mjs');
		const { installFolder } = await import('./n8n/paths.mjs');
		const load = createRequire(join(installFolder(), 'node_modules', 'n8n', 'package.json'));
		const client = new N8nClient(url, { require: load });
		await client.signIn({ email, password });
		const execution = await client.run(await client.request('GET', `/workflows/${id}`));
		const items = Object.values(execution.items).at(-1) ?? [];
		if (execution.status !== 'success' || items.length === 0)
			throw new Error(`the example ended with ${execution.status}`);
		note(`${label}: ${items.length} logs in n8n`, since);
	} finally {
		await started.stop();
	}
}

function machine() {
	const memory = Math.round(totalmem() / 2 ** 30);
	const npm = execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim();
	const node = execFileSync('node', ['--version'], { encoding: 'utf8', env }).trim();
	return `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB, Node ${node}, npm ${npm}`;
}

try {
	mkdirSync(bare.HOME);
	execFileSync('git', ['clone', '--quiet', root, clone]);
	const { version } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'));
	console.log(
		`n8n-nodes-log360 ${version} on ${machine()}; ${new Date().toISOString().slice(0, 10)}`,
	);
	await firstSearch('npm start in a fresh clone, first search result');
	await firstSearch('npm start again, first search result');
	if (process.argv.includes('--n8n')) {
		await firstInN8n('npm start -- --n8n, n8n to be downloaded');
		await firstInN8n('npm start -- --n8n again');
	}
	for (const [what, seconds] of ROWS) console.log(`| ${what} | ${words(seconds)} |`);
} finally {
	rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
}
