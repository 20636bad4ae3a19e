/** The filters of Incident > Get Many: the same incidents, whether the server filters or the node has to. */
import type { IDataObject } from 'n8n-workflow';

import { clockedBackend } from '../support/backend';
import { hints, output, poller } from '../support/n8n';
import { nodeWith } from '../support/node';
import { json, scripted, type Scripted } from '../support/scripted';

/** The server's clock stands still but for steps; the node's is the machine's, which must not be behind it. */
const STEP_MS = 1_000;
const BEGIN = Date.now() - 10 * STEP_MS;
const server = clockedBackend(BEGIN, 100);
const node = nodeWith(() => server.v2());
let plain: Scripted;
/** Between A and B, epoch ms. */
const middle = BEGIN + STEP_MS;

async function listed(): Promise<IDataObject[]> {
	const { data } = await server.call('GET', '/api/v2/incident?limit=100');
	return (data as { incidents: IDataObject[] }).incidents;
}

/** A server that has the same incidents and knows no filter but the window. */
beforeAll(async () => {
	const make = async (path: string, body: object) => await server.call('POST', path, body);
	await make('/api/v2/incident', {
		...{ name: 'A', severity: 'critical', assignee: 'admin', description: 'Brute force' },
		actors: [{ entity: ['web01'] }, { user: ['joe'] }],
	});
	await server.advance(2 * STEP_MS);
	await make('/api/v2/incident', { name: 'B brute', severity: 'trouble', status: 'in_progress' });
	await server.advance(STEP_MS);
	await make('/api/v2/incident/upsert', { key: 'k:1', name: 'C', severity: 'attention' });
	const [{ incident_id: first }] = (await listed()).slice(-1);
	await server.advance(STEP_MS);
	await server.call('PUT', `/api/v2/incident/${String(first)}`, { note: 'Looked at last' });
	const incidents = await listed();
	plain = await scripted();
	plain.answer(({ query }) => {
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

	it.each<[IDataObject, string[]]>([
		[{ sortOrder: 'asc' }, ['A', 'B brute', 'C']],
		[{ sortOrder: 'desc' }, ['C', 'B brute', 'A']],
		[{ sortBy: 'updatedTime' }, ['A', 'C', 'B brute']],
		[{ sortBy: 'updatedTime', sortOrder: 'asc' }, ['B brute', 'C', 'A']],
	])('sorts by %j', async (options, expected) => {
		expect(await names({}, { options })).toEqual(expected);
		expect(await names({}, { options, limit: 1 })).toEqual(expected.slice(0, 1));
		const some = expected.filter((name) => name !== 'C');
		expect(await names({ text: 'brute' }, { options })).toEqual(some);
	});

	it.each<[IDataObject, number]>([
		[{}, 3],
		[{ text: 'brute' }, 2],
		[{ severities: ['critical'] }, 1],
		[{ statuses: ['closed'] }, 0],
	])('counts %j', async (filters, count) => {
		const parameters = { resource: 'incident', operation: 'count', filters };
		expect(await output({ credentials: credentials(), parameters } as never)).toEqual([{ count }]);
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

describe('a list that does not tell the assignee', () => {
	let terse: Scripted;
	/** How many incidents of the terse server tell nothing of the assignee in detail either. */
	const COUNT = 30;
	const incidentOf = (id: number) => ({
		...{ incident_id: id, name: `i${id}`, severity: 'critical', status: 'open' },
		created_time: new Date(id * 1000).toISOString(),
	});

	beforeAll(async () => {
		terse = await scripted();
		terse.answer(({ path, query }) => {
			const one = /\/incident\/(\d+)$/.exec(path);
			if (one) {
				const id = Number(one[1]);
				return json({ data: { ...incidentOf(id), ...(id % 10 === 0 ? { assignee: 'Ann' } : {}) } });
			}
			const list = Array.from({ length: COUNT }, (_, index) => incidentOf(COUNT - index));
			const start = Number(query.from ?? 1) - 1;
			return json({ data: { incidents: list.slice(start, start + Number(query.limit ?? 100)) } });
		});
	});
	afterAll(async () => await terse.close());

	const trial = (filters: IDataObject, more: IDataObject = {}) => ({
		credentials: { serverUrl: terse.url, token: 'l360_v2-token-0123456789' },
		parameters: { resource: 'incident', operation: 'getMany', filters, returnAll: true, ...more },
	});

	it.each<[IDataObject, IDataObject, string[], number]>([
		[{ assignee: 'ann' }, {}, ['i30', 'i20', 'i10'], 25],
		[{ assignee: 'ann' }, { returnAll: false, limit: 1 }, ['i30'], 1],
		[{ assignee: 'ann', text: 'i2' }, {}, ['i20'], 11],
		[{ assignee: 'bob', text: 'i2' }, {}, [], 11],
	])('reads the incidents one by one for %j, %j', async (filters, more, expected, asked) => {
		const before = terse.seen.length;
		const given = trial(filters, more) as never;
		const found = await output(given);
		expect(found.map(({ name }) => name)).toEqual(expected);
		const single = terse.seen.slice(before).filter(({ path }) => /\/\d+$/.test(path));
		expect(single).toHaveLength(asked);
		const left = filters.text === undefined && more.limit === undefined ? COUNT - asked : 0;
		const [hint, ...others] = await hints(given);
		expect(others).toEqual([]);
		expect(hint).toContain(`does not tell assignee, so ${asked} incidents were read one by one.`);
		expect(hint.includes(`${left} older ones that may match were left out`)).toBe(left > 0);
	});

	it('reads nothing more for filters that the list tells', async () => {
		const before = terse.seen.length;
		expect(await output(trial({ severities: ['trouble'] }) as never)).toEqual([]);
		expect(terse.seen.slice(before)).toHaveLength(1);
	});

	it('fails the poll of a trigger that filters by it, rather than never to start', async () => {
		const { poll } = poller(
			{ serverUrl: terse.url, token: 'l360_v2-token-0123456789' },
			{ event: 'incident', incidentFilters: { assignees: ['ann'] } },
		);
		await expect(poll()).rejects.toThrow(
			"None of the 30 incidents in the server's list tells its assignee, so the trigger cannot filter by it",
		);
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
