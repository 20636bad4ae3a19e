/** Runs npm with progress lines, and with its output kept for the error message. */
import { spawn } from 'node:child_process';

const PROGRESS_MS = 15_000;
const KEPT_LINES = 30;

/**
 * Runs one npm command.
 *
 * @param {string[]} args - e.g. `['ci', '--ignore-scripts']`
 * @param {object} options
 * @param {string} options.cwd - folder of the package
 * @param {(elapsed: string) => void} [options.onProgress] - called every 15 s, e.g. with `1m30s`
 * @returns {Promise<string>} standard output
 * @throws Error naming the command and the last lines of its output
 */
export function runNpm(args, { cwd, onProgress }) {
	// Under `npm run` the path of the npm in use is known; elsewhere the shell's npm is taken.
	const cli = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
	const [command, prefix] = cli ? [process.execPath, [cli]] : ['npm', []];
	const started = Date.now();
	return new Promise((resolve, reject) => {
		const child = spawn(command, [...prefix, ...args], {
			cwd,
			env: cleanEnvironment(),
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: !cli && process.platform === 'win32',
		});
		let stdout = '';
		/** @type {string[]} */
		const kept = [];
		/** @param {string} text */
		const keep = (text) => {
			kept.push(...text.split('\n').filter((line) => line.trim() !== ''));
			kept.splice(0, Math.max(0, kept.length - KEPT_LINES));
		};
		child.stdout.setEncoding('utf8').on('data', (text) => {
			stdout += text;
			keep(text);
		});
		child.stderr.setEncoding('utf8').on('data', keep);
		const timer = setInterval(() => onProgress?.(elapsedSince(started)), PROGRESS_MS);
		const stop = () => child.kill('SIGTERM');
		process.once('exit', stop);
		const settle = () => {
			clearInterval(timer);
			process.removeListener('exit', stop);
		};
		child.once('error', (error) => {
			settle();
			reject(new Error(`npm could not be started: ${error.message}`));
		});
		child.once('close', (code) => {
			settle();
			if (code === 0) resolve(stdout);
			else reject(new Error(`npm ${args.join(' ')} ended with ${code}:\n${kept.join('\n')}`));
		});
	});
}

/**
 * The environment without what an outer `npm run` adds, which would point the inner npm at the
 * outer package.
 */
function cleanEnvironment() {
	const dropped = /^npm_(lifecycle|package|command|node_execpath|config_(local_prefix|workspace))/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !dropped.test(name)));
}

/**
 * @param {number} startedMs - epoch ms
 * @returns {string} e.g. `1m05s`
 */
export function elapsedSince(startedMs) {
	const seconds = Math.round((Date.now() - startedMs) / 1000);
	if (seconds < 60) return `${seconds}s`;
	return `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, '0')}s`;
}
