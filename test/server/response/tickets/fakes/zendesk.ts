/** Zendesk: tickets; a repeated idempotency key gives the first ticket again. */
import { basic, FakeServer, type Got, type Reply } from './fake-server';

const STATUSES = ['new', 'open', 'pending', 'hold', 'solved'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low'];

/** A list of tickets. */
export class FakeZendesk extends FakeServer {
	readonly tickets: Record<string, any>[] = [];
	private readonly byKey = new Map<string, Record<string, any>>();

	protected answer({ method, path, query, headers, body }: Got): Reply {
		if (basic(headers) !== 'bot@example.com/token:api-token')
			return { status: 401, json: { error: "Couldn't authenticate you" } };
		if (method === 'GET' && path === '/api/v2/tickets.json') {
			const id = query.get('external_id');
			return {
				status: 200,
				json: { tickets: this.tickets.filter(({ external_id }) => external_id === id) },
			};
		}
		const { ticket } = JSON.parse(body);
		if (
			!STATUSES.includes(ticket.status ?? 'new') ||
			!PRIORITIES.includes(ticket.priority ?? 'normal')
		) {
			return { status: 422, json: { error: 'RecordInvalid' } };
		}
		if (method === 'POST' && path === '/api/v2/tickets.json') {
			const key = String(headers['idempotency-key']);
			const created = this.byKey.get(key) ?? {
				status: 'new',
				...ticket,
				id: 35_436 + this.tickets.length,
			};
			if (!this.byKey.has(key)) this.tickets.push(created);
			this.byKey.set(key, created);
			return { status: 201, json: { ticket: created } };
		}
		const known = this.tickets.find(({ id }) => path === `/api/v2/tickets/${id}.json`);
		if (known === undefined || method !== 'PUT')
			return { status: 404, json: { error: 'RecordNotFound' } };
		Object.assign(known, ticket);
		return { status: 200, json: { ticket: known } };
	}
}
