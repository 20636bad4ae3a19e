/** ServiceNow: the Table API on `incident`; severity is its urgency and impact. */
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

const TABLE = '/api/now/table/incident';

/** States that ServiceNow lets nobody reach without saying how it was solved. */
const RESOLVED = new Set(['6', '7']);

export const serviceNow: ToolAdapter = {
	async find(incident, context) {
		const query = {
			sysparm_query: `correlation_id=${correlationOf(incident)}`,
			sysparm_fields: 'sys_id,number',
			sysparm_limit: '1',
		};
		const answer = await context.call({
			method: 'GET',
			path: TABLE,
			query,
			headers: auth(context),
		});
		return ticketOf(dig(answer, 'result', 0));
	},
	async create(incident, values, context) {
		const json = {
			// The field holds 160 characters.
			short_description: incident.name.replace(/\s+/g, ' ').slice(0, 160),
			description: ticketText(incident),
			correlation_id: correlationOf(incident),
			correlation_display: 'Log360',
			...fieldsOf(values),
		};
		const answer = await context.call({
			method: 'POST',
			path: TABLE,
			json,
			headers: auth(context),
		});
		const ticket = ticketOf(dig(answer, 'result'));
		if (ticket === undefined)
			throw new ToolError('ServiceNow created an incident, but its answer has no number');
		return ticket;
	},
	async update(ticket, _incident, values, context) {
		if (ticket === undefined) return;
		// Records are named by sys_id, people and the tool's own calls name them by number.
		const path = `${TABLE}/${encodeURIComponent(ticket.alias ?? ticket.id)}`;
		await context.call({ method: 'PATCH', path, json: fieldsOf(values), headers: auth(context) });
	},
	async test(context) {
		const query = { sysparm_fields: 'number', sysparm_limit: '1' };
		await context.call({ method: 'GET', path: TABLE, query, headers: auth(context) });
		return 'The incident table can be read';
	},
};

function fieldsOf({ status, severity }: ToolValues) {
	return {
		...(status === null ? {} : { state: status }),
		...(status !== null && RESOLVED.has(status)
			? { close_code: 'Solution provided', close_notes: 'The Log360 incident was closed.' }
			: {}),
		...(severity === null ? {} : { urgency: severity, impact: severity }),
	};
}

function ticketOf(record: unknown): ToolTicket | undefined {
	const id = idText(dig(record, 'number'));
	return id === undefined ? undefined : { id, alias: idText(dig(record, 'sys_id')) ?? null };
}

function auth({ settings, secrets }: ToolContext): Record<string, string> {
	const pair = `${settings['user'] ?? ''}:${secrets['password'] ?? ''}`;
	return {
		accept: 'application/json',
		authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
	};
}
