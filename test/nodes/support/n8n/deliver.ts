/** Calls the webhook of a node as n8n does. */
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IRunExecutionData,
	IWebhookResponseData,
} from 'n8n-workflow';

import { additionalData } from './credentials';
import { nodeOf, workflowOfOne } from './node';
import { nodeTypes } from './node-types';

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
	/** Name of the node; Log360 or the like by default. */
	readonly name?: string;
	/** The execution that sleeps and is to be woken. */
	readonly asleep?: IRunExecutionData;
}

/** Calls the webhook of a node as n8n does after it has parsed the request. */
export async function deliver(delivery: Delivery): Promise<Received> {
	const isTrigger = delivery.type === 'log360WebhookTrigger';
	const credentialName = isTrigger ? 'log360WebhookApi' : 'log360Api';
	const node = nodeOf(delivery.type, delivery.parameters, {
		credentials: { [credentialName]: { id: '1', name: 'x' } },
		...(delivery.name === undefined ? {} : { name: delivery.name }),
	});
	const workflow = workflowOfOne(node, { active: true, staticData: delivery.staticData ?? {} });
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
		delivery.asleep ?? null,
	);
	const result = (await nodeType.webhook?.call(context as never)) as IWebhookResponseData;
	return { items: result.workflowData?.[0], response: result.webhookResponse, ...answer };
}
