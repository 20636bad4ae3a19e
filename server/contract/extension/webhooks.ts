/** Extension: webhooks that a client registers for itself, and their deliveries. In the product connections are made by people. */
import { z } from 'zod';
import { numericId, numericIdOut } from '../shared/ids';
import { wireInteger } from '../shared/integer';
import { v2TimeOut } from '../shared/time';
import { SEVERITIES } from '../shared/vocabulary';
import { words } from '../shared/words';
import { v2DataResponse, v2PageQuery, v2ListResponse } from '../v2/envelope';

const severity = z.enum(SEVERITIES, { error: `expected one of ${SEVERITIES.join(', ')}` });

const webhook = {
	webhook_id: numericIdOut.meta({ example: 3 }),
	name: z.string().meta({ example: 'n8n: Incident triage' }),
	url: z.string().meta({ example: 'https://n8n.example.com/webhook/log360' }),
	severities: z.array(severity).meta({ description: 'New incidents of these are told' }),
	enabled: z.boolean(),
	registered_by: z.string().meta({ description: 'Name of the token that registered it' }),
	created_time: v2TimeOut,
};

/** Body of `POST /api/v2/webhook`. Whether the address may be called is judged at every call. */
export const createWebhookRequest = z.strictObject({
	name: words('a name', 120).meta({
		description: 'Unique without case',
		example: 'n8n: Incident triage',
	}),
	url: words('the address that takes the messages, https://...', 2048).meta({
		description: 'Where signed messages (Standard Webhooks) are posted',
		example: 'https://n8n.example.com/webhook/log360',
	}),
	severities: z
		.array(severity, { error: `expected an array of ${SEVERITIES.join(', ')}` })
		.min(1, { error: 'expected at least one severity' })
		.max(SEVERITIES.length)
		.default([...SEVERITIES])
		.meta({ description: 'Severities of new incidents that are told; all by default' }),
	secret: words('a signing secret', 4096).optional().meta({
		description: 'Signing secret, whsec_ and base64; made up when left out',
	}),
});

const registered = z
	.strictObject(webhook)
	.meta({ id: 'Webhook', description: 'A webhook that a client registered' });

/** Answer of the registration: the secret is shown this once. */
export const createWebhookResponse = v2DataResponse(
	z.strictObject({
		...webhook,
		secret: z.string().meta({
			description: 'Signing secret, answered this once',
			example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
		}),
	}),
);

/** Query of the list. */
export const webhooksQuery = z.strictObject(v2PageQuery);

/** Answer of the list: what clients registered, not what people set up in the console. */
export const webhooksResponse = v2ListResponse('webhooks', registered);

/** Path of a webhook. */
export const webhookParams = z.strictObject({
	webhook_id: numericId.meta({ description: 'As the registration answered it', example: 3 }),
});

/** Answer of one webhook. */
export const webhookResponse = v2DataResponse(registered);

const STATES = ['pending', 'delivered', 'dead', 'dropped'] as const;

/** Query of `GET /api/v2/webhook/{webhook_id}/deliveries`. */
export const deliveriesQuery = z.strictObject({
	state: z.enum(STATES, { error: `expected one of ${STATES.join(', ')}` }).optional(),
	before_id: numericId
		.optional()
		.meta({ description: 'Only deliveries with a smaller id: the last one of the page before' }),
	limit: wireInteger(1, 1000)
		.prefault(50)
		.meta({ description: 'Most items in the answer', example: 50 }),
});

const delivery = z
	.strictObject({
		delivery_id: numericIdOut,
		message_id: z.string().meta({ description: 'webhook-id of its messages', example: 'msg_7' }),
		incident_id: numericIdOut,
		type: z.enum(['incident.created', 'incident.updated']),
		state: z.enum(STATES),
		attempts: z.int().min(0),
		message: z.string().optional().meta({ description: 'How it ended' }),
		created_time: v2TimeOut,
		updated_time: v2TimeOut,
	})
	.meta({ id: 'WebhookDelivery', description: 'A message to a webhook' });

/** Answer of the deliveries, newest first. */
export const deliveriesResponse = z.strictObject({
	data: z.strictObject({ deliveries: z.array(delivery) }),
	meta: z.strictObject({
		items_in_current_page: z.int().min(0),
		next_before_id: numericIdOut
			.optional()
			.meta({ description: 'before_id of the next page; left out on the last one' }),
	}),
});

/** Answer of sending again what could not be delivered. */
export const resendResponse = v2DataResponse(
	z.strictObject({
		resent: z.int().min(0).meta({ description: 'Dead deliveries that are sent again' }),
	}),
);
