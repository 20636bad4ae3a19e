/** Runs the chosen operation for every input item. */
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { clientSettings } from './parameters/request';
import { findOperation } from './resources';
import { createClient } from './transport/client';
import { usageError } from './transport/errors';

/**
 * Executes the node. Every item is paired with the input item it came from; with Continue On Fail, a failed item becomes one with
 * the error.
 */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	const count = context.getInputData().length;
	for (let item = 0; item < count; item += 1) {
		try {
			for (const result of await runItem(context, item)) output.push(result);
		} catch (error) {
			const failure = withItem(error, context, item);
			if (!context.continueOnFail()) throw failure;
			output.push(errorItem(failure, context, item));
		}
	}
	return [output];
}

async function runItem(context: IExecuteFunctions, item: number): Promise<INodeExecutionData[]> {
	// n8n drops an operation that does not belong to the resource, so both may be missing after an edit by hand.
	const resource = context.getNodeParameter('resource', item, '') as string;
	const name = context.getNodeParameter('operation', item, '') as string;
	const operation = findOperation(resource, name);
	if (operation === undefined) {
		throw usageError(
			context.getNode(),
			`There is no operation "${name}" of resource "${resource}"`,
			'Choose Resource and Operation again.',
			item,
		);
	}
	const client = await createClient(context, clientSettings(context, item));
	const outcome = await operation.execute({ context, item, client });
	const items = 'items' in outcome ? outcome.items : outcome.map((json) => ({ json }));
	return items.map((result) => ({ ...result, pairedItem: { item } }));
}

type NodeFailure = NodeApiError | NodeOperationError;

/** Gives the error its item; a `NodeApiError` cannot be wrapped again, so the context is set on it. */
function withItem(error: unknown, context: IExecuteFunctions, item: number): NodeFailure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = item;
		return error;
	}
	return new NodeOperationError(context.getNode(), error as Error, { itemIndex: item });
}

/**
 * The item that stands for a failed one. Where the node has an output for errors, n8n finds such items by the property `error`,
 * and keeps only the message of them. Elsewhere that property would only cost the details, so there it is left out.
 */
function errorItem(
	error: NodeFailure,
	context: IExecuteFunctions,
	item: number,
): INodeExecutionData {
	const separate = context.getNode().onError === 'continueErrorOutput';
	return { json: errorJson(error, item), ...(separate ? { error } : {}), pairedItem: { item } };
}

function errorJson(error: NodeFailure, itemIndex: number): IDataObject {
	return {
		error: error.message,
		...(error.description ? { description: error.description } : {}),
		...(error instanceof NodeApiError && error.httpCode ? { httpCode: error.httpCode } : {}),
		...(typeof error.context.cause === 'string' ? { cause: error.context.cause } : {}),
		itemIndex,
	};
}
