/** Extension: webhooks that a client registers for itself. */
import type { IDataObject } from 'n8n-workflow';

import { segment, type Call } from '../../transport/call';
import { change, read } from './call';

const SCOPE = 'webhooks.MANAGE';

/** @param body `name`, `url`, `severities` and `secret`; the same name again takes the new values */
export function registerWebhook(body: IDataObject): Call {
	return change('register the webhook', '/webhook', SCOPE, { body });
}

export function registeredWebhook(id: string): Call {
	return read('look the webhook up', `/webhook/${segment(id)}`, SCOPE);
}

export function removeWebhook(id: string): Call {
	return change('remove the webhook', `/webhook/${segment(id)}`, SCOPE, { method: 'DELETE' });
}
