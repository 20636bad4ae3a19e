/** Zendesk: the Tickets API; an idempotency key and the external id keep a repeated call from making two tickets. */
import {
	correlationOf,
	dig,
	idText,
	ticketText,
	type ToolAdapter,
	type ToolContext,
	ToolError,
	type ToolTicket,
	type ToolValues,
} from '../tool';

const TICKETS = '/api/v2/tickets';

export const zendesk: ToolAdapter = {
	async find(incident, context) {
		const query = { external_id: correlationOf(incident) };
		const path = `${TICKETS}.json`;
		const answer = await context.call({ method: 'GET', path, query, headers: auth(context) });
		return ticketOf(dig(answer, 'tickets', 0));
	},
	async create(incident, values, context) {
		const ticket = {
			subject: incident.name,
			comment: { body: ticketText(incident), public: false },
			external_id: correlationOf(incident),
			tags: ['log360'],
			...fieldsOf(values),
		};
		const headers = { ...auth(context), 'idempotency-key': context.messageId };
		const path = `${TICKETS}.json`;
		const answer = await context.call({ method: 'POST', path, json: { ticket }, headers });
		const created = ticketOf(dig(answer, 'ticket'));
		if (created === undefined)
			throw new ToolError('Zendesk created a ticket, but its answer has no id');
		return created;
	},
	async update(ticket, _incident, values, context) {
		if (ticket === undefined) return;
		const path = `${TICKETS}/${encodeURIComponent(ticket.id)}.json`;
		const json = { ticket: fieldsOf(values) };
		await context.call({ method: 'PUT', path, json, headers: auth(context) });
	},
	async test(context) {
		const path = '/api/v2/users/me.json';
		const answer = await context.call({ method: 'GET', path, headers: auth(context) });
		// Strangers are answered too, as an anonymous user without an id.
		if (idText(dig(answer, 'user', 'id')) === undefined)
			throw new ToolError('Zendesk does not know the user or the token');
		return `Signed in as ${idText(dig(answer, 'user', 'name')) ?? 'an unnamed user'}`;
	},
};

function fieldsOf({ status, severity }: ToolValues) {
	return {
		...(status === null ? {} : { status }),
		...(severity === null ? {} : { priority: severity }),
	};
}

function ticketOf(ticket: unknown): ToolTicket | undefined {
	const id = idText(dig(ticket, 'id'));
	return id === undefined ? undefined : { id, alias: null };
}

function auth({ settings, secrets }: ToolContext): Record<string, string> {
	const pair = `${settings['user'] ?? ''}/token:${secrets['token'] ?? ''}`;
	return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
