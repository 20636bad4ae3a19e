/** An n8n to play with: the node loaded, the credential and an example workflow in place. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptOwner } from './owner.mjs';
import { repositoryRoot } from './paths.mjs';
import { requireFreePort } from './ports.mjs';
import { startN8n } from './start.mjs';

/** Where people expect n8n. */
const USUAL_PORT = 5678;
const CREDENTIAL_NAME = 'Log360 demo';
const EXAMPLES = join(repositoryRoot, 'examples');
/** The one to begin with. */
const FIRST_EXAMPLE = 'search-logs/workflow.json';

/**
 * @typedef {object} DemoN8n
 * @property {string} url - n8n's address
 * @property {string} workflowUrl - the example workflow in the editor
 * @property {import('./owner.mjs').Owner} owner - to sign in with
 * @property {Promise<number | null>} ended - settles when n8n has ended
 * @property {() => Promise<void>} stop
 */

/**
 * Starts n8n beside a running Log360 server. It ends with `stop`, or when this process gets
 * SIGINT or SIGTERM.
 *
 * @param {object} options
 * @param {string} options.serverUrl - of the Log360 server, e.g. `http://127.0.0.1:8095`
 * @param {string} options.token - V2 token for the credential
 * @param {string} [options.v1Token] - V1 token for the operations that only V1 has
 * @param {number} [options.port] - n8n's port on 127.0.0.1; otherwise n8n's usual 5678, or any other when that is taken
 * @param {string} options.dataDir - n8n's user folder, which keeps its database between starts
 * @param {(line: string) => void} [options.log] - progress and the address
 * @returns {Promise<DemoN8n>}
 */
export async function startDemoN8n({
	serverUrl,
	token,
	v1Token,
	port,
	dataDir,
	log = console.log,
}) {
	mkdirSync(dataDir, { recursive: true });
	const logFile = join(dataDir, 'n8n.log');
	const n8n = await startN8n({
		userFolder: dataDir,
		port: port || (await usualPort()),
		owner: keptOwner(dataDir),
		logFile,
		log,
	});
	stopOnSignals(n8n.stop);
	const credential = await storeCredential(n8n.client, {
		name: CREDENTIAL_NAME,
		type: 'log360Api',
		data: { serverUrl, apiVersion: 'v2', token, v1Token: v1Token ?? '', ignoreSslIssues: false },
	});
	const workflow = await storeExamples(n8n.client, credential);
	const workflowUrl = `${n8n.url}/workflow/${workflow.id}`;
	log(`n8n ${n8n.version} runs on ${n8n.url}`);
	log(`  sign in as ${n8n.owner.email} with password ${n8n.owner.password}`);
	log(`  first example: ${workflowUrl} (all of them: ${n8n.url}/home/workflows)`);
	log(`  its log: ${logFile}`);
	return { url: n8n.url, workflowUrl, owner: n8n.owner, ended: n8n.ended, stop: n8n.stop };
}

/**
 * Creates the demo credential, or gives the one of an earlier start the tokens of this one.
 *
 * @param {import('./client.mjs').N8nClient} client
 * @param {{ name: string, type: string, data: Record<string, unknown> }} credential
 * @returns {Promise<{ id: string, name: string }>}
 */
async function storeCredential(client, credential) {
	const stored = await client.request('GET', '/credentials');
	const same = stored.find(
		(/** @type {any} */ one) => one.name === credential.name && one.type === credential.type,
	);
	if (!same) return await client.createCredential(credential);
	return await client.request('PATCH', `/credentials/${same.id}`, credential);
}

/**
 * Creates the example workflows, and leaves those of an earlier start as their user changed them.
 *
 * @param {import('./client.mjs').N8nClient} client
 * @param {{ id: string, name: string }} credential
 * @returns {Promise<{ id: string }>} the first to try
 */
async function storeExamples(client, credential) {
	const stored = await client.request('GET', '/workflows');
	let first;
	for (const [file, example] of exampleWorkflows()) {
		const same = stored.find((/** @type {any} */ one) => one.name === example.name);
		const workflow = same ?? (await client.createWorkflow(withCredential(example, credential)));
		if (file === FIRST_EXAMPLE) first = workflow;
	}
	return first;
}

/** @returns {[file: string, workflow: any][]} every example of the repository, by its path below `examples/` */
export function exampleWorkflows() {
	return readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
		.map((name) => name.replaceAll('\\', '/'))
		.filter((name) => /^[^/]+\/[^/]+\.json$/.test(name))
		.sort()
		.map((name) => [name, JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8'))]);
}

/**
 * @param {{ nodes: any[] }} workflow - an example file
 * @param {{ id: string, name: string }} credential
 * @returns {any} the workflow with every Log360 credential replaced by this one
 */
export function withCredential(workflow, { id, name }) {
	const nodes = workflow.nodes.map((node) =>
		node.credentials?.log360Api ? { ...node, credentials: { log360Api: { id, name } } } : node,
	);
	return { ...workflow, nodes };
}

/** @returns {Promise<number>} 5678, or 0 for any port when another program has it */
async function usualPort() {
	try {
		await requireFreePort(USUAL_PORT);
		return USUAL_PORT;
	} catch {
		return 0;
	}
}

/** @param {() => Promise<void>} stop */
function stopOnSignals(stop) {
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
		process.once(signal, () => void stop());
	}
}
