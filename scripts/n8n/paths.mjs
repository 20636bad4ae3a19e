/** Where the repository, the end-to-end package and the cached n8n live. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const repositoryRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** The package that pins n8n, Node 24 and the browser driver; outside the npm workspace on purpose. */
export const e2ePackage = join(repositoryRoot, 'test', 'e2e');

/**
 * Folder that holds every cached n8n.
 *
 * @returns `LOG360_E2E_CACHE` when set, otherwise `n8n-nodes-log360` in the user's cache folder
 */
export function cacheRoot() {
	if (process.env.LOG360_E2E_CACHE) return resolve(process.env.LOG360_E2E_CACHE);
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-log360');
}

/**
 * Folder of the n8n that belongs to the lock file at hand.
 *
 * The running Node's ABI is not part of the key: the lock file pins the Node that runs n8n, and
 * npm started from Node 20 or 24 gives the same tree.
 *
 * @returns e.g. `~/.cache/n8n-nodes-log360/e2e-1a2b3c4d5e6f-linux-x64`
 */
export function installFolder() {
	const lock = readFileSync(join(e2ePackage, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12);
	return join(cacheRoot(), `e2e-${hash}-${process.platform}-${process.arch}`);
}
