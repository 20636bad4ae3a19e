/**
 * Loads the packed node package with the oldest n8n that it supports and with the newest that the registry has, and runs it there against
 * a log360-server: nodes and credentials load, the credential's test passes, operations and a poll give records.
 *
 * What loads and runs nodes is n8n-core, so that is installed and not the 3 GB around it. `npm run test:n8n-versions -- 2.0.0` tries
 * other versions of n8n-core.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildIfChanged } from './build-if-changed.mjs';
import { folderWith, newestOf } from './n8n-versions/registry.mjs';
import { environment, nodeBinary, root } from './toolchain.mjs';

/** n8n-core of n8n 1.85. Older ones lack `NodeConnectionTypes`, which n8n's linter asks nodes to use, so nothing loads there. */
const OLDEST = '1.84.0';

const TRY_LIMIT_MS = 60_000;

/** Unpacks the package below an n8n-core, so that it finds the same n8n-workflow; hands back its folder. */
function unpack(tarball, coreAt) {
	const folder = mkdtempSync(join(coreAt, 'package-'));
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return folder;
}

/** Starts a log360-server with demo data; `stop` ends it. */
async function startServer(data) {
	const bin = join(root, 'server', 'bin', 'log360-server.js');
	const args = ['start', '--data', data, '--port', '0', '--json', '--log-level', 'warn'];
	const child = spawn(nodeBinary(), [bin, ...args], {
		...{ env: environment(), stdio: ['ignore', 'pipe', 'ignore'] },
	});
	const ended = new Promise((resolve) => child.once('close', resolve));
	const first = await Promise.race([
		new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
		ended.then(() => Promise.reject(new Error('log360-server did not start'))),
	]);
	const { url, demoToken } = JSON.parse(first);
	const stop = async () => {
		child.kill();
		await ended;
	};
	return { url, token: demoToken, stop };
}

/** Tries one version; true where all of it worked. */
function tryVersion(version, tarball, server) {
	const started = Date.now();
	const coreAt = folderWith([`n8n-core@${version}`]);
	const installed = Date.now();
	const folder = unpack(tarball, coreAt);
	try {
		const { status, stdout, stderr } = spawnSync(
			nodeBinary(),
			[join(root, 'scripts', 'n8n-versions', 'try.cjs'), folder],
			{
				input: JSON.stringify({ url: server.url, token: server.token }),
				...{ encoding: 'utf8', env: environment(), timeout: TRY_LIMIT_MS },
			},
		);
		const seconds = (from, to) => `${((to - from) / 1000).toFixed(1)} s`;
		const times = `${seconds(started, installed)} to install, ${seconds(installed, Date.now())} to try`;
		console.log(
			`n8n-core ${version}: ${status === 0 ? stdout.trim() : `FAILED\n${stderr}`} (${times})`,
		);
		return status === 0;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

await buildIfChanged('server');
await buildIfChanged('nodes');
const scratch = mkdtempSync(join(tmpdir(), 'log360-n8n-versions-'));
const given = process.argv.slice(2);
const latest = given.length > 0 ? undefined : newestOf('n8n-core');
const versions = given.length > 0 ? given : [OLDEST, ...(latest === undefined ? [] : [latest])];
const server = await startServer(join(scratch, 'data'));
let failed = 0;
try {
	const packed = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', scratch],
		{ cwd: root, env: environment(), encoding: 'utf8' },
	);
	const tarball = join(scratch, JSON.parse(packed)[0].filename);
	for (const version of versions) if (!tryVersion(version, tarball, server)) failed += 1;
} finally {
	await server.stop();
	rmSync(scratch, { recursive: true, force: true });
}
if (given.length === 0 && latest === undefined)
	console.log('SKIPPED: the newest n8n-core (the registry did not answer)');
console.log(`${versions.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
