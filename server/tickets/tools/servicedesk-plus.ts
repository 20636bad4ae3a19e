/** ServiceDesk Plus: the V3 API, whose calls carry their JSON in a form field. */
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

const REQUESTS = '/api/v3/requests';

export const serviceDeskPlus: ToolAdapter = {
	async find(incident, context) {
		const input = {
			list_info: {
				row_count: 1,
				search_criteria: {
					field: 'subject',
					condition: 'contains',
					value: correlationOf(incident),
				},
			},
		};
		const query = { input_data: JSON.stringify(input) };
		const answer = await context.call({
			method: 'GET',
			path: REQUESTS,
			query,
			headers: auth(context),
		});
		return ticketOf(dig(answer, 'requests', 0));
	},
	async create(incident, values, context) {
		// The subject is the one field that every edition can search by; it holds 250 characters.
		const mark = ` [${correlationOf(incident)}]`;
		const subject = incident.name.replace(/\s+/g, ' ').slice(0, 250 - mark.length) + mark;
		const { requester } = context.settings;
		const request = {
			subject,
			description: ticketText(incident)
				.replaceAll('&', '&amp;')
				.replaceAll('<', '&lt;')
				.replaceAll('\n', '<br>'),
			...(requester === undefined ? {} : { requester: { name: requester } }),
			...fieldsOf(values),
		};
		const form = { input_data: JSON.stringify({ request }) };
		const answer = await context.call({
			method: 'POST',
			path: REQUESTS,
			form,
			headers: auth(context),
		});
		const ticket = ticketOf(dig(answer, 'request'));
		if (ticket === undefined)
			throw new ToolError('ServiceDesk Plus created a request, but its answer has no id');
		return ticket;
	},
	async update(ticket, _incident, values, context) {
		if (ticket === undefined) return;
		const path = `${REQUESTS}/${encodeURIComponent(ticket.id)}`;
		const form = { input_data: JSON.stringify({ request: fieldsOf(values) }) };
		await context.call({ method: 'PUT', path, form, headers: auth(context) });
	},
	async test(context) {
		const query = { input_data: JSON.stringify({ list_info: { row_count: 1 } }) };
		await context.call({ method: 'GET', path: REQUESTS, query, headers: auth(context) });
		return 'Requests can be read';
	},
};

function fieldsOf({ status, severity }: ToolValues) {
	return {
		...(status === null ? {} : { status: { name: status } }),
		...(severity === null ? {} : { priority: { name: severity } }),
	};
}

function ticketOf(request: unknown): ToolTicket | undefined {
	const id = idText(dig(request, 'id'));
	const alias = idText(dig(request, 'display_id'));
	return id === undefined ? undefined : { id, alias: alias === id ? null : (alias ?? null) };
}

/** The installed product takes a technician's key; the cloud, which has no such keys, an OAuth access token. */
function auth({ secrets }: ToolContext): Record<string, string> {
	return {
		accept: 'application/vnd.manageengine.sdp.v3+json',
		...(secrets['token'] === undefined ? {} : { authtoken: secrets['token'] }),
		...(secrets['oauthToken'] === undefined
			? {}
			: { authorization: `Zoho-oauthtoken ${secrets['oauthToken']}` }),
	};
}
