/** The contexts of the node without a run: of the editor, and a bare one of an execution. */
import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type IExecuteData,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeParameters,
} from 'n8n-workflow';

import { additionalData } from './credentials';
import { nodeOf, workflowOfOne } from './node';

/** The context in which the editor loads pickers. */
export function editorContext(
	credentials: IDataObject,
	parameters: INodeParameters = {},
	type = 'log360',
): ILoadOptionsFunctions {
	const node = nodeOf(type, parameters);
	const data = { ...additionalData(credentials), currentNodeParameters: parameters };
	return new LoadOptionsContext(
		workflowOfOne(node),
		node,
		data,
		'parameters',
	) as unknown as ILoadOptionsFunctions;
}

/** A bare execution context, for testing helpers of the node by themselves. */
export function executeContext(
	credentials: IDataObject,
	parameters: INodeParameters,
	signal?: AbortSignal,
): ExecuteContext {
	const node = nodeOf('log360', parameters);
	const workflow = workflowOfOne(node, { settings: { executionOrder: 'v1', timezone: 'UTC' } });
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
