/** Runs the node inside n8n-core: workflow JSON in, items out, with real HTTP. */
import './quiet';

import {
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PollContext,
	WebhookContext,
	WorkflowExecute,
	CredentialTestContext,
} from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type IDataObject,
	type IExecuteData,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IVersionedNodeType,
	type IWebhookResponseData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { Log360Api } from '../../../credentials/Log360Api.credentials';
import { Log360 } from '../../../nodes/Log360/Log360.node';
import { Log360Trigger } from '../../../nodes/Log360Trigger/Log360Trigger.node';
import { Log360WebhookTrigger } from '../../../nodes/Log360WebhookTrigger/Log360WebhookTrigger.node';

const PACKAGE = 'n8n-nodes-log360';
const credentialType = new Log360Api();

/** Hands on the items it is given; stands for a manual trigger. */
class StartNode implements INodeType {
	description = {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	} as INodeType['description'];

	async execute(this: { getInputData(): INodeExecutionData[] }) {
		return [this.getInputData()];
	}
}

class TestNodeTypes implements INodeTypes {
	private readonly nodes: Record<string, INodeType> = {
		'test.start': new StartNode() as unknown as INodeType,
		[`${PACKAGE}.log360`]: new Log360(),
		[`${PACKAGE}.log360Trigger`]: new Log360Trigger(),
		[`${PACKAGE}.log360WebhookTrigger`]: new Log360WebhookTrigger(),
	};

	getByName(type: string): INodeType | IVersionedNodeType {
		return this.nodes[type];
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}

export const nodeTypes = new TestNodeTypes();

class TestCredentials extends ICredentialsHelper {
	constructor(private readonly data: IDataObject) {
		super();
	}

	getParentTypes() {
		return [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		request: IHttpRequestOptions,
	) {
		return await credentialType.authenticate(credentials, request);
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials() {
		return {} as never;
	}

	async getDecrypted() {
		return credentialData(this.data);
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties() {
		return credentialType.properties;
	}

	isCredentialUsableByNode() {
		return true;
	}
}

/** The credential as n8n decrypts it: defaults of the fields, then the given values. */
export function credentialData(data: IDataObject): ICredentialDataDecryptedObject {
	const defaults = Object.fromEntries(
		credentialType.properties.map(({ name, default: value }) => [name, value]),
	);
	return { ...defaults, ...data } as ICredentialDataDecryptedObject;
}

export function additionalData(credentials: IDataObject) {
	const base = 'http://127.0.0.1:9/x';
	return {
		credentialsHelper: new TestCredentials(credentials),
		executionId: '1',
		instanceBaseUrl: base,
		restApiUrl: base,
		webhookBaseUrl: base,
		webhookWaitingBaseUrl: base,
		webhookTestBaseUrl: base,
		formWaitingBaseUrl: base,
		currentNodeExecutionIndex: 0,
		variables: {},
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		externalSecretsProxy: { hasProvider: () => false },
	} as unknown as IWorkflowExecuteAdditionalData;
}

export interface Trial {
	readonly credentials: IDataObject;
	/** Parameters of the Log360 node. */
	readonly parameters: INodeParameters;
	/** Items that reach the node; one empty item by default. */
	readonly items?: IDataObject[];
	readonly node?: Partial<INode>;
	readonly mode?: WorkflowExecuteMode;
	readonly settings?: IDataObject;
	/** Address under which n8n's waiting webhooks can be reached; nobody listens at the default one. */
	readonly resumeBase?: string;
	/** Called with the running execution, e.g. to cancel it. */
	readonly onStart?: (execution: { cancel(): void }) => void;
}

/** Runs `Start → Log360` and returns the whole run. */
export async function run(trial: Trial): Promise<IRun> {
	const items = (trial.items ?? [{}]).map((json) => ({ json }));
	const workflow = workflowOf(trial);
	const start = workflow.getNode('Start') as INode;
	const executionData = createRunExecutionData({
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }],
		},
	});
	return await execute(trial, workflow, executionData);
}

/**
 * Goes on with an execution that sleeps, as n8n does when its resume URL is called: the node's webhook makes the items, and the
 * node, which is not run again, hands them on.
 */
export async function resume(trial: Trial, asleep: IRun, body: unknown): Promise<IRun> {
	const received = await deliver({ type: 'log360', ...trial, body });
	const data = asleep.data;
	const waiting = data.executionData?.nodeExecutionStack[0];
	if (waiting === undefined) throw new Error('The execution does not sleep');
	data.waitTill = undefined;
	waiting.node.disabled = true;
	data.resultData.runData[data.resultData.lastNodeExecuted ?? ''].pop();
	waiting.data.main = [received.items ?? []];
	return await execute(trial, workflowOf({ ...trial, node: { disabled: true } }), data);
}

function workflowOf(trial: Trial): Workflow {
	const nodes: INode[] = [
		{
			id: 's',
			name: 'Start',
			type: 'test.start',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'n',
			name: 'Log360',
			type: `${PACKAGE}.log360`,
			typeVersion: 1,
			position: [200, 0],
			parameters: trial.parameters,
			credentials: { log360Api: { id: '1', name: 'Log360' } },
			...trial.node,
		},
	];
	return new Workflow({
		id: 'w',
		nodes,
		connections: {
			Start: { main: [[{ node: 'Log360', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		nodeTypes,
		active: false,
		settings: { executionOrder: 'v1', timezone: 'UTC', ...trial.settings },
	});
}

async function execute(
	trial: Trial,
	workflow: Workflow,
	executionData: IRunExecutionData,
): Promise<IRun> {
	const mode = trial.mode ?? 'manual';
	const data = additionalData(trial.credentials);
	if (trial.resumeBase !== undefined) data.webhookWaitingBaseUrl = trial.resumeBase;
	data.hooks = new ExecutionLifecycleHooks(mode, '1', {
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
	} as unknown as IWorkflowBase);
	const promise = new WorkflowExecute(data, mode, executionData).processRunExecutionData(workflow);
	trial.onStart?.(promise as unknown as { cancel(): void });
	return await promise;
}

/** The items that left the node. Fails the test when the node failed. */
export async function items(trial: Trial): Promise<INodeExecutionData[]> {
	return itemsOf(await run(trial));
}

/** As {@link items}, of a run that is over. */
export function itemsOf(result: IRun): INodeExecutionData[] {
	const task = result.data.resultData.runData.Log360?.[0];
	if (task?.error) throw task.error;
	if (result.data.resultData.error) throw result.data.resultData.error;
	return task?.data?.main[0] ?? [];
}

/** The JSON of the items that left the node. */
export async function output(trial: Trial): Promise<IDataObject[]> {
	return (await items(trial)).map(({ json }) => json);
}

export interface Failure {
	name: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	context: IDataObject;
	/** Everything of the error that n8n would store. */
	everything: string;
}

/** The error of the node. Fails the test when the node succeeded. */
export async function failure(trial: Trial): Promise<Failure> {
	const result = await run(trial);
	const error = result.data.resultData.error ?? result.data.resultData.runData.Log360?.[0]?.error;
	if (error === undefined) throw new Error('The node succeeded, but should have failed');
	const seen = new WeakSet<object>();
	const everything = JSON.stringify(
		{ ...error, message: error.message, stack: error.stack, cause: error.cause },
		(_key, value: unknown) => {
			if (typeof value !== 'object' || value === null) return value;
			if (seen.has(value)) return '[circular]';
			seen.add(value);
			return value;
		},
	);
	return Object.assign(error as unknown as Failure, { everything });
}

/** The hints that the node showed beside its output. */
export async function hints(trial: Trial): Promise<string[]> {
	const result = await run(trial);
	const task = result.data.resultData.runData.Log360?.[0];
	return (task?.hints ?? []).map(({ message }) => message);
}

/** The context in which the editor loads pickers. */
export function editorContext(
	credentials: IDataObject,
	parameters: INodeParameters = {},
	type = 'log360',
): ILoadOptionsFunctions {
	const node: INode = {
		id: 'n',
		name: 'Log360',
		type: `${PACKAGE}.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { log360Api: { id: '1', name: 'Log360' } },
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		nodeTypes,
		active: false,
	});
	return new LoadOptionsContext(
		workflow,
		node,
		additionalData(credentials),
		'parameters',
	) as unknown as ILoadOptionsFunctions;
}

/** Presses the Test button of the credential. */
export async function testCredential(data: IDataObject): Promise<INodeCredentialTestResult> {
	const { testLog360Api } = new Log360().methods.credentialTest;
	const context = new CredentialTestContext(additionalData(data));
	const credential = { id: '1', name: 'Log360', type: 'log360Api', data: credentialData(data) };
	return await testLog360Api.call(context, credential as ICredentialsDecrypted);
}

/** A bare execution context, for testing helpers of the node by themselves. */
export function executeContext(
	credentials: IDataObject,
	parameters: INodeParameters,
	signal?: AbortSignal,
): ExecuteContext {
	const node: INode = {
		id: 'n',
		name: 'Log360',
		type: `${PACKAGE}.log360`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { log360Api: { id: '1', name: 'Log360' } },
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		nodeTypes,
		active: false,
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	});
	const input: INodeExecutionData[] = [{ json: {} }];
	const data: IExecuteData = { node, data: { main: [input] }, source: null };
	return new ExecuteContext(
		workflow,
		node,
		additionalData(credentials),
		'manual',
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		data,
		[],
		signal,
	);
}

/** Polls a trigger node as n8n does. Static data lives as long as the returned object. */
export function poller(
	credentials: IDataObject,
	parameters: INodeParameters,
	staticData: IDataObject = {},
) {
	const node: INode = {
		id: 't',
		name: 'Trigger',
		type: `${PACKAGE}.log360Trigger`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { log360Api: { id: '1', name: 'Log360' } },
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		nodeTypes,
		active: true,
		staticData,
		settings: { timezone: 'UTC' },
	});
	const poll = async (mode: WorkflowExecuteMode = 'trigger') => {
		const context = new PollContext(workflow, node, additionalData(credentials), mode, 'activate');
		const result = await new Log360Trigger().poll.call(context);
		return result === null ? null : result[0].map(({ json }) => json);
	};
	return { poll, staticData: workflow.staticData, workflow };
}

/** What a webhook node answered: items for the workflow, or a response for the sender. */
export interface Received {
	readonly items?: INodeExecutionData[];
	readonly response?: unknown;
	readonly status?: number;
	readonly body?: unknown;
}

export interface Delivery {
	readonly type: 'log360' | 'log360WebhookTrigger';
	readonly credentials: IDataObject;
	readonly parameters: INodeParameters;
	readonly headers?: Record<string, string>;
	readonly body: unknown;
	/** Bytes on the wire, where they differ from the JSON of the body. */
	readonly raw?: string;
	readonly staticData?: IDataObject;
}

/** Calls the webhook of a node as n8n does after it has parsed the request. */
export async function deliver(delivery: Delivery): Promise<Received> {
	const isTrigger = delivery.type === 'log360WebhookTrigger';
	const credentialName = isTrigger ? 'log360WebhookApi' : 'log360Api';
	const node: INode = {
		id: 'n',
		name: 'Log360',
		type: `${PACKAGE}.${delivery.type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: delivery.parameters,
		credentials: { [credentialName]: { id: '1', name: 'x' } },
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		nodeTypes,
		active: true,
		staticData: delivery.staticData ?? {},
	});
	const answer: { status?: number; body?: unknown } = {};
	const response = {
		status(code: number) {
			answer.status = code;
			return response;
		},
		json(body: unknown) {
			answer.body = body;
			return response;
		},
	};
	const data = additionalData(delivery.credentials);
	data.httpRequest = {
		headers: delivery.headers ?? {},
		query: {},
		params: {},
		body: delivery.body,
		rawBody: Buffer.from(delivery.raw ?? JSON.stringify(delivery.body)),
	} as unknown as typeof data.httpRequest;
	data.httpResponse = response as unknown as typeof data.httpResponse;
	const nodeType = nodeTypes.getByNameAndVersion(node.type);
	const context = new WebhookContext(
		workflow,
		node,
		data,
		'webhook',
		{ webhookDescription: nodeType.description.webhooks?.[0] } as never,
		[],
		null,
	);
	const result = (await nodeType.webhook?.call(context as never)) as IWebhookResponseData;
	return { items: result.workflowData?.[0], response: result.webhookResponse, ...answer };
}
