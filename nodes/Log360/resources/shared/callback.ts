/** Callback mode: the execution sleeps until the server says that the job has ended. An extension of log360-server. */
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { simplifyAlert, simplifyLog } from '../../dialects/flat';
import type { ItemRun, Outcome } from '../../operation';
import { emitPages } from '../../parameters/output';
import { waitSettings } from '../../parameters/waiting';
import type { Call } from '../../transport/call';
import { createClient } from '../../transport/client';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';
import { deleteJob, fetchJob, jobRecord, resultPages, startJob } from '../../transport/jobs';
import { readRequestId } from '../../dialects/jobs';

/** Header that asks log360-server to post to a URL when the job has ended. Log360 itself ignores it. */
const CALLBACK_HEADER = 'X-Log360-Callback-Url';

/** Where the id of the job is remembered that the execution waits for. */
const STARTED = 'log360Job';

/**
 * The webhook that wakes the execution up. It only resumes what sleeps and is registered nowhere; the lint rule takes webhooks that
 * stand in the file of a node for those of a trigger.
 */
export const callbackWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '',
		restartWebhook: true,
	},
];

/** Starts the job and puts the execution to sleep; what wakes it up is {@link onCallback}. */
export async function startWithCallback(run: ItemRun, start: Call): Promise<Outcome> {
	const { context, item, client } = run;
	const place = { node: context.getNode(), item };
	const input = context.getInputData();
	if (input.length > 1) {
		throw usageError(
			place.node,
			`Callback mode takes one input item, but there are ${input.length}`,
			'Use Wait By: Polling, or a Loop Over Items node before this one.',
			item,
		);
	}
	const { maxWaitMs } = waitSettings(context, item);
	const url = String(context.evaluateExpression('{{ $execution.resumeUrl }}', item));
	const id = await startJob(client, { ...start, headers: { [CALLBACK_HEADER]: url } }, place);
	// n8n keeps the context of a node with the execution that sleeps.
	context.getContext('node')[STARTED] = id;
	await context.putExecutionToWait(new Date(Date.now() + maxWaitMs));
	return { items: input };
}

/**
 * Receives the call of the server and fetches the results of the job.
 *
 * The body only names the job (`request_id`), which must be the one that was started here: a late call about an earlier one, or a
 * forged one, leaves the execution asleep. State and results are asked for with the credential, so a forged call can at most wake
 * the execution up too early.
 */
export async function onCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body = context.getBodyData() as unknown;
	const id = isObject(body) ? readRequestId(body) : undefined;
	if (id === undefined) {
		const message = 'The call that woke the execution up names no job (request_id)';
		return { workflowData: [[{ json: { error: message } }]] };
	}
	const started = startedJob(context);
	if (started !== undefined && started !== id) {
		return { webhookResponse: { ignored: true, reason: 'The execution waits for another job' } };
	}
	try {
		return { workflowData: [await results(context, id)] };
	} catch (error) {
		if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) {
			throw new NodeOperationError(context.getNode(), error as Error);
		}
		const json: IDataObject = {
			requestId: id,
			error: error.message,
			description: error.description,
		};
		return { workflowData: [[{ json }]] };
	}
}

/**
 * The id of the job that the execution waits for; undefined when an older version of this node started it. A webhook has no
 * `getContext`, but expressions see what it holds.
 */
function startedJob(context: IWebhookFunctions): string | undefined {
	// A name may hold braces, which would end the expression.
	const name = JSON.stringify(context.getNode().name).replace(/}/g, '\\u007d');
	try {
		const id = context.evaluateExpression(
			`{{ $node[${name}].context[${JSON.stringify(STARTED)}] }}`,
		);
		return typeof id === 'string' && id !== '' ? id : undefined;
	} catch {
		return undefined;
	}
}

async function results(context: IWebhookFunctions, id: string): Promise<INodeExecutionData[]> {
	const client = await createClient(context);
	const place = { node: context.getNode(), item: 0 };
	const job = await fetchJob(client, id, place);
	if (job.state === 'failed') {
		const error = job.message ?? 'The job failed';
		return [{ json: { ...jobRecord(job), error } }];
	}
	// The readers of parameters ask for the value of an item; a webhook has no items, but the same values.
	const reader = parameterReader(context);
	const isAlert = context.getNodeParameter('resource', '') === 'alert';
	const simplify = (hit: IDataObject) =>
		isAlert ? simplifyAlert(hit, client.consoleUrl()) : simplifyLog(hit);
	const pages = resultPages(client, job, place);
	const items = await emitPages(reader, 0, pages, { requestId: id }, simplify);
	if (waitSettings(reader, 0).deleteJob) await deleteJob(client, id).catch(() => undefined);
	return items;
}

function parameterReader(context: IWebhookFunctions): IExecuteFunctions {
	return {
		helpers: context.helpers,
		getNode: () => context.getNode(),
		getNodeParameter: (name: string, _item: number, fallback?: unknown) =>
			context.getNodeParameter(name, fallback as string),
	} as unknown as IExecuteFunctions;
}
