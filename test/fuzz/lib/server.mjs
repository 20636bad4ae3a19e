/** Starts the built server on a folder of its own, and calls it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BIN = join(import.meta.dirname, '..', '..', '..', 'server', 'bin', 'log360-server.js');
/** An answer that takes longer hangs; generous, since machines of tests are slow. */
const HANG_MS = 60_000;

/** Small pages, so that cursors are met often; answers are checked by the server too. */
const FLAGS = [
	'--rate-limit',
	'off',
	'--check-answers',
	'--page-size',
	'20',
	'--log-level',
	'error',
];

/**
 * @param {readonly string[]} flags further ones
 * @returns {Promise<{ url: string, tokens: { v1: string, v2: string }, ready: object, data: string, hasEnded: () => boolean, log: () => string, stop: () => Promise<void> }>}
 */
export async function startServer(flags = []) {
	const data = mkdtempSync(join(tmpdir(), 'log360-fuzz-'));
	const own = [...FLAGS, ...flags];
	const args = [BIN, 'start', '--data', data, '--port', '0', '--json', '--demo-tokens', ...own];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	let log = '';
	child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-20_000)));
	const ended = new Promise((resolve) => child.once('exit', resolve));
	const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
	if (value === undefined) throw new Error(`The server did not start:\n${log}`);
	const ready = JSON.parse(value);
	const { url, demoToken, v1Token } = ready;
	return {
		...{ url, ready, data },
		hasEnded: () => child.exitCode !== null || child.signalCode !== null,
		tokens: { v1: v1Token, v2: demoToken },
		log: () => log,
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
			rmSync(data, { recursive: true, force: true });
		},
	};
}

/**
 * @param {string} data folder of a running server
 * @returns {{ id: string, secret: string }} a token that opens everything
 */
export function adminToken(data) {
	const args = [BIN, 'token', 'create', '--data', data, '--scope', '*,admin', '--expires', 'never'];
	const { stdout, stderr } = spawnSync(process.execPath, [...args, '--json'], { encoding: 'utf8' });
	if (stdout === '') throw new Error(`token create: ${stderr}`);
	return JSON.parse(stdout);
}

const agent = new Agent({ keepAlive: true });

/**
 * Sends one request; rejects when no answer comes in time.
 *
 * @returns {Promise<{ status: number, type: string, text: string }>}
 */
export function send(base, { url, method, headers, body }) {
	return new Promise((resolve, reject) => {
		const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
		const options = { method, agent, headers: { ...headers, ...length }, timeout: HANG_MS };
		const outgoing = httpRequest(base + url, options, (answer) => {
			const parts = [];
			answer.on('data', (part) => parts.push(part));
			answer.on('error', reject);
			answer.on('end', () => {
				const { statusCode: status, headers: got } = answer;
				const text = Buffer.concat(parts).toString();
				resolve({ status, type: got['content-type'] ?? '', text });
			});
		});
		outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer in ${HANG_MS} ms`)));
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}
