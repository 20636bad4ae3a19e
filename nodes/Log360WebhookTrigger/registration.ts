/** Registers the trigger's URL at log360-server when the workflow is published, and removes it when it is unpublished. */
import { createHash } from 'crypto';
import type { IHookFunctions } from 'n8n-workflow';

import {
	registeredWebhook,
	registerWebhook,
	removeWebhook,
} from '../Log360/dialects/extension/webhooks';
import { payload, pick } from '../Log360/dialects/read';
import { present } from '../Log360/dialects/present';
import { severitiesOf } from '../Log360/parameters/words';
import { createClient } from '../Log360/transport/client';
import { causeOfError, parameterError } from '../Log360/transport/errors';
import { isObject } from '../Log360/transport/failure';
import { understood } from '../Log360/transport/understood';

/** Kept in the static data of the node, so that the webhook can be removed whatever the parameters say by then. */
interface Memory {
	webhookId?: string;
	/** Hash of what was registered; with another secret, address or choice it is registered anew. */
	registered?: string;
}

interface Registration {
	readonly name: string;
	readonly url: string;
	readonly severities: readonly string[];
	readonly secret: string;
}

const LONGEST_NAME = 120;

function isWanted(context: IHookFunctions): boolean {
	return (
		context.getNodeParameter('authentication', 'signature') === 'signature' &&
		context.getNodeParameter('registration', 'manual') === 'server'
	);
}

/** The secret is the one of the webhook credential, so that calls are checked against it as without registration. */
async function registrationOf(context: IHookFunctions): Promise<Registration> {
	const { secret } = await context.getCredentials<{ secret: string }>('log360WebhookApi');
	const { id, name } = context.getWorkflow();
	// The test URL and the production URL may be registered at the same time; names are unique.
	const test = context.getMode() === 'manual' ? ' (test)' : '';
	const place = ` [${String(id)}, ${context.getNode().name}]${test}`.slice(-LONGEST_NAME / 2);
	const title = `n8n: ${String(name ?? '')}`.slice(0, LONGEST_NAME - place.length);
	try {
		return {
			name: title + place,
			url: context.getNodeWebhookUrl('default') ?? '',
			severities: severitiesOf(context.getNodeParameter('severities', [])),
			secret: String(secret ?? '').trim(),
		};
	} catch (error) {
		throw parameterError(context.getNode(), error, undefined, 'Correct Severities.');
	}
}

function markOf(registration: Registration): string {
	return createHash('sha256').update(JSON.stringify(registration)).digest('base64').slice(0, 22);
}

function memoryOf(context: IHookFunctions): Memory {
	return context.getWorkflowStaticData('node') as Memory;
}

/** Whether there is nothing to register: by hand, or the server has it as it is now. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	if (!isWanted(context)) return true;
	const { webhookId, registered } = memoryOf(context);
	if (webhookId === undefined || registered !== markOf(await registrationOf(context))) return false;
	const client = await createClient(context);
	client.need('v2', 'register webhooks');
	try {
		const found = payload(await client.send(registeredWebhook(webhookId)));
		return isObject(found) && found.enabled !== false;
	} catch (error) {
		if (causeOfError(error) === 'notFound') return false;
		throw error as Error;
	}
}

/** @throws NodeApiError when the server refuses, which fails the publication */
export async function register(context: IHookFunctions): Promise<boolean> {
	if (!isWanted(context)) return true;
	const client = await createClient(context);
	client.need('v2', 'register webhooks');
	const registration = await registrationOf(context);
	const body = await client.send(registerWebhook(present({ ...registration })));
	const inner = payload(body);
	const id = isObject(inner) ? pick(inner, ['webhook_id']) : undefined;
	const memory = memoryOf(context);
	memory.webhookId = understood(id, body, 'webhook_id', context.getNode());
	memory.registered = markOf(registration);
	return true;
}

/** Removes what was registered; one that is gone already is as good as removed. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const memory = memoryOf(context);
	if (memory.webhookId === undefined) return true;
	const client = await createClient(context);
	try {
		await client.send(removeWebhook(memory.webhookId));
	} catch (error) {
		if (causeOfError(error) !== 'notFound') throw error as Error;
	}
	delete memory.webhookId;
	delete memory.registered;
	return true;
}
