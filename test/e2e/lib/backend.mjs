/** Starts the bundled Log360 server as its users do: by its command line. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../../../scripts/n8n/paths.mjs';

const SCRIPT = join(repositoryRoot, 'server', 'bin', 'log360-server.js');
const BUILT = join(repositoryRoot, 'server', 'dist');
const START_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 10_000;

/**
 * @typedef {object} Backend
 * @property {string} url
 * @property {string} demoToken - V2 token of all scopes but `admin`
 * @property {string} adminToken - V2 token of all scopes
 * @property {string} v1Token - legacy V1 token
 * @property {(events: object[]) => Promise<string>} importEvents - by the `import` command; gives its summary
 * @property {() => Promise<void>} stop - ends the server and removes its data
 */

/**
 * Starts a server on a free port.
 *
 * @param {string} node - Node binary to run it with
 * @param {{ args?: string[], env?: Record<string, string> }} [options] - more arguments (an empty server by default)
 *   and environment variables
 * @returns {Promise<Backend>}
 * @throws Error with the server's output when it ends or stays silent
 */
export async function startBackend(node, { args = ['--empty'], env = {} } = {}) {
	if (!existsSync(BUILT)) throw new Error(`${BUILT} is missing: run "npm run build" first`);
	const data = mkdtempSync(join(tmpdir(), 'log360-data-'));
	const child = spawn(
		node,
		[
			SCRIPT,
			'start',
			'--data',
			data,
			'--port',
			'0',
			...args,
			'--demo-tokens',
			'--json',
			'--check-answers',
			'--rate-limit',
			'off',
		],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...env },
		},
	);
	let errors = '';
	child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
	const ended = new Promise((resolve) => child.once('close', resolve));
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	const stop = async () => {
		child.kill('SIGTERM');
		const timer = setTimeout(kill, STOP_DEADLINE_MS);
		await ended;
		clearTimeout(timer);
		process.removeListener('exit', kill);
		rmSync(data, { recursive: true, force: true, maxRetries: 3 });
	};
	try {
		const line = await firstLine(child.stdout, ended);
		const ready = { ...JSON.parse(line), adminToken: adminToken(node, data) };
		const importEvents = async (/** @type {object[]} */ events) => {
			const file = join(data, 'events-to-import.ndjson');
			writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
			return await importFile(node, ready, file);
		};
		return { ...ready, importEvents, stop };
	} catch (error) {
		await stop();
		const { message } = /** @type {Error} */ (error);
		throw new Error(`log360-server did not start: ${message}\n${errors}`);
	}
}

/**
 * @param {import('node:stream').Readable} stream
 * @param {Promise<unknown>} ended
 * @returns {Promise<string>}
 */
async function firstLine(stream, ended) {
	const reader = createInterface({ input: stream });
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	const tooLate = new Promise((_resolve, reject) => {
		const text = `nothing on standard output after ${START_DEADLINE_MS / 1000} s`;
		timer = setTimeout(() => reject(new Error(text)), START_DEADLINE_MS);
	});
	const endedEarly = ended.then((code) => {
		throw new Error(`ended with ${code}`);
	});
	const line = new Promise((resolve) => reader.once('line', resolve));
	try {
		return /** @type {string} */ (await Promise.race([line, tooLate, endedEarly]));
	} finally {
		clearTimeout(timer);
		endedEarly.catch(() => {});
	}
}

/**
 * @param {string} node
 * @param {string} data - folder of the running server
 * @returns {string}
 */
function adminToken(node, data) {
	const args = ['token', 'create', '--data', data, '--scope', '*,admin', '--expires', 'never'];
	const { stdout, stderr } = spawnSync(node, [SCRIPT, ...args, '--json'], { encoding: 'utf8' });
	if (stdout === '') throw new Error(`token create: ${stderr}`);
	return JSON.parse(stdout).secret;
}

/**
 * @param {string} node
 * @param {{ url: string, demoToken: string }} server
 * @param {string} file
 * @returns {Promise<string>}
 */
function importFile(node, { url, demoToken }, file) {
	return new Promise((resolve, reject) => {
		const child = spawn(node, [SCRIPT, 'import', '--url', url, file], {
			env: { ...process.env, LOG360_TOKEN: demoToken },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text) => (output += text));
		}
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) resolve(output.trim());
			else reject(new Error(`import of ${file} ended with ${code}:\n${output}`));
		});
	});
}
