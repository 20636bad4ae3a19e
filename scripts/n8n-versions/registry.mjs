/** Packages of n8n in other versions than the locked ones: which is the newest, and an install of its own outside the tree. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { environment } from '../toolchain.mjs';

const INSTALL_LIMIT_MS = 5 * 60_000;
const ASK_LIMIT_MS = 60_000;

const cache = join(
	process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
	'n8n-nodes-log360',
	'versions',
);

/**
 * The newest version that the registry has of a package.
 *
 * @param {string} name
 * @returns {string | undefined} undefined where the registry does not answer
 */
export function newestOf(name) {
	const { status, stdout } = spawnSync('npm', ['view', name, 'version'], {
		...{ encoding: 'utf8', env: environment(), timeout: ASK_LIMIT_MS },
	});
	return status === 0 ? stdout.trim() : undefined;
}

/**
 * A folder whose `node_modules` holds packages, installed into the cache if they have to be.
 *
 * @param {readonly string[]} packages - each `name@version`
 * @param {object} [options]
 * @param {boolean} [options.peers] - whether peers of the packages are installed too; without them the caller has to bring them
 * @returns {string}
 * @throws Error when npm cannot install them
 */
export function folderWith(packages, { peers = true } = {}) {
	const folder = join(cache, packages.join('+').replace(/[^\w.@+-]+/g, '-'));
	const marker = join(folder, 'complete');
	if (existsSync(marker)) return folder;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{"private":true}');
	// Without scripts: some packages would compile what n8n does without.
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
	if (!peers) quiet.push('--legacy-peer-deps');
	execFileSync('npm', ['install', ...packages, ...quiet, '--prefer-offline', '--loglevel=error'], {
		...{ cwd: folder, env: environment(), timeout: INSTALL_LIMIT_MS },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	writeFileSync(marker, '');
	return folder;
}
