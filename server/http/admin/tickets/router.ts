/** The administrator API under `/admin/api/ticketing`: connections, the delivery log, sending again. */
import { AdminError, type AdminParts } from '../../../access/admin';
import { wireInteger } from '../../../contract';
import { IncidentError, isIncidentError } from '../../../response/incidents';
import {
	type ConnectionAdmin,
	createConnectionBody,
	DELIVERY_STATES,
	presentAttempt,
	presentConnection,
	presentDelivery,
	updateConnectionBody,
} from '../../../response/tickets';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import { bodyOf, queryOf, readJson } from '../body';
import { administratorOf } from '../guard';
import { pathId, unknownThing } from '../path-id';

/** Where it lives. */
export const TICKETING_ADMIN_PATH = '/admin/api/ticketing';

const id = wireInteger(0, Number.MAX_SAFE_INTEGER, 'an id');
const deliveriesQuery = z.strictObject({
	connection: id.optional(),
	incident: id.optional(),
	state: z
		.enum(DELIVERY_STATES, { error: `expected one of ${DELIVERY_STATES.join(', ')}` })
		.optional(),
	before: id.optional(),
	limit: wireInteger(1, 1000).prefault(100),
});

const resendBody = z.strictObject({ connection: id.optional() });

/** Makes the routes; the caller mounts `router.routes()`. */
export function ticketingAdminRouter(admin: AdminParts, ticketing: ConnectionAdmin): Router {
	const router = new Router({ prefix: TICKETING_ADMIN_PATH, sensitive: true });
	router.use(answerConflicts, readJson());
	const note = (ctx: Context, text: string) =>
		admin.audit.did('ticketing_changed', {
			actor: administratorOf(ctx).actor,
			address: ctx.ip,
			note: text,
		});

	router.get('/connections', async (ctx: Context) => {
		ctx.body = { connections: (await ticketing.list()).map(presentConnection) };
	});
	router.post('/connections', async (ctx: Context) => {
		const { connection, newSecret } = await ticketing.create(bodyOf(ctx, createConnectionBody));
		await note(ctx, `connection ${connection.id} (${connection.name}) created`);
		ctx.status = 201;
		ctx.body = {
			connection: presentConnection(connection),
			...(newSecret === undefined ? {} : { secret: newSecret }),
		};
	});
	router.put('/connections/:id', async (ctx: Context) => {
		const change = bodyOf(ctx, updateConnectionBody);
		const connection = found(
			await ticketing.update(pathId(ctx, 'connection'), change),
			'connection',
			ctx,
		);
		await note(ctx, `connection ${connection.id} (${connection.name}) changed`);
		ctx.body = { connection: presentConnection(connection) };
	});
	router.delete('/connections/:id', async (ctx: Context) => {
		const deleted = await ticketing.delete(pathId(ctx, 'connection'));
		found(deleted ? deleted : undefined, 'connection', ctx);
		await note(
			ctx,
			`connection ${pathId(ctx, 'connection')} deleted with its tickets and deliveries`,
		);
		ctx.status = 204;
	});
	router.get('/deliveries', async (ctx: Context) => {
		const { connection, incident, state, before, limit } = queryOf(ctx, deliveriesQuery);
		const filter = { connectionId: connection, incidentId: incident, state, before, limit };
		const deliveries = await ticketing.deliveries(filter);
		ctx.body = {
			deliveries: deliveries.map(presentDelivery),
			next: deliveries.length === limit ? (deliveries.at(-1)?.id ?? null) : null,
		};
	});
	router.get('/deliveries/:id', async (ctx: Context) => {
		const { delivery, attempts } = found(
			await ticketing.delivery(pathId(ctx, 'delivery')),
			'delivery',
			ctx,
		);
		ctx.body = { delivery: { ...presentDelivery(delivery), log: attempts.map(presentAttempt) } };
	});
	router.post('/deliveries/resend', async (ctx: Context) => {
		const { connection } = bodyOf(ctx, resendBody);
		const resent = await ticketing.resendDead(connection);
		const of = connection === undefined ? '' : ` of connection ${connection}`;
		await note(ctx, `${resent} dead deliveries${of} sent again`);
		ctx.body = { resent };
	});
	router.post('/deliveries/:id/resend', async (ctx: Context) => {
		found(await ticketing.delivery(pathId(ctx, 'delivery')), 'delivery', ctx);
		const delivery = await ticketing.resend(pathId(ctx, 'delivery'));
		if (delivery === undefined) {
			throw new IncidentError('conflict', 'Only a dead delivery can be sent again.');
		}
		await note(ctx, `delivery ${delivery.id} sent again`);
		ctx.body = { delivery: presentDelivery(delivery) };
	});
	return router;
}

const answerConflicts: Middleware = async (_ctx, next) => {
	try {
		await next();
	} catch (error) {
		if (!isIncidentError(error) || error.code !== 'conflict') throw error;
		throw new AdminError(409, 'conflict', error.details);
	}
};

/** @throws AdminError 404 naming the id of the path when there is nothing */
function found<T>(value: T | undefined, what: 'connection' | 'delivery', ctx: Context): T {
	if (value !== undefined) return value;
	throw unknownThing(what, pathId(ctx, what));
}
