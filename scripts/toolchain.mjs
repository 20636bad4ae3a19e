/** Brings what a fresh clone lacks, the packages and Node 24, and runs commands with them; plain JavaScript for Node 20. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const marker = join(root, 'node_modules', '.log360-install');
const onWindows = process.platform === 'win32';

/** Ends with one clear line when the Node that runs npm is too old even to install. */
export function requireNode20() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= 20) return;
	console.error(
		`Node.js 20 or newer is needed to set up (24 then comes with the install); this is ${process.version}.`,
	);
	process.exit(1);
}

/** Installs the packages of the lock file, and Node 24 with them, unless that was done already. */
export async function install() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	const done = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
	if (done === wanted && existsSync(nodeBinary())) return;
	console.log('Installing packages (once, a few minutes) ...');
	// Scripts stay off: one of the lint packages refuses npm, another compiles; only Node's own package needs its script.
	await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
	await run('npm', ['rebuild', 'node', '--loglevel=error']);
	mkdirSync(dirname(marker), { recursive: true });
	writeFileSync(marker, wanted);
}

/** Path of the Node 24 binary that the install brought. */
export function nodeBinary() {
	return join(root, 'node_modules', 'node', 'bin', onWindows ? 'node.exe' : 'node');
}

/** The environment in which `node` is Node 24 and the packages' commands are on the path. */
export function environment(extra = {}) {
	const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
	return { ...process.env, PATH: path, ...extra };
}

/**
 * Runs a command in the repository and waits for it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, tolerate?: boolean }} [options]
 * @returns the exit code; a failing command ends the whole script with that code unless `tolerate` is set
 */
export function run(command, args, { env = {}, tolerate = false } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			env: environment(env),
			stdio: 'inherit',
			shell: onWindows,
		});
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			const status = code ?? (signal === null ? 1 : 130);
			if (status !== 0 && !tolerate) process.exit(status);
			resolve(status);
		});
	});
}
