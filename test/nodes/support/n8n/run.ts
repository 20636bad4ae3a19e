/** Runs the node inside n8n-core: workflow JSON in, a run out, with real HTTP. */
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	LoggerProxy,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type Logger,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalData } from './credentials';
import { deliver } from './deliver';
import { nodeOf } from './node';
import { nodeTypes } from './node-types';

/** A run of the node. */
export interface Trial {
	readonly credentials: IDataObject;
	/** Parameters of the Log360 node. */
	readonly parameters: INodeParameters;
	/** Items that reach the node; one empty item by default. */
	readonly items?: IDataObject[];
	readonly node?: Partial<INode>;
	readonly mode?: WorkflowExecuteMode;
	/** Id of the execution; '1' by default. */
	readonly executionId?: string;
	/** How often the node runs in the execution, as in a loop; once by default. */
	readonly turns?: number;
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
 * node, which is not run again, hands them on. Without items the execution sleeps on.
 */
export async function resume(trial: Trial, asleep: IRun, body: unknown): Promise<IRun> {
	const received = await deliver({
		...{ type: 'log360', ...trial, body },
		asleep: asleep.data,
	});
	if (received.items === undefined) return asleep;
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
		nodeOf('log360', trial.parameters, { position: [200, 0], ...trial.node }),
	];
	return new Workflow({
		id: 'w',
		nodes,
		connections: {
			Start: {
				main: [
					Array.from({ length: trial.turns ?? 1 }, () => ({
						...{ node: 'Log360', type: NodeConnectionTypes.Main, index: 0 },
					})),
				],
			},
		},
		nodeTypes,
		active: false,
		settings: { executionOrder: 'v1', timezone: 'UTC', ...trial.settings },
	});
}

/** Takes the place of n8n-core's logger, which looks for its caller in the stack before it finds that it is silent. */
const SILENT = {
	error: () => undefined,
	warn: () => undefined,
	info: () => undefined,
	debug: () => undefined,
} as unknown as Logger;

async function execute(
	trial: Trial,
	workflow: Workflow,
	executionData: IRunExecutionData,
): Promise<IRun> {
	LoggerProxy.init(SILENT);
	const mode = trial.mode ?? 'manual';
	const data = additionalData(trial.credentials, trial.executionId);
	if (trial.resumeBase !== undefined) data.webhookWaitingBaseUrl = trial.resumeBase;
	data.hooks = new ExecutionLifecycleHooks(mode, '1', {
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
	} as unknown as IWorkflowBase);
	const promise = new WorkflowExecute(data, mode, executionData).processRunExecutionData(workflow);
	trial.onStart?.(promise as unknown as { cancel(): void });
	return await promise;
}
