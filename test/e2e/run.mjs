/** End to end: the packed node in a real n8n searches the logs of the bundled server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n } from '../../scripts/n8n/start.mjs';
import { installN8n } from '../../scripts/n8n/install.mjs';
import { checkBehaviour } from './checks/behaviour.mjs';
import { checkCredentials } from './checks/credentials.mjs';
import { checkCatchUp } from './checks/catch-up.mjs';
import { checkExamples } from './checks/examples/index.mjs';
import { checkFiles } from './checks/files.mjs';
import { checkPictures } from './checks/pictures.mjs';
import { checkPickers } from './checks/pickers.mjs';
import { checkReactions } from './checks/reactions.mjs';
import { checkSearches } from './checks/searches.mjs';
import { writeArtifact } from './lib/artifacts.mjs';
import { startBackend } from './lib/backend.mjs';
import { generateEvents } from './lib/events.mjs';
import { RENEW } from './lib/pictures.mjs';
import { runSession } from './lib/session.mjs';
import { credential, manualWorkflow, searchParameters } from './lib/workflows.mjs';

/**
 * The groups in their order: those that make events, alerts and incidents come later, what stops n8n comes last.
 *
 * @type {Record<string, (world: World, parts: string[]) => Promise<void>>}
 */
const GROUPS = {
	searches: checkSearches,
	pickers: checkPickers,
	credentials: checkCredentials,
	files: checkFiles,
	pictures: checkPictures,
	examples: checkExamples,
	behaviour: checkBehaviour,
	reactions: checkReactions,
	stop: checkCatchUp,
};

/** With arguments, only these groups run, or only these parts of a group: `examples/alert-triage`. */
const wanted = process.argv
	.slice(2)
	.filter((name) => name !== RENEW)
	.map((name) => name.split('/'));
const unknown = wanted.map(([group]) => group).filter((name) => !(name in GROUPS));
if (unknown.length > 0) {
	throw new Error(
		`There is no group ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`,
	);
}

/**
 * What every group of checks works with.
 *
 * @typedef {object} World
 * @property {import('./lib/checks.mjs').Checks} checks
 * @property {import('../../scripts/n8n/client.mjs').N8nClient} client
 * @property {import('./lib/backend.mjs').Backend} backend
 * @property {import('./lib/events.mjs').Event[]} events - all that the server holds, newest first
 * @property {ReturnType<typeof credential>} v2 - imported credential of the current API
 * @property {ReturnType<typeof credential>} v1 - imported credential of the old API
 * @property {string} importedWorkflow - id of a workflow that was imported by the command line
 * @property {import('../../scripts/n8n/start.mjs').RunningN8n} n8n
 * @property {(whileStopped: () => Promise<void>) => Promise<void>} restartN8n - with the same database, on another port;
 *   the client of this world is of no use after it
 */

await runSession(async ({ checks, log, atEnd }) => {
	const { node } = await installN8n({ log });
	log('Starting log360-server');
	// Its webhooks go to n8n on this machine, which it would not call otherwise.
	const backend = await startBackend(node, {
		args: ['--empty', '--allow-internal', '127.0.0.1', '--allow-internal-callbacks', '127.0.0.1'],
	});
	atEnd(backend.stop);
	const events = generateEvents(Date.now());
	log(await backend.importEvents(events));

	const serverUrl = backend.url;
	const v2 = credential('log360v2', 'Log360 V2', { serverUrl, token: backend.demoToken });
	const v1 = credential('log360v1', 'Log360 V1', {
		serverUrl,
		apiVersion: 'v1',
		token: backend.v1Token,
	});
	const workflow = manualWorkflow('Logons', v2, searchParameters('EVENTID = 4624'));
	const importedWorkflow = 'importedLogons';
	const userFolder = mkdtempSync(join(tmpdir(), 'log360-n8n-'));
	atEnd(() => rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 }));
	const common = { userFolder, env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' }, log };
	const workflows = [{ id: importedWorkflow, ...workflow }];
	const first = await startN8n({ ...common, credentials: [v2, v1], workflows });
	let n8n = first;
	atEnd(() => writeArtifact('n8n.log', n8n.logs()));
	atEnd(() => n8n.stop());
	/** @type {World['restartN8n']} */
	const restartN8n = async (whileStopped) => {
		await n8n.stop();
		await whileStopped();
		n8n = await startN8n({ ...common, owner: n8n.owner });
	};

	/** @type {World} */
	const world = {
		checks,
		client: first.client,
		n8n: first,
		restartN8n,
		backend,
		events: events.reverse(),
		v2,
		v1,
		importedWorkflow,
	};
	for (const [group, check] of Object.entries(GROUPS)) {
		const parts = wanted.filter(([name]) => name === group);
		if (wanted.length > 0 && parts.length === 0) continue;
		// A group that is named as a whole is run as a whole.
		const names = parts.map(([, ...rest]) => rest.join('/'));
		await check(world, names.includes('') ? [] : names);
	}
});
