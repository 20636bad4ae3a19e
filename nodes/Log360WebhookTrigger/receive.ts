/** Receives a call: checks it, drops repeated deliveries, and hands it on to the workflow. */
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { idList } from '../Log360/parameters/ids';
import { isObject } from '../Log360/transport/failure';
import { TOLERANCE_SECONDS, verify, type Incoming, type Method, type Refusal } from './verify';

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
	if (id !== undefined && isRepeated(context, id)) return { webhookResponse: { received: true } };
	const events = idList(context.getNodeParameter('events', '')).map((event) => event.toLowerCase());
	const type = isObject(body) ? String(body.type ?? body.event ?? '').toLowerCase() : '';
	if (events.length > 0 && !events.includes(type)) return { webhookResponse: { received: true } };
	return { workflowData: [[{ json: output(context, body, incoming, id) }]] };
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

/** Senders deliver again when an answer got lost. A signature is good for five minutes either way, so ids are kept for ten. */
function isRepeated(context: IWebhookFunctions, id: string): boolean {
	const memory = context.getWorkflowStaticData('node') as { delivered?: Record<string, number> };
	const now = Date.now();
	const fresh = Object.entries(memory.delivered ?? {}).filter(
		([, time]) => now - time < 2 * TOLERANCE_SECONDS * 1000,
	);
	const repeated = fresh.some(([known]) => known === id);
	memory.delivered = Object.fromEntries(repeated ? fresh : [...fresh, [id, now]]);
	return repeated;
}

function output(
	context: IWebhookFunctions,
	body: unknown,
	incoming: Incoming,
	id: string | undefined,
): IDataObject {
	if (context.getNodeParameter('simplify', true) === true) {
		if (!isObject(body)) return body === undefined || body === null ? {} : { body: body as string };
		// A Standard Webhooks message keeps its content in `data`, which may have a type of its own.
		return isObject(body.data) && body.type !== undefined
			? { ...body.data, type: body.type }
			: body;
	}
	return {
		...(id === undefined ? {} : { id }),
		headers: withoutSecrets(context, incoming.headers as IDataObject),
		query: context.getQueryData() as IDataObject,
		body: body as IDataObject,
	};
}

/** Secrets that came in headers do not belong into execution data. */
function withoutSecrets(context: IWebhookFunctions, headers: IDataObject): IDataObject {
	const secret = [headerName(context).toLowerCase(), 'authorization'];
	const hidden = new Set([...secret, 'cookie', 'webhook-signature']);
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !hidden.has(name)));
}
