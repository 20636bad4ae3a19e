/** Puts the packed node package where n8n keeps community packages. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { repositoryRoot } from './paths.mjs';

/**
 * Packs a package as `npm publish` would and unpacks it below the user folder, so that n8n sees
 * the very files that users get, under their real type names.
 *
 * @param {string} userFolder - of n8n
 * @param {string} [packageFolder] - a built package, the repository's own by default
 * @returns {Promise<string>} the folder n8n loads
 * @throws Error when the package has not been built
 */
export async function installPackage(userFolder, packageFolder = repositoryRoot) {
	const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		if (!existsSync(join(packageFolder, file))) {
			throw new Error(`${join(packageFolder, file)} is missing: run "npm run build" first`);
		}
	}
	const scratch = mkdtempSync(join(tmpdir(), 'log360-pack-'));
	try {
		const listing = await runNpm(
			['pack', '--json', '--ignore-scripts', '--workspaces=false', '--pack-destination', scratch],
			{ cwd: packageFolder },
		);
		const [{ filename }] = JSON.parse(listing);
		unpack(join(scratch, filename), scratch);
		const target = join(userFolder, '.n8n', 'nodes', 'node_modules', manifest.name);
		rmSync(target, { recursive: true, force: true });
		mkdirSync(join(target, '..'), { recursive: true });
		cpSync(join(scratch, 'package'), target, { recursive: true });
		return target;
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/**
 * @param {string} tarball
 * @param {string} folder
 */
function unpack(tarball, folder) {
	const { status, stderr, error } = spawnSync('tar', ['-xzf', tarball, '-C', folder]);
	if (status !== 0) throw new Error(`tar could not unpack ${tarball}: ${error ?? stderr}`);
}
