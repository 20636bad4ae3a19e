/** Runs the chosen operation for every input item. */
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { ItemRun, Operation } from './operation';
import { isDryRun } from './parameters/dryRun';
import { commitLastRun } from './parameters/lastRun';
import { checkExpressions, guarded } from './parameters/given';
import { clientSettings } from './parameters/request';
import { findOperation } from './resources';
import { createClient } from './transport/client';
import { usageError } from './transport/errors';
import { limitHint } from './transport/hints';
import { rehearsal, type Rehearsal } from './transport/rehearsal';

/**
 * Executes the node. Every item is paired with the input item it came from.
 *
 * @param continues - whether a failed item becomes one with the error, instead of ending the execution
 */
export async function route(
	context: IExecuteFunctions,
	continues: boolean,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	const count = context.getInputData().length;
	let failed = false;
	const shared: Shared = { limitedMs: 0, found: new Map() };
	for (let item = 0; item < count; item += 1) {
		try {
			for (const result of await runItem(context, item, shared)) output.push(result);
		} catch (error) {
			const failure = withItem(error, context, item);
			if (!continues) throw failure;
			failed = true;
			output.push(errorItem(failure, context, item));
		}
	}
	if (!failed) commitLastRun(context);
	const hint = limitHint(shared.limitedMs);
	if (hint) context.addExecutionHints(hint);
	return [output];
}

/** What the items of an execution have together. */
interface Shared {
	/** How long they have waited for the server's limit. */
	limitedMs: number;
	readonly found: Map<string, string>;
}

async function runItem(
	context: IExecuteFunctions,
	item: number,
	shared: Shared,
): Promise<INodeExecutionData[]> {
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
	const given = guarded(context);
	const rehearsed = isDryRun(given, item) ? rehearsal() : undefined;
	const settings = { ...clientSettings(given, item), rehearsal: rehearsed };
	const client = await createClient(context, settings);
	checkExpressions(given, item, operation.properties);
	const run = { context: given, item, client, found: shared.found };
	const outcome = await (
		rehearsed ? rehearse(operation, run, rehearsed) : operation.execute(run)
	).finally(() => (shared.limitedMs += client.limitedMs()));
	const items = 'items' in outcome ? outcome.items : outcome.map((json) => ({ json }));
	return items.map((result) => ({ ...result, pairedItem: { item } }));
}

/** What the operation would do; that it does not understand an answer which was never given, is no failure. */
async function rehearse(operation: Operation, run: ItemRun, noted: Rehearsal) {
	try {
		await operation.execute(run);
	} catch (error) {
		if (noted.records().length === 0) return await Promise.reject(error);
	}
	return noted.records();
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
 * The item that stands for a failed one. Where the node has an output for errors, n8n sends those items there whose fields are
 * `error`, `message` and `details` alone, and adds the fields of the input item; one with a property `error` beside `json` would lose
 * all but the message.
 */
function errorItem(
	error: NodeFailure,
	context: IExecuteFunctions,
	item: number,
): INodeExecutionData {
	const separate = context.getNode().onError === 'continueErrorOutput';
	const details = detailsOf(error, item);
	const json: IDataObject = separate
		? { error: error.message, message: error.message, details }
		: { error: error.message, ...details };
	return { json, pairedItem: { item } };
}

function detailsOf(error: NodeFailure, itemIndex: number): IDataObject {
	return {
		...(error.description ? { description: error.description } : {}),
		...(error instanceof NodeApiError && error.httpCode ? { httpCode: error.httpCode } : {}),
		...(typeof error.context.cause === 'string' ? { cause: error.context.cause } : {}),
		itemIndex,
	};
}
