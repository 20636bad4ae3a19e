/**
 * Lints the node package with the newest rules that n8n has published, whatever is locked here: all rules of both plugins, warnings as
 * errors, comments that switch rules off ignored.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { folderWith, newestOf } from './n8n-versions/registry.mjs';
import { environment, nodeBinary, root } from './toolchain.mjs';

const PLUGINS = ['@n8n/eslint-plugin-community-nodes', 'eslint-plugin-n8n-nodes-base'];

const newest = PLUGINS.map((name) => ({ name, version: newestOf(name) }));
const unknown = newest.filter(({ version }) => version === undefined);
if (unknown.length > 0) {
	console.log(`SKIPPED: the registry does not answer (${unknown.map(({ name }) => name).join()})`);
	process.exit(process.env.GITHUB_ACTIONS ? 1 : 0);
}
const packages = newest.map(({ name, version }) => `${name}@${version}`);
const { status } = spawnSync(
	nodeBinary(),
	[join(root, 'scripts', 'n8n-versions', 'every-rule.mjs'), folderWith(packages, { peers: false })],
	{
		...{ cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
		env: environment({ NODE_PATH: join(root, 'node_modules') }),
	},
);
console.log(`rules of ${packages.join(', ')}`);
process.exitCode = status ?? 1;
