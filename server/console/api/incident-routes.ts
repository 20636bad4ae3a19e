/** The console's routes about incidents that the API has for tickets only: exports and tickets of an incident. */
import { administratorOf, bodyOf, pathId, unknownThing } from '../../http';
import type { AdminParts } from '../../access/admin';
import { EXPORT_FORMATS, type IncidentParts } from '../../response/incidents';
import { presentDelivery, type TicketParts } from '../../response/tickets';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';

/** Deliveries of one incident that are shown. */
const MOST_DELIVERIES = 100;

const exportBody = z.strictObject({
	format: z
		.enum(EXPORT_FORMATS, { error: `expected one of ${EXPORT_FORMATS.join(', ')}` })
		.default('pdf'),
});
const ticketBody = z.strictObject({
	connection: z.int({ error: 'expected the id of a connection' }).min(1),
});

/** What the routes work on. */
export type IncidentRouteParts = Pick<IncidentParts, 'exports' | 'incidents'> &
	Pick<TicketParts, 'connections'>;

/** Adds the routes. */
export function incidentRoutes(
	router: Router,
	{ audit }: Pick<AdminParts, 'audit'>,
	{ exports, connections, incidents }: IncidentRouteParts,
): void {
	router.post('/incidents/:id/exports', async (ctx: Context) => {
		const { format } = bodyOf(ctx, exportBody);
		const { id } = await exports.start(pathId(ctx, 'incident'), format);
		ctx.status = 202;
		ctx.body = { export: { id, format, ...(await exports.status(id)) } };
	});

	router.get('/exports/:id', async (ctx: Context) => {
		const id = pathId(ctx, 'export');
		ctx.body = { export: { id, ...(await exports.status(id)) } };
	});

	router.get('/exports/:id/file', async (ctx: Context) => {
		const { file, stream } = await exports.open(pathId(ctx, 'export'));
		ctx.type = file.contentType;
		ctx.attachment(file.name);
		ctx.length = file.size;
		ctx.body = stream;
	});

	router.get('/incidents/:id/tickets', async (ctx: Context) => {
		const { id } = await incidents.get(pathId(ctx, 'incident'));
		const tickets = await connections.ticketsOf(id);
		const deliveries = await connections.deliveries({ incidentId: id, limit: MOST_DELIVERIES });
		ctx.body = {
			tickets: tickets.map(({ connection, ticket }) => ({
				connection: { id: connection.id, name: connection.name, tool: connection.tool },
				...{ ticketId: ticket.ticketId, alias: ticket.alias },
				...{ status: ticket.status, severity: ticket.severity },
			})),
			deliveries: deliveries.map(presentDelivery),
		};
	});

	router.post('/incidents/:id/tickets', async (ctx: Context) => {
		const id = pathId(ctx, 'incident');
		const { connection } = bodyOf(ctx, ticketBody);
		const delivery = await connections.createTicket(connection, id);
		if (delivery === undefined) throw unknownThing('connection', connection);
		const note = `ticket of incident ${id} asked for, connection ${connection}`;
		await audit.did('ticketing_changed', {
			...{ actor: administratorOf(ctx).actor, address: ctx.ip },
			note,
		});
		ctx.status = 202;
		ctx.body = { delivery: presentDelivery(delivery) };
	});

	router.post('/ticketing/connections/:id/test', async (ctx: Context) => {
		const id = pathId(ctx, 'connection');
		const test = await connections.test(id);
		if (test === undefined) throw unknownThing('connection', id);
		ctx.body = { test };
	});
}
