/** Zendesk: the Tickets API; an idempotency key and the external id keep a repeated call from making two tickets. */
import { correlationOf, dig, idText, ticketText, ToolError, type ToolValues } from '../tool';
import { basicAuthorization, restTool } from './rest-tool';

const TICKETS = '/api/v2/tickets';

export const zendesk = restTool({
	unusable: 'Zendesk created a ticket, but its answer has no id',
	headers: ({ settings, secrets }) => ({
		authorization: basicAuthorization(`${settings['user'] ?? ''}/token`, secrets['token']),
	}),
	search: (incident) => ({
		method: 'GET',
		path: `${TICKETS}.json`,
		query: { external_id: correlationOf(incident) },
	}),
	found: (answer) => dig(answer, 'tickets', 0),
	create: (incident, values) => ({
		method: 'POST',
		path: `${TICKETS}.json`,
		json: {
			ticket: {
				subject: incident.name,
				comment: { body: ticketText(incident), public: false },
				external_id: correlationOf(incident),
				tags: ['log360'],
				...fieldsOf(values),
			},
		},
	}),
	createHeaders: ({ messageId }) => ({ 'idempotency-key': messageId }),
	created: (answer) => dig(answer, 'ticket'),
	change: ({ id }, values) => ({
		method: 'PUT',
		path: `${TICKETS}/${encodeURIComponent(id)}.json`,
		json: { ticket: fieldsOf(values) },
	}),
	probe: {
		request: { method: 'GET', path: '/api/v2/users/me.json' },
		words: (answer) => {
			// Strangers are answered too, as an anonymous user without an id.
			if (idText(dig(answer, 'user', 'id')) === undefined)
				throw new ToolError('Zendesk does not know the user or the token');
			return `Signed in as ${idText(dig(answer, 'user', 'name')) ?? 'an unnamed user'}`;
		},
	},
	ids: (record) => [dig(record, 'id')],
});

function fieldsOf({ status, severity }: ToolValues) {
	return {
		...(status === null ? {} : { status }),
		...(severity === null ? {} : { priority: severity }),
	};
}
