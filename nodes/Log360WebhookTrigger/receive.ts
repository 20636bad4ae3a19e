/** Receives a call: checks it, drops repeated deliveries, and hands it on to the workflow. */
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { idList } from '../Log360/parameters/ids';
import { isObject } from '../Log360/transport/failure';
import { isRepeated } from './deliveries';
import { outputOf } from './output';
import { verify, type Incoming, type Method, type Refusal } from './verify';

/** n8n keeps the body as it came beside the parsed one. */
interface RawRequest {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const method = context.getNodeParameter('authentication') as Method;
	const incoming = await incomingOf(context);
	const refusal = await check(context, method, incoming);
	if (refusal) return refuse(context, refusal);

	// n8n hands on whatever the content type says: an object, but also a list, text or nothing.
	const body = context.getBodyData() as unknown;
	const id = method === 'signature' ? String(incoming.headers['webhook-id']) : undefined;
	if (id !== undefined && isRepeated(context, id)) {
		return { webhookResponse: { received: true, repeated: true } };
	}
	const events = idList(context.getNodeParameter('events', '')).map((event) => event.toLowerCase());
	const type = isObject(body) ? String(body.type ?? body.event ?? '').toLowerCase() : '';
	if (events.length > 0 && !events.includes(type)) return { webhookResponse: { received: true } };
	const headers = withoutSecrets(context, incoming.headers as IDataObject);
	return {
		workflowData: [[{ json: outputOf(context, body, id, headers) }]],
		webhookResponse: answerOf(context),
	};
}

/** What the sender gets when the workflow has started; n8n overrides it where the last node answers. */
function answerOf(context: IWebhookFunctions): unknown {
	const options = context.getNodeParameter('options', {}) as { responseBody?: unknown };
	const given = options.responseBody ?? '';
	if (typeof given !== 'string') return given;
	if (given.trim() === '') return { received: true };
	try {
		return JSON.parse(given) as unknown;
	} catch {
		return given;
	}
}

async function check(
	context: IWebhookFunctions,
	method: Method,
	incoming: Incoming,
): Promise<Refusal | undefined> {
	if (method === 'none') return undefined;
	const { secret } = await context.getCredentials<{ secret: string }>('log360WebhookApi');
	return verify(method, incoming, String(secret ?? '').trim(), headerName(context), Date.now());
}

/** The header that carries the secret. */
function headerName(context: IWebhookFunctions): string {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return String(options.headerName ?? '').trim() || 'X-Webhook-Secret';
}

async function incomingOf(context: IWebhookFunctions): Promise<Incoming> {
	const request = context.getRequestObject() as unknown as RawRequest;
	if (request.rawBody === undefined) await request.readRawBody?.();
	return { headers: context.getHeaderData(), rawBody: request.rawBody ?? Buffer.alloc(0) };
}

/** The reason goes to the sender only; the workflow does not start. */
function refuse(context: IWebhookFunctions, refusal: Refusal): IWebhookResponseData {
	const title = refusal.status === 401 ? 'Unauthorized' : 'Forbidden';
	const body = { error: { code: String(refusal.status), title, detail: refusal.reason } };
	context.getResponseObject().status(refusal.status).json(body);
	return { noWebhookResponse: true };
}

/** Secrets that came in headers do not belong into execution data. */
function withoutSecrets(context: IWebhookFunctions, headers: IDataObject): IDataObject {
	const secret = [headerName(context).toLowerCase(), 'authorization'];
	const hidden = new Set([...secret, 'cookie', 'webhook-signature']);
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !hidden.has(name)));
}
