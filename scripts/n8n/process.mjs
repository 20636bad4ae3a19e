/** Starts and stops n8n, and runs its command line. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const START_DEADLINE_MS = 600_000;
const STOP_DEADLINE_MS = 20_000;
const POLL_MS = 200;
const KEPT_LOG_LINES = 2_000;

/**
 * A running n8n process.
 *
 * @typedef {object} N8nProcess
 * @property {number} pid
 * @property {string} url - e.g. `http://127.0.0.1:5702`
 * @property {() => string} logs - the newest lines of its output
 * @property {Promise<number | null>} ended - exit code once it has ended, however it ended
 * @property {() => Promise<void>} stop - ends it; returns when the process is gone
 */

/**
 * Runs one n8n command to its end, e.g. `import:workflow`.
 *
 * @param {import('./install.mjs').N8nInstall} install
 * @param {Record<string, string>} env - complete environment
 * @param {string[]} args
 * @returns {Promise<string>} its output
 * @throws Error with the output when the command fails
 */
export async function runN8nCommand(install, env, args) {
	const child = launch(install, env, args);
	const code = await child.ended;
	if (code !== 0) throw new Error(`n8n ${args.join(' ')} ended with ${code}:\n${child.logs()}`);
	return child.logs();
}

/**
 * Starts n8n and returns once its REST API answers.
 *
 * @param {import('./install.mjs').N8nInstall} install
 * @param {Record<string, string>} env - complete environment
 * @param {string} [logFile] - takes the output, added to what is there
 * @returns {Promise<N8nProcess>}
 * @throws Error with the newest log lines when n8n ends early or is not ready in ten minutes
 */
export async function startN8nProcess(install, env, logFile) {
	const url = `http://127.0.0.1:${env.N8N_PORT}`;
	const child = launch(install, env, ['start'], logFile);
	const stop = () => stopChild(child);
	const deadline = Date.now() + START_DEADLINE_MS;
	// `/healthz/readiness` says ok before the REST routes exist, so the settings are asked instead.
	while (!(await answersJson(`${url}/rest/settings`))) {
		if (child.hasEnded()) throw new Error(`n8n ended while starting:\n${child.logs()}`);
		if (Date.now() > deadline) {
			await stop();
			throw new Error(`n8n was not ready after ${START_DEADLINE_MS / 1000} s:\n${child.logs()}`);
		}
		await sleep(POLL_MS);
	}
	return { pid: child.pid, url, logs: child.logs, ended: child.ended, stop };
}

/**
 * @param {import('./install.mjs').N8nInstall} install
 * @param {Record<string, string>} env
 * @param {string[]} args
 * @param {string} [logFile]
 */
function launch(install, env, args, logFile) {
	mkdirSync(env.N8N_USER_FOLDER, { recursive: true });
	// n8n reads `.env` of its working folder, so it gets one of its own; its own process group
	// lets a forced stop reach the task runner that it starts.
	const child = spawn(install.node, [install.cli, ...args], {
		cwd: env.N8N_USER_FOLDER,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	/** @type {string[]} */
	const lines = [];
	// Only its user may read it: a workflow may print what is secret.
	const file = logFile && createWriteStream(logFile, { flags: 'a', mode: 0o600 });
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => {
			if (file) file.write(text);
			lines.push(...text.split('\n').filter((/** @type {string} */ line) => line !== ''));
			lines.splice(0, Math.max(0, lines.length - KEPT_LOG_LINES));
		});
	}
	let ended = false;
	const forceStop = () => killGroup(child.pid, 'SIGKILL');
	process.once('exit', forceStop);
	const finished = new Promise((resolve) => {
		child.once('error', (error) => {
			lines.push(`could not be started: ${error.message}`);
			resolve(null);
		});
		child.once('close', resolve);
	}).then((code) => {
		ended = true;
		if (file) file.end();
		process.removeListener('exit', forceStop);
		return code;
	});
	return {
		pid: child.pid ?? 0,
		ended: /** @type {Promise<number | null>} */ (finished),
		hasEnded: () => ended,
		logs: () => lines.join('\n'),
	};
}

/** @param {ReturnType<typeof launch>} child */
async function stopChild(child) {
	if (child.hasEnded()) return;
	killGroup(child.pid, 'SIGTERM');
	const waited = new AbortController();
	const outOfTime = sleep(STOP_DEADLINE_MS, 'late', { signal: waited.signal }).catch(() => 'ended');
	const first = await Promise.race([child.ended, outOfTime]);
	if (first === 'late') killGroup(child.pid, 'SIGKILL');
	await child.ended;
	waited.abort();
}

/**
 * @param {number | undefined} pid - leader of the group
 * @param {NodeJS.Signals} signal
 */
function killGroup(pid, signal) {
	if (!pid) return;
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, signal);
	} catch {
		// The group has ended already.
	}
}

/** @param {string} url */
async function answersJson(url) {
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		return answer.ok && answer.headers.get('content-type')?.includes('json') === true;
	} catch {
		return false;
	}
}
