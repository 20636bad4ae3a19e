/** Runs the built node inside n8n-core in this process, as n8n does, with real HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Core from 'n8n-core';
import type * as Flow from 'n8n-workflow';

// n8n-core reads these variables when it is loaded, and keeps its own files in the folder.
const userFolder = mkdtempSync(join(tmpdir(), 'log360-bench-n8n-'));
process.env['N8N_USER_FOLDER'] = userFolder;
process.env['N8N_ENCRYPTION_KEY'] = 'of no use here, but n8n-core would make one and say so';
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

// All of it as CommonJS: node and n8n-core must share one n8n-workflow.
const require = createRequire(import.meta.url);
const core = require('n8n-core') as typeof Core;
const flow = require('n8n-workflow') as typeof Flow;
const dist = join(import.meta.dirname, '..', '..', '..', 'dist');
const { Log360 } = require(join(dist, 'nodes', 'Log360', 'Log360.node.js')) as {
	Log360: new () => Flow.INodeType;
};
const { Log360Api } = require(join(dist, 'credentials', 'Log360Api.credentials.js')) as {
	Log360Api: new () => Flow.ICredentialType;
};

/** Hands on the item it is given, in the place of a manual trigger. */
const start = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		properties: [],
	},
	async execute(this: Flow.IExecuteFunctions) {
		return [this.getInputData()];
	},
};
const types: Record<string, Flow.INodeType> = {
	start: start as unknown as Flow.INodeType,
	log360: new Log360(),
};
const nodeTypes = {
	getByName: (name: string) => types[name],
	getByNameAndVersion: (name: string) => types[name],
	getKnownTypes: () => ({}),
} as unknown as Flow.INodeTypes;

const credentialType = new Log360Api();

/** What the node needs of n8n's credentials: their values, and the headers they add. */
function credentialsHelper(values: Record<string, unknown>) {
	const defaults = credentialType.properties.map((property) => [property.name, property.default]);
	const authenticate = credentialType.authenticate as (
		credentials: unknown,
		request: Flow.IHttpRequestOptions,
	) => Promise<Flow.IHttpRequestOptions>;
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => credentialType.properties,
		getDecrypted: async () => ({ ...Object.fromEntries(defaults), ...values }),
		authenticate: async (credentials: unknown, _type: string, request: Flow.IHttpRequestOptions) =>
			await authenticate.call(credentialType, credentials, request),
		preAuthentication: async () => undefined,
		runPreAuthentication: async () => undefined,
	};
}

/**
 * Executes a workflow of a start and one Log360 node.
 *
 * @param credentials values of the `log360Api` credential that differ from the defaults
 * @returns the JSON of the items that left the node
 * @throws the node's error
 */
export async function runNode(
	credentials: Record<string, unknown>,
	parameters: Flow.INodeParameters,
): Promise<Flow.IDataObject[]> {
	const node = { typeVersion: 1, position: [0, 0] as [number, number] };
	const nodes: Flow.INode[] = [
		{ ...node, id: 's', name: 'Start', type: 'start', parameters: {} },
		{
			...node,
			id: 'n',
			name: 'Log360',
			type: 'log360',
			parameters,
			credentials: { log360Api: { id: '1', name: 'Log360' } },
		},
	];
	const connections: Flow.IConnections = {
		Start: { main: [[{ node: 'Log360', type: 'main', index: 0 }]] },
	};
	const workflow = new flow.Workflow({
		id: 'w',
		nodes,
		connections,
		nodeTypes,
		active: false,
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	});
	const anywhere = 'http://127.0.0.1:9/';
	const data = {
		credentialsHelper: credentialsHelper(credentials),
		executionId: '1',
		instanceBaseUrl: anywhere,
		restApiUrl: anywhere,
		webhookBaseUrl: anywhere,
		webhookWaitingBaseUrl: anywhere,
		webhookTestBaseUrl: anywhere,
		formWaitingBaseUrl: anywhere,
		currentNodeExecutionIndex: 0,
		variables: {},
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		externalSecretsProxy: { hasProvider: () => false },
		hooks: new core.ExecutionLifecycleHooks('trigger', '1', {
			nodes,
			connections,
		} as unknown as Flow.IWorkflowBase),
	} as unknown as Flow.IWorkflowExecuteAdditionalData;
	const first = { node: nodes[0] as Flow.INode, data: { main: [[{ json: {} }]] }, source: null };
	const runData = flow.createRunExecutionData({
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [first],
		},
	});
	const execution = new core.WorkflowExecute(data, 'trigger', runData);
	const { data: result } = await execution.processRunExecutionData(workflow);
	if (result.resultData.error) throw result.resultData.error;
	const items = result.resultData.runData['Log360']?.[0]?.data?.['main']?.[0] ?? [];
	return items.map(({ json }) => json);
}
