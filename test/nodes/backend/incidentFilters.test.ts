/** The filters of Incident > Get Many: the same incidents, whether the server filters or the node has to. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { output } from '../support/n8n';
import { nodeWith } from '../support/node';
import { json, scripted, type Scripted } from '../support/scripted';

const server = backend('--empty');
const node = nodeWith(() => server.v2());
let plain: Scripted;
/** Between A and B. */
let middle: number;

/** A server that has the same incidents and knows no filter but the window. */
beforeAll(async () => {
	const make = async (path: string, body: object) => await server.call('POST', path, body);
	await make('/api/v2/incident', {
		...{ name: 'A', severity: 'critical', assignee: 'admin', description: 'Brute force' },
		actors: [{ entity: ['web01'] }, { user: ['joe'] }],
	});
	await new Promise((done) => setTimeout(done, 5));
	middle = Date.now();
	await new Promise((done) => setTimeout(done, 5));
	await make('/api/v2/incident', { name: 'B brute', severity: 'trouble', status: 'in_progress' });
	await make('/api/v2/incident/upsert', { key: 'k:1', name: 'C', severity: 'attention' });
	const { data } = await server.call('GET', '/api/v2/incident?limit=100');
	plain = await scripted();
	plain.answer(({ query }) => {
		const { incidents } = data as { incidents: IDataObject[] };
		const start = Number(query.from ?? 1) - 1;
		const page = incidents.slice(start, start + Number(query.limit ?? 100));
		return json({ data: { incidents: page } });
	});
});
afterAll(async () => await plain.close());

describe.each([
	['that filters', () => server.v2()],
	['that knows no filters', () => ({ serverUrl: plain.url, token: 'l360_v2-token-0123456789' })],
])('a server %s', (_name, credentials) => {
	const names = async (filters: object, more: object = {}) => {
		const parameters = { resource: 'incident', operation: 'getMany', filters, ...more };
		const found = await output({ credentials: credentials(), parameters: parameters as never });
		return found.map(({ name }) => name);
	};

	it.each<[IDataObject, string[]]>([
		[{}, ['C', 'B brute', 'A']],
		[{ severities: ['critical', 'Trouble'] }, ['B brute', 'A']],
		[{ severities: '*' }, ['C', 'B brute', 'A']],
		[{ statuses: 'In progress' }, ['B brute']],
		[{ statuses: ['open', 'in_progress'], severities: ['attention'] }, ['C']],
		[{ assignee: 'admin' }, ['A']],
		[{ unassigned: true }, ['C', 'B brute']],
		[{ unassigned: false }, ['C', 'B brute', 'A']],
		[{ text: 'BRUTE' }, ['B brute', 'A']],
		[{ actor: 'WEB01' }, ['A']],
		[{ actor: 'joe' }, ['A']],
		[{ actor: 'web' }, []],
		[{ key: 'k:1' }, ['C']],
		[{ ticketId: '33630' }, []],
		[{ createdAfter: '1h' }, ['C', 'B brute', 'A']],
		[{ updatedBefore: 'now-1h' }, []],
	])('%j', async (filters, expected) => {
		expect(await names(filters)).toEqual(expected);
	});

	it('filters by time', async () => {
		expect(await names({ createdAfter: middle })).toEqual(['C', 'B brute']);
		expect(await names({ createdBefore: new Date(middle).toISOString() })).toEqual(['A']);
		expect(await names({ updatedAfter: middle, updatedBefore: '=now-1h'.slice(1) })).toEqual([]);
	});

	it('gives as many as were asked for, of those that match', async () => {
		expect(await names({ text: 'brute' }, { limit: 1 })).toEqual(['B brute']);
		expect(await names({ severities: ['critical'] }, { limit: 1 })).toEqual(['A']);
	});

	it('reads the display form as well', async () => {
		const more = { options: { fieldNames: 'client' } };
		expect(await names({ statuses: ['in_progress'] }, more)).toEqual(['B brute']);
	});
});

it.each([
	[{ severities: ['bad'] }, '"bad" is not a severity. Use attention, critical, trouble.'],
	[{ statuses: 'done' }, '"done" is not a status. Use closed, in_progress, open.'],
	[{ createdAfter: 'once' }, /^Created After "once" is not a time/],
	[{ updatedBefore: '2026-13-01' }, /^Updated Before "2026-13-01" is not a time/],
])('refuses %j before any call', async (filters, message) => {
	const calls = await server.answered(async () => {
		const error = await node.fail('incident.getMany', { filters });
		if (typeof message === 'string') expect(error.message).toBe(message);
		else expect(error.message).toMatch(message);
		expect(error.description).toBe('Correct the filter.');
	});
	expect(calls).toEqual([]);
});
