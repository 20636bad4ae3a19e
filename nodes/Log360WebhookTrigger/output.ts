/** What a call becomes in the workflow. */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { simplifyIncident } from '../Log360/dialects/simplify';
import { isObject } from '../Log360/transport/failure';

/**
 * The item of a call.
 *
 * @param id `webhook-id` of a signed call; it stays the same when the call is repeated
 * @param headers those of the call, without secrets
 */
export function outputOf(
	context: IWebhookFunctions,
	body: unknown,
	id: string | undefined,
	headers: IDataObject,
): IDataObject {
	const known = id === undefined ? {} : { webhookId: id };
	if (context.getNodeParameter('simplify', true) === true) {
		return { ...simplified(body), ...known };
	}
	const query = context.getQueryData() as IDataObject;
	return { ...known, headers, query, body: body as IDataObject };
}

function simplified(body: unknown): IDataObject {
	if (!isObject(body)) return body === undefined || body === null ? {} : { body: body as string };
	// A Standard Webhooks message keeps its content in `data`, which may have a type of its own.
	if (!isObject(body.data) || body.type === undefined) return body;
	const isIncident = body.data.incident_id !== undefined;
	return { ...(isIncident ? simplifyIncident(body.data) : body.data), type: body.type };
}
