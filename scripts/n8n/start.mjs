/** A private n8n with one community package loaded, ready to be used through its API. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from './client.mjs';
import { n8nEnvironment } from './environment.mjs';
import { installN8n } from './install.mjs';
import { createOwner, hashPassword } from './owner.mjs';
import { installPackage } from './package.mjs';
import { freePorts, requireFreePort } from './ports.mjs';
import { runN8nCommand, startN8nProcess } from './process.mjs';

/**
 * @typedef {object} StartOptions
 * @property {string} [userFolder] - kept at the end; by default a temporary one, removed by `stop`
 * @property {number} [port] - on 127.0.0.1; 0 or nothing picks a free one
 * @property {string} [packageFolder] - a built node package; the repository's own by default
 * @property {unknown[]} [credentials] - imported before the start: `{id, name, type, data}` in plain text
 * @property {unknown[]} [workflows] - imported before the start, each with an `id`
 * @property {import('./owner.mjs').Owner} [owner] - a new one with every start by default
 * @property {string} [logFile] - takes n8n's output, added to what is there
 * @property {Record<string, string>} [env] - further settings of n8n
 * @property {(line: string) => void} [log] - progress lines
 */

/**
 * @typedef {object} RunningN8n
 * @property {string} url
 * @property {number} pid - of n8n's main process
 * @property {string} version
 * @property {import('./owner.mjs').Owner} owner
 * @property {N8nClient} client - signed in as the owner
 * @property {import('./install.mjs').N8nInstall} install
 * @property {() => string} logs - the newest lines that n8n wrote
 * @property {Promise<number | null>} ended - settles when n8n has ended
 * @property {() => Promise<void>} stop - ends n8n and removes a temporary folder
 */

/**
 * Installs n8n when needed, loads the package, imports, starts and signs in.
 *
 * @param {StartOptions} [options]
 * @returns {Promise<RunningN8n>}
 */
export async function startN8n(options = {}) {
	const { credentials = [], workflows = [], log = () => {} } = options;
	if (options.port) await requireFreePort(options.port);
	const install = await installN8n({ log });
	const userFolder = options.userFolder ?? mkdtempSync(join(tmpdir(), 'log360-n8n-'));
	const removeFolder = () => {
		process.removeListener('exit', removeFolder);
		if (!options.userFolder) rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	process.once('exit', removeFolder);
	try {
		await installPackage(userFolder, options.packageFolder);
		const owner = options.owner ?? createOwner();
		const [port, brokerPort] = await freePorts(2);
		const env = n8nEnvironment({
			userFolder,
			port: options.port || port,
			brokerPort,
			owner,
			passwordHash: hashPassword(owner, install),
			extra: options.env,
		});
		if (credentials.length > 0) log('Importing credentials into n8n');
		await importAll(install, env, 'import:credentials', credentials);
		if (workflows.length > 0) log('Importing workflows into n8n');
		await importAll(install, env, 'import:workflow', workflows);
		log(`Starting n8n ${install.version}`);
		const n8n = await startN8nProcess(install, env, options.logFile);
		log(`n8n answers on ${n8n.url}`);
		const client = new N8nClient(n8n.url, install);
		const stop = async () => {
			await n8n.stop();
			removeFolder();
		};
		try {
			await client.signIn(owner);
		} catch (error) {
			await stop();
			throw error;
		}
		const { version } = install;
		return {
			url: n8n.url,
			pid: n8n.pid,
			version,
			owner,
			client,
			install,
			logs: n8n.logs,
			ended: n8n.ended,
			stop,
		};
	} catch (error) {
		removeFolder();
		throw error;
	}
}

/**
 * @param {import('./install.mjs').N8nInstall} install
 * @param {Record<string, string>} env
 * @param {string} command
 * @param {unknown[]} entries
 */
async function importAll(install, env, command, entries) {
	if (entries.length === 0) return;
	// The file may hold secrets: only the owner may read it, and it goes as soon as n8n has read it.
	const file = join(env.N8N_USER_FOLDER, `${command.replace(':', '-')}.json`);
	writeFileSync(file, JSON.stringify(entries), { mode: 0o600 });
	try {
		await runN8nCommand(install, env, [command, `--input=${file}`]);
	} finally {
		rmSync(file, { force: true });
	}
}
