/**
 * Loads the built package as an n8n of some version does, and runs it: the credential's test, an operation, a poll. CommonJS, so that
 * n8n-core and the package share one n8n-workflow; started in a process of its own for each version.
 *
 * node try.cjs PACKAGE_FOLDER (JSON of {url, token} on standard input; one line of JSON comes out)
 */
'use strict';
const assert = require('node:assert/strict');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const packageFolder = process.argv[2];
const userFolder = mkdtempSync(join(tmpdir(), 'log360-n8n-version-'));
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_LOG_LEVEL: 'silent',
	N8N_ENCRYPTION_KEY: 'only-for-this-run',
});
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

// The n8n under test stands above the copy of the package, so both find the same packages.
const load = createRequire(join(packageFolder, 'package.json'));
load('reflect-metadata');
const core = load('n8n-core');
const wf = load('n8n-workflow');

/** Hands on the items it is given; stands for a manual trigger. */
const start = {
	description: {
		...{ displayName: 'Start', name: 'start', group: ['trigger'], version: 1, description: '' },
		...{ defaults: {}, inputs: [], outputs: ['main'], properties: [] },
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** @param {any} loader */
function typesOf(loader) {
	const found = Object.entries(loader.nodeTypes).map(([name, { type }]) => [
		`${loader.packageName}.${name}`,
		type,
	]);
	const nodes = new Map([['test.start', start], ...found]);
	return {
		getByName: (name) => nodes.get(name),
		getByNameAndVersion: (name, version) =>
			wf.NodeHelpers.getVersionedNodeType(nodes.get(name), version),
		getKnownTypes: () => ({}),
	};
}

/** What n8n hands to everything that it executes. */
function additionalData(credentialType, values) {
	const base = 'http://127.0.0.1:9/x';
	const defaults = credentialType.properties.map(({ name, default: value }) => [name, value]);
	class Credentials extends wf.ICredentialsHelper {
		getParentTypes = () => [];
		authenticate = async (credentials, _type, request) =>
			await credentialType.authenticate(credentials, request);
		preAuthentication = async () => undefined;
		runPreAuthentication = async () => undefined;
		getCredentials = async () => ({});
		getDecrypted = async () => ({ ...Object.fromEntries(defaults), ...values });
		getCredentialsProperties = () => credentialType.properties;
		isCredentialUsableByNode = () => true;
		updateCredentials = async () => undefined;
		updateCredentialsOauthTokenData = async () => undefined;
	}
	return {
		...{ credentialsHelper: new Credentials(), executionId: '1', currentNodeExecutionIndex: 0 },
		...{
			instanceBaseUrl: base,
			restApiUrl: base,
			webhookBaseUrl: base,
			webhookWaitingBaseUrl: base,
		},
		...{ webhookTestBaseUrl: base, formWaitingBaseUrl: base, variables: {} },
		...{ logAiEvent() {}, setExecutionStatus() {}, sendDataToUI() {} },
		externalSecretsProxy: { hasProvider: () => false },
		// Before n8n 2 hooks came as a class with another constructor.
		hooks: core.ExecutionLifecycleHooks
			? new core.ExecutionLifecycleHooks('manual', '1', { nodes: [], connections: {} })
			: new wf.WorkflowHooks({}, 'manual', '1', { nodes: [], connections: {} }),
	};
}

const nodeOf = (type, parameters) => ({
	...{ id: type, name: type, type: `n8n-nodes-log360.${type}`, typeVersion: 1, position: [0, 0] },
	parameters,
	credentials: { log360Api: { id: '1', name: 'Log360' } },
});

/** Runs `Start → Log360` and returns the JSON that comes out. */
async function run(nodeTypes, data, parameters) {
	const first = { ...nodeOf('start', {}), type: 'test.start', credentials: undefined };
	const node = nodeOf('log360', parameters);
	const workflow = new wf.Workflow({
		...{ id: 'w', nodes: [first, node], nodeTypes, active: false },
		connections: { start: { main: [[{ node: 'log360', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	});
	const stack = [{ node: first, data: { main: [[{ json: {} }]] }, source: null }];
	const state = {
		...{ startData: {}, resultData: { runData: {}, pinData: {} } },
		executionData: {
			...{ contextData: {}, metadata: {}, waitingExecution: {}, waitingExecutionSource: {} },
			nodeExecutionStack: stack,
		},
	};
	const begun = wf.createRunExecutionData ? wf.createRunExecutionData(state) : state;
	const result = await new core.WorkflowExecute(data, 'manual', begun).processRunExecutionData(
		workflow,
	);
	const { error, runData } = result.data.resultData;
	if (error) throw error;
	return runData.log360[0].data.main[0].map(({ json }) => json);
}

/** Polls the trigger once, as the editor's button does. */
async function poll(nodeTypes, data, parameters) {
	const node = nodeOf('log360Trigger', parameters);
	const workflow = new wf.Workflow({
		...{ id: 'w', nodes: [node], connections: {}, nodeTypes, active: false, staticData: {} },
		settings: { timezone: 'UTC' },
	});
	const context = new core.PollContext(workflow, node, data, 'manual', 'manual');
	const items = await nodeTypes.getByNameAndVersion(node.type).poll.call(context);
	return items[0].map(({ json }) => json);
}

async function main() {
	const { url, token } = JSON.parse(readFileSync(0, 'utf8'));
	const loader = new core.PackageDirectoryLoader(packageFolder);
	await loader.loadAll();
	const { n8n } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
	assert.equal(Object.keys(loader.nodeTypes).length, n8n.nodes.length, 'nodes');
	assert.equal(Object.keys(loader.credentialTypes).length, n8n.credentials.length, 'credentials');

	const nodeTypes = typesOf(loader);
	const values = { serverUrl: url, token };
	const data = additionalData(loader.credentialTypes.log360Api.type, values);

	const { testLog360Api } =
		nodeTypes.getByNameAndVersion('n8n-nodes-log360.log360').methods.credentialTest;
	const context = new core.CredentialTestContext(data);
	const decrypted = await data.credentialsHelper.getDecrypted();
	const tested = await testLog360Api.call(context, { type: 'log360Api', data: decrypted });
	assert.equal(tested.status, 'OK', tested.message);

	const fields = await run(nodeTypes, data, { resource: 'logField', operation: 'getMany' });
	assert.ok(fields.length > 0, 'Log Field > Get Many gave nothing');
	const search = { resource: 'log', operation: 'search', timeRange: 'last7Days', query: '*' };
	const hits = await run(nodeTypes, data, search);
	assert.ok(hits.length > 0, 'Log > Search gave nothing');
	await assert.rejects(run(nodeTypes, data, { ...search, query: '(' }), { name: 'NodeApiError' });
	const alerts = await poll(nodeTypes, data, { event: 'newAlert' });
	assert.ok(alerts.length > 0, 'the trigger showed no alert');

	const version = (name) =>
		JSON.parse(readFileSync(join(packageFolder, '../node_modules', name, 'package.json'))).version;
	console.log(
		JSON.stringify({
			...{ core: version('n8n-core'), workflow: version('n8n-workflow') },
			...{ fields: fields.length, hits: hits.length, alerts: alerts.length },
		}),
	);
	process.exit(0);
}

main().catch((error) => {
	console.error(error);
	process.exit(1);
});
