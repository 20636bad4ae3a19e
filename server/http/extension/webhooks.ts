/** Extension: webhooks that clients register, and their deliveries. */
import type { AdminParts } from '../../access/admin';
import type { TokenRecord } from '../../access/tokens';
import {
	type ConnectionAdmin,
	type Delivery,
	type RegisteredWebhook,
	RegisteredWebhooks,
	registrationProblem,
} from '../../response/tickets';
import type { Context } from 'koa';
import type { Handlers } from '../endpoint';
import { ApiError } from '../errors';
import { v2List } from '../v2/list';

/** What the handlers work on. */
export interface WebhookExtensionOptions {
	readonly connections: ConnectionAdmin;
	readonly audit: Pick<AdminParts['audit'], 'did'>;
}

/** Handlers below `/api/v2/webhook`. */
export function webhookExtensions({ connections, audit }: WebhookExtensionOptions): Handlers {
	const webhooks = new RegisteredWebhooks(connections);
	const note = (ctx: Context, token: TokenRecord, text: string) =>
		audit.did('ticketing_changed', { actor: token.name, address: ctx.ip, note: text });
	return {
		'server.webhooks.create': async ({ body, token, ctx }) => {
			const made = await webhooks.register(body, token.name).catch((error: unknown) => {
				const problem = registrationProblem(error);
				throw problem === undefined ? error : new ApiError('invalid_parameter', problem);
			});
			const { id, name } = made.connection;
			await note(ctx, token, `webhook ${id} (${name}) registered`);
			return { data: { ...show(made), secret: made.secret } };
		},
		'server.webhooks.list': async ({ query }) =>
			v2List('webhooks', await webhooks.list(), query, show),
		'server.webhooks.get': async ({ params }) => ({
			data: show(await webhooks.get(params.webhook_id)),
		}),
		'server.webhooks.delete': async ({ params, token, ctx }) => {
			const { connection } = await webhooks.delete(params.webhook_id);
			await note(ctx, token, `webhook ${connection.id} (${connection.name}) removed`);
			return { data: { message: `Removed webhook ${connection.name}` } };
		},
		'server.webhooks.deliveries': async ({ params, query }) => {
			const { state, before_id, limit } = query;
			const filter = { state, before: before_id, limit: limit + 1 };
			const found = await webhooks.deliveries(params.webhook_id, filter);
			const deliveries = found.slice(0, limit);
			const last = deliveries.at(-1);
			return {
				data: { deliveries: deliveries.map(showDelivery) },
				meta: {
					items_in_current_page: deliveries.length,
					...(found.length > limit && last !== undefined ? { next_before_id: last.id } : {}),
				},
			};
		},
		'server.webhooks.resend': async ({ params, token, ctx }) => {
			const resent = await webhooks.resend(params.webhook_id);
			await note(ctx, token, `${resent} deliveries of webhook ${params.webhook_id} sent again`);
			return { data: { resent } };
		},
	};
}

function show({ connection, registeredBy }: RegisteredWebhook) {
	return {
		webhook_id: connection.id,
		name: connection.name,
		url: connection.settings['url'] ?? '',
		severities: [...connection.severities],
		enabled: connection.enabled,
		registered_by: registeredBy,
		created_time: new Date(connection.createdAt).toISOString(),
	};
}

function showDelivery(delivery: Delivery) {
	const { id, incidentId, kind, state, attempts, note, createdAt, updatedAt } = delivery;
	return {
		delivery_id: id,
		message_id: `msg_${id}`,
		incident_id: incidentId,
		type: kind === 'create' ? ('incident.created' as const) : ('incident.updated' as const),
		...{ state, attempts },
		...(note === null ? {} : { message: note }),
		created_time: new Date(createdAt).toISOString(),
		updated_time: new Date(updatedAt).toISOString(),
	};
}
