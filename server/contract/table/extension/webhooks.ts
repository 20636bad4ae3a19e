/** The table's rows for what only this server offers on webhooks that clients register. */
import type { Operation } from '../../operation';
import {
	createWebhookRequest,
	createWebhookResponse,
	deliveriesQuery,
	deliveriesResponse,
	resendResponse,
	webhookParams,
	webhookResponse,
	webhooksQuery,
	webhooksResponse,
} from '../../extension/webhooks';
import { v2MessageResponse } from '../../v2/envelope';
import { extension } from './row';

export const webhookExtensions = {
	'server.webhooks.create': extension({
		resource: 'Webhook',
		method: 'POST',
		path: '/api/v2/webhook',
		scope: 'webhooks.MANAGE',
		source: 'Own extension: in the product connections are made by people.',
		summary: 'Register a webhook for new and changed incidents',
		description:
			'Messages are signed as Standard Webhooks says. Registering the same name and address again gives the webhook that is there a new secret.',
		request: { body: createWebhookRequest },
		response: createWebhookResponse,
		errors: ['conflict', 'too_many_ids'],
	}),
	'server.webhooks.list': extension({
		resource: 'Webhook',
		method: 'GET',
		path: '/api/v2/webhook',
		scope: 'webhooks.MANAGE',
		source: 'Own extension: in the product connections are made by people.',
		summary: 'List the webhooks that clients registered',
		request: { query: webhooksQuery },
		response: webhooksResponse,
		errors: [],
	}),
	'server.webhooks.get': extension({
		resource: 'Webhook',
		method: 'GET',
		path: '/api/v2/webhook/{webhook_id}',
		scope: 'webhooks.MANAGE',
		source: 'Own extension: in the product connections are made by people.',
		summary: 'Get a registered webhook',
		request: { params: webhookParams },
		response: webhookResponse,
		errors: ['unknown_webhook'],
	}),
	'server.webhooks.delete': extension({
		resource: 'Webhook',
		method: 'DELETE',
		path: '/api/v2/webhook/{webhook_id}',
		scope: 'webhooks.MANAGE',
		source: 'Own extension: in the product connections are made by people.',
		summary: 'Remove a registered webhook',
		description:
			'With its deliveries. Connections that people made in the console are not removed this way.',
		request: { params: webhookParams },
		response: v2MessageResponse,
		errors: ['unknown_webhook'],
	}),
	'server.webhooks.deliveries': extension({
		resource: 'Webhook',
		method: 'GET',
		path: '/api/v2/webhook/{webhook_id}/deliveries',
		scope: 'webhooks.MANAGE',
		source: 'Own extension: how messages fared.',
		summary: 'List the deliveries of a registered webhook',
		description: 'Newest first.',
		request: { params: webhookParams, query: deliveriesQuery },
		response: deliveriesResponse,
		errors: ['unknown_webhook'],
	}),
	'server.webhooks.resend': extension({
		resource: 'Webhook',
		method: 'POST',
		path: '/api/v2/webhook/{webhook_id}/deliveries/resend',
		scope: 'webhooks.MANAGE',
		source: 'Own extension: a receiver that was away gets what it missed.',
		summary: 'Send all dead deliveries of a registered webhook again',
		request: { params: webhookParams },
		response: resendResponse,
		errors: ['unknown_webhook'],
	}),
} as const satisfies Record<string, Operation>;
