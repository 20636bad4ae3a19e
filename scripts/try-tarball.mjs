/**
 * Starts log360-server from its packed tarball with npx, in an empty folder, on each Node that people have: it must answer a search on
 * 24 and 26, and say in one line what is missing on older ones.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment, root } from './toolchain.mjs';

/** The versions that are tried; each is what the npm package of that name brings. */
const WORKS_ON = ['24.11.0', '26.12.1'];
const REFUSED_ON = ['20.8.0', '24.9.0'];
const START_LIMIT_MS = 3 * 60_000;

const cache = join(
	process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
	'n8n-nodes-log360',
	'node',
);

/** npm's own script, so that each Node runs the same npm. */
function npmScript() {
	if (process.env.npm_execpath?.endsWith('.js')) return process.env.npm_execpath;
	const found = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
	return realpathSync(found);
}

const npm = npmScript();

/** The binary of a version of Node, installed into the cache if it has to be. */
function nodeOf(version) {
	const name = `node-${process.platform}-${process.arch}`;
	const folder = join(cache, version);
	const binary = join(folder, 'node_modules', name, 'bin', 'node');
	if (existsSync(binary)) return binary;
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{"private":true}');
	execFileSync(
		process.execPath,
		[npm, 'install', '--silent', '--no-audit', '--no-fund', `${name}@${version}`],
		{ cwd: folder, env: environment() },
	);
	return binary;
}

/** `npx log360-server start` with a version of Node and nothing else of this repository. */
function npx(version, tarball, folder) {
	const node = nodeOf(version);
	const path = [dirname(node), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);
	// What the npm of this repository tells its scripts is not for the npm of the empty folder.
	const own = /^npm_(package|lifecycle|command|config_local_prefix|config_prefix)/;
	const rest = Object.entries(process.env).filter(([name]) => !own.test(name));
	const env = { ...Object.fromEntries(rest), PATH: path };
	const args = [
		...[npm, 'exec', '--yes', `--package=${tarball}`, '--', 'log360-server', 'start'],
		...['--data', join(folder, 'data'), '--port', '0', '--json', '--log-level', 'warn'],
	];
	return { node, args, options: { cwd: folder, env, encoding: 'utf8' } };
}

/** Starts it, searches, stops it; returns what was found. */
async function searchOn(version, tarball, folder) {
	const { node, args, options } = npx(version, tarball, folder);
	const started = Date.now();
	// A group of its own: npx hands no signal on to what it runs.
	const child = spawn(node, args, { ...options, detached: true });
	let errors = '';
	child.stderr.on('data', (text) => (errors += text));
	const ended = new Promise((resolve) => child.once('close', resolve));
	/** Ends npx and what it runs, unless they have ended. */
	const end = (signal) => {
		if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal);
	};
	const timer = setTimeout(() => end('SIGKILL'), START_LIMIT_MS);
	try {
		const first = await Promise.race([
			new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
			ended.then((code) => Promise.reject(new Error(`it ended with ${code}:\n${errors}`))),
		]);
		const { url, demoToken } = JSON.parse(first);
		const answer = await fetch(`${url}/api/v2/search`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${demoToken}`, 'Content-Type': 'application/json' },
			body: JSON.stringify({
				query: 'IENAME = "Failed logon"',
				start_time: '2020-01-01T00:00:00Z',
				end_time: '2100-01-01T00:00:00Z',
			}),
		});
		const { data } = await answer.json();
		const hits = Array.isArray(data) ? data : data?.hits;
		if (!(hits?.length > 0)) throw new Error(`the search answered ${answer.status} without hits`);
		const console_ = await fetch(`${url}/`);
		if (!console_.ok) throw new Error(`the console answered ${console_.status}`);
		return { hits: hits.length, seconds: (Date.now() - started) / 1000 };
	} finally {
		clearTimeout(timer);
		end('SIGTERM');
		await ended;
	}
}

/** What it says on a Node that is too old. */
function refusalOn(version, tarball, folder) {
	const { node, args, options } = npx(version, tarball, folder);
	const { status, stderr } = spawnSync(node, args, { ...options, timeout: START_LIMIT_MS });
	const lines = stderr.split('\n').filter((line) => line.startsWith('log360-server'));
	if (status === 0 || lines.length !== 1 || !lines[0].includes('needs Node.js 24.11')) {
		throw new Error(`it ended with ${status} and said:\n${stderr}`);
	}
	if (/\n\s+at /.test(stderr)) throw new Error(`it shows a stack:\n${stderr}`);
	return lines[0];
}

const folder = mkdtempSync(join(tmpdir(), 'log360-tarball-'));
let failed = 0;
let passed = 0;
try {
	const text = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: join(root, 'server'), env: environment(), encoding: 'utf8' },
	);
	const tarball = join(folder, JSON.parse(text)[0].filename);
	/** Tries one version in a folder of its own. */
	const attempt = async (version, run) => {
		const place = join(folder, version);
		mkdirSync(place);
		try {
			console.log(`Node ${version}: ${await run(version, tarball, place)}`);
			passed += 1;
		} catch (error) {
			console.error(`Node ${version}: FAILED: ${error.message}`);
			failed += 1;
		}
	};
	for (const version of WORKS_ON) {
		await attempt(version, async (...args) => {
			const { hits, seconds } = await searchOn(...args);
			return `${hits} hits, ${seconds.toFixed(1)} s after the command, its download included`;
		});
	}
	for (const version of REFUSED_ON) {
		await attempt(version, async (...args) => `refused: ${refusalOn(...args)}`);
	}
} finally {
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
