/** Installs the pinned n8n once per lock file into a cache folder; the next call is instant. */
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { elapsedSince, runNpm } from './npm.mjs';
import { cacheRoot, e2ePackage, installFolder } from './paths.mjs';

/**
 * An n8n that is ready to run.
 *
 * @typedef {object} N8nInstall
 * @property {string} folder - holds `node_modules`
 * @property {string} node - Node binary that n8n needs
 * @property {string} cli - n8n's command line script
 * @property {string} version - n8n's version
 * @property {(id: string) => any} require - loads a package from n8n's own tree
 */

const MARKER = 'complete.json';

/**
 * Installs n8n if the cache does not hold it yet: 3 GB, several minutes, from the npm registry only.
 *
 * @param {object} [options]
 * @param {(line: string) => void} [options.log] - progress lines
 * @returns {Promise<N8nInstall>}
 * @throws Error with npm's last lines; nothing half-done is left in the cache
 */
export async function installN8n({ log = console.log } = {}) {
	const folder = installFolder();
	if (!isComplete(folder)) {
		mkdirSync(cacheRoot(), { recursive: true });
		await withLock(
			`${folder}.lock`,
			(pid) => log(`n8n is being installed by process ${pid}, waiting for it`),
			async () => {
				if (!isComplete(folder)) await installInto(folder, log);
			},
		);
	}
	return describe(folder);
}

/** @param {string} folder */
function isComplete(folder) {
	return existsSync(join(folder, MARKER));
}

/**
 * @param {string} folder
 * @param {(line: string) => void} log
 */
async function installInto(folder, log) {
	const started = Date.now();
	removeLeftovers(folder);
	const staging = `${folder}.partial-${process.pid}`;
	mkdirSync(staging);
	for (const file of ['package.json', 'package-lock.json']) {
		copyFileSync(join(e2ePackage, file), join(staging, file));
	}
	log(
		`Installing n8n ${pinnedVersion()} into ${folder} (600 MB that become 3 GB, once, 6 to 12 minutes)`,
	);
	try {
		// Install scripts are off because two optional drivers would download from other hosts or
		// compile for minutes; the two packages below are all that n8n needs to start on SQLite.
		await runNpm(
			['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
			{
				cwd: staging,
				onProgress: (elapsed) => log(`  ${elapsed}  downloading and unpacking packages`),
			},
		);
		log(`  ${elapsedSince(started)}  packages installed, building the SQLite driver`);
		await runNpm(['rebuild', 'node'], { cwd: staging });
		await runNpm(['rebuild', 'sqlite3', '--foreground-scripts', ...headerOptions()], {
			cwd: staging,
			onProgress: () => log(`  ${elapsedSince(started)}  building the SQLite driver`),
		});
		const { version } = describe(staging);
		writeFileSync(
			join(staging, MARKER),
			`${JSON.stringify({ n8n: version, installed: new Date().toISOString() })}\n`,
		);
		rmSync(folder, { recursive: true, force: true });
		renameSync(staging, folder);
	} catch (error) {
		rmSync(staging, { recursive: true, force: true });
		throw error;
	}
	log(`  ${elapsedSince(started)}  n8n is installed`);
}

/**
 * Removes what interrupted installs of the same lock file left; only called while holding the lock.
 *
 * @param {string} folder
 */
function removeLeftovers(folder) {
	for (const name of readdirSync(dirname(folder))) {
		if (name.startsWith(`${basename(folder)}.partial-`)) {
			rmSync(join(dirname(folder), name), { recursive: true, force: true });
		}
	}
}

/**
 * Node's headers beside the running Node spare node-gyp a download. The driver uses Node-API, so
 * headers of another Node version serve as well.
 */
function headerOptions() {
	const prefix = resolve(dirname(process.execPath), '..');
	const found = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
	return found ? [`--nodedir=${prefix}`] : [];
}

function pinnedVersion() {
	return JSON.parse(readFileSync(join(e2ePackage, 'package.json'), 'utf8')).dependencies.n8n;
}

/**
 * @param {string} folder
 * @returns {N8nInstall}
 */
function describe(folder) {
	const modules = join(folder, 'node_modules');
	const manifest = join(modules, 'n8n', 'package.json');
	const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	for (const file of [manifest, node]) {
		if (!existsSync(file)) throw new Error(`n8n's install is incomplete: ${file} is missing`);
	}
	return {
		folder,
		node,
		cli: join(modules, 'n8n', 'bin', 'n8n'),
		version: JSON.parse(readFileSync(manifest, 'utf8')).version,
		require: createRequire(manifest),
	};
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		const { folder, version } = await installN8n();
		console.log(`n8n ${version} is ready in ${folder}`);
	} catch (error) {
		console.error(/** @type {Error} */ (error).message);
		process.exitCode = 1;
	}
}
