/** The generic webhook: signed JSON messages (Standard Webhooks); an id in the answer becomes the ticket's. */
import { type Incident, presentIncident } from '../../incidents';
import { webhookHeaders } from '../../../platform/outgoing';
import { dig, idText, type ToolAdapter, type ToolContext, type ToolTicket } from '../tool';

/** Keys in the answer that may hold the ticket's id, in this order. */
const ID_KEYS = ['ticket_id', 'ticketId', 'id'];

export const webhook: ToolAdapter = {
	async create(incident, _values, context) {
		const answer = await post('incident.created', incident, undefined, context);
		const id = idIn(answer);
		return id === undefined ? undefined : { id: id.slice(0, 256), alias: null };
	},
	async update(ticket, incident, _values, context) {
		await post('incident.updated', incident, ticket, context);
	},
	async test(context) {
		await send('connection.test', { message: 'A test of the connection' }, context);
		return 'The receiver took a signed message of the type connection.test';
	},
};

/** n8n answers with the items of its last node, which is a list, or with the first of them. */
function idIn(answer: unknown): string | undefined {
	const first: unknown = Array.isArray(answer) ? answer[0] : answer;
	return ID_KEYS.map((key) => idText(dig(first, key))).find((found) => found !== undefined);
}

function post(
	type: string,
	incident: Incident,
	ticket: ToolTicket | undefined,
	context: ToolContext,
): Promise<unknown> {
	const { activity: _, ...shown } = presentIncident(incident);
	return send(
		type,
		{ ...shown, ...(ticket === undefined ? {} : { ticket_id: ticket.id }) },
		context,
	);
}

function send(type: string, data: object, context: ToolContext): Promise<unknown> {
	const { messageId, now, secrets } = context;
	const text = JSON.stringify({ type, timestamp: new Date(now).toISOString(), data });
	const headers = webhookHeaders(secrets['secret'] ?? '', messageId, now, text);
	return context.call({ method: 'POST', path: '', text, headers });
}
