/** The store of incidents, tickets and deliveries, whichever engine keeps them. */
import type {
	Doing,
	IncidentFilter,
	IncidentSummary,
	NewIncident,
} from '../../../../server/response/incidents/incident';
import { MOST_ENTRIES } from '../../../../server/response/incidents/changed';
import {
	type ConnectionDraft,
	DEFAULT_MAPPING,
	type TicketStore,
} from '../../../../server/response/tickets';
import { openIncidents } from '../../../support/stores';
import { tempFolder } from '../../../support/temp';

const T = Date.UTC(2026, 0, 31, 12);
const ANN: Doing = { actor: 'ann', now: T };
const DRAFT: NewIncident = {
	...{ name: 'Brute force', description: '', severity: 'trouble', status: 'open' },
	...{ assignee: null, dueAt: null, actors: [], source: 'manual', evidence: [] },
};
const DESK: ConnectionDraft = {
	...{ tool: 'jira_cloud', name: 'Desk', enabled: true, settings: { url: 'https://desk.example' } },
	...{ mapping: DEFAULT_MAPPING.jira_cloud, severities: ['critical', 'trouble'] },
};
const SECRETS = new Uint8Array([0, 1, 255, 128]);

let directory: string;
let store: TicketStore;

beforeEach(async () => {
	directory = tempFolder();
	store = await openIncidents(directory);
});

afterEach(() => store.close());

const create = (more: Partial<NewIncident> = {}, doing = ANN) =>
	store.call('createIncident', [{ ...DRAFT, ...more }, doing]);

async function list(filter: Partial<IncidentFilter>): Promise<IncidentSummary[]> {
	const { total, incidents } = await store.call('listIncidents', [
		{ from: 1, limit: 100, ...filter },
	]);
	if (filter.limit === undefined) expect(total).toBe(incidents.length);
	return incidents;
}

describe('an incident', () => {
	it('is kept as it was given, from the first id on, over a restart', async () => {
		const made = await create({
			...{ name: 'Größe 日本 "x"', description: 'line\nline', severity: 'critical' },
			...{ assignee: 'bob', dueAt: T + 5, note: 'first', profile: { id: 7, name: 'P' } },
			actors: [{ user: ['joe', 'ann'] }],
			evidence: [{ source: 'alert', description: 'Alert 1', data: { A: 'b\0c', N: [1, null] } }],
		});
		expect(made.id).toBe(3_000_000_438_278);
		await store.close();
		store = await openIncidents(directory);
		expect(await store.call('getIncident', [made.id])).toEqual(made);
		expect(made).toMatchObject({
			...{ createdBy: 'ann', createdAt: T, updatedAt: T, key: null, ticketId: null, dueAt: T + 5 },
			notes: [{ text: 'first', author: 'ann', createdAt: T }],
			evidence: [{ data: { A: 'b\0c', N: [1, null] }, addedBy: 'ann' }],
			activity: [
				{ action: 'created', detail: 'by alert profile P' },
				{ action: 'note' },
				{ action: 'evidence', detail: 'Alert 1' },
			],
		});
		expect(await store.call('profileName', [7])).toBe('P');
		expect(await store.call('profileName', [8])).toBeUndefined();
	});

	it('changes in what is given, and logs that; the same again is no change', async () => {
		const { id } = await create({ assignee: 'bob' });
		const change = { status: 'closed', assignee: null } as const;
		const doing = { actor: 'kim', now: T };
		const { incident, updated } = await store.call('updateIncident', [id, change, doing]);
		expect(updated).toBe(true);
		expect(incident).toMatchObject({ status: 'closed', assignee: null, updatedAt: T + 1 });
		expect(incident.activity.slice(1)).toEqual([
			{ time: T + 1, actor: 'kim', action: 'status', detail: 'open to closed' },
			{ time: T + 1, actor: 'kim', action: 'assignee', detail: 'bob to nobody' },
		]);
		expect(await store.call('updateIncident', [id, change, doing])).toMatchObject({
			updated: false,
			incident: { updatedAt: T + 1 },
		});
		await expect(
			store.call('updateIncident', [id, { name: 'x', basedOn: T }, doing]),
		).rejects.toMatchObject({ code: 'conflict', details: expect.stringMatching(/has changed/) });
		await expect(store.call('updateIncident', [1, change, doing])).rejects.toMatchObject({
			code: 'unknown_incident',
		});
	});

	it('changes together with others, all or none', async () => {
		const [one, other] = [await create(), await create()];
		const ids = [one.id, other.id, one.id];
		const change = { severity: 'critical' } as const;
		await expect(
			store.call('updateIncidents', [{ ids: [...ids, 4711], change }, ANN]),
		).rejects.toMatchObject({ code: 'unknown_incident', details: '4711' });
		expect(await list({ severities: ['critical'] })).toEqual([]);
		const done = await store.call('updateIncidents', [{ ids, change }, ANN]);
		expect(done.map(({ updated }) => updated)).toEqual([true, true]);
		await expect(
			store.call('updateIncidents', [{ ids, change: { name: 'x' }, unchangedSince: T }, ANN]),
		).rejects.toMatchObject({
			code: 'conflict',
			details: expect.stringMatching(/^unchanged_since/),
		});
	});

	it('is deleted with all that belongs to it, together with others or not at all', async () => {
		const { id } = await create({ note: 'x' });
		await expect(store.call('deleteIncidents', [[id, 5]])).rejects.toMatchObject({
			code: 'unknown_incident',
		});
		expect(await store.call('countIncidents', [])).toBe(1);
		await store.call('deleteIncidents', [[id, id]]);
		expect(await store.call('findIncident', [id])).toBeUndefined();
		await expect(store.call('notesOf', [id, { from: 1, limit: 1 }])).rejects.toMatchObject({
			code: 'unknown_incident',
		});
		expect((await create()).id).toBe(id + 1);
	});

	it('takes notes and evidence, each piece once, and gives them page by page', async () => {
		const { id } = await create();
		for (const n of [1, 2, 3]) await store.call('addNote', [id, `note ${n}`, ANN]);
		const piece = { source: 'manual', description: 'd', data: { A: 1 } } as const;
		const more = { ...piece, data: null };
		expect(await store.call('addEvidence', [id, [piece, more, piece], ANN])).toHaveLength(2);
		expect(await store.call('addEvidence', [id, [piece], ANN])).toEqual([]);
		const notes = await store.call('notesOf', [id, { from: 2, limit: 1 }]);
		expect(notes).toMatchObject({ total: 3, items: [{ text: 'note 2' }] });
		const evidence = await store.call('evidenceOf', [id, { from: 1, limit: 5 }]);
		expect(evidence).toMatchObject({ total: 2, items: [{ data: { A: 1 } }, { data: null }] });
		const activity = await store.call('activityOf', [id, { from: 1, limit: 1 }]);
		expect(activity).toMatchObject({ total: 6, items: [{ action: 'created' }] });
	});

	it('takes no more than can be shown', async () => {
		const { id } = await create();
		const evidence = Array.from({ length: MOST_ENTRIES + 1 }, (_, data) => ({
			...{ source: 'manual' as const, description: '', data },
		}));
		await expect(store.call('addEvidence', [id, evidence, ANN])).rejects.toMatchObject({
			code: 'conflict',
			details: expect.stringMatching(/^evidence: incident \d+ has 0 already, of at most 10000;/),
		});
		await expect(
			store.call('addNote', [id, 'x'.repeat(8 * 1024 * 1024 + 1), ANN]),
		).rejects.toMatchObject({ details: expect.stringMatching(/characters/) });
		expect(await store.call('getIncident', [id])).toMatchObject({ notes: [], evidence: [] });
	});
});

describe('the list', () => {
	beforeEach(async () => {
		await create({ name: 'ÄRGER im Netz', assignee: 'Ann', actors: [{ user: ['Jürgen'] }] });
		await create(
			{ name: 'b', description: '100% _sure_', severity: 'critical' },
			{ ...ANN, now: T + 10 },
		);
		await create(
			{ name: 'c', status: 'closed', actors: [{ entity: ['DC01', 'x'] }] },
			{ ...ANN, now: T + 20 },
		);
	});

	it.each([
		[{}, ['c', 'b', 'ÄRGER im Netz']],
		[{ descending: false, limit: 2 }, ['ÄRGER im Netz', 'b']],
		[{ from: 3, limit: 2 }, ['ÄRGER im Netz']],
		[{ severities: ['critical', 'attention'] }, ['b']],
		[{ severities: [] }, []],
		[{ statuses: ['open'] }, ['b', 'ÄRGER im Netz']],
		[{ assignee: 'ANN' }, ['ÄRGER im Netz']],
		[{ unassigned: true }, ['c', 'b']],
		[{ createdSince: T + 10, createdUntil: T + 10 }, ['b']],
		[{ updatedSince: T + 11 }, ['c']],
		[{ updatedUntil: T }, ['ÄRGER im Netz']],
		[{ text: 'ärger' }, ['ÄRGER im Netz']],
		[{ text: '% _SURE' }, ['b']],
		[{ text: '%%' }, []],
		[{ actor: 'dc01' }, ['c']],
		[{ actor: 'dc0' }, []],
		[{ statuses: ['open'], text: 'b', severities: ['trouble'] }, []],
		[{ key: 'api:none' }, []],
		[{ ticketId: 'none' }, []],
	] as [Partial<IncidentFilter>, string[]][])('of %j', async (filter, names) => {
		expect((await list(filter)).map(({ name }) => name)).toEqual(names);
	});

	it('is ordered by the last change, and goes on below an id', async () => {
		const [, b, a] = await list({});
		await store.call('updateIncident', [a!.id, { severity: 'critical' }, { ...ANN, now: T + 99 }]);
		expect((await list({ sortBy: 'updated' })).map(({ name }) => name)).toEqual([
			...['ÄRGER im Netz', 'c', 'b'],
		]);
		expect((await list({ below: b!.id })).map(({ id }) => id)).toEqual([a!.id]);
	});
});

describe('a key of the caller', () => {
	const upsert = (more: Partial<NewIncident> = {}, key = 'host 1') =>
		store.call('upsertIncident', [key, { ...DRAFT, ...more }, ANN]);

	it('finds the open incident and adds to it, makes another when that is closed', async () => {
		const first = await upsert({ note: 'n', actors: [{ user: ['a'] }] });
		expect(first).toMatchObject({ created: true, incident: { key: 'host 1' } });
		const { id } = first.incident;
		expect(await upsert({ note: 'n', actors: [{ user: ['a'] }] })).toMatchObject({
			...{ created: false, updated: false, incident: { id } },
		});
		const worse = await upsert({ severity: 'critical', actors: [{ user: ['b'] }], note: 'm' });
		expect(worse).toMatchObject({
			...{ created: false, updated: true },
			incident: { id, severity: 'critical', actors: [{ user: ['a', 'b'] }] },
		});
		expect(await upsert({ severity: 'attention' })).toMatchObject({
			incident: { id, severity: 'critical' },
		});
		await store.call('updateIncident', [id, { status: 'closed' }, ANN]);
		const second = await upsert();
		expect(second).toMatchObject({ created: true });
		expect(second.incident.id).not.toBe(id);
		// The key stays with the one that is open when the first is opened again.
		await store.call('updateIncident', [id, { status: 'open' }, ANN]);
		expect((await list({ key: 'api:host 1' })).map((one) => one.id)).toEqual([second.incident.id]);
	});

	it('may be long', async () => {
		const [one, other] = [`${'ö'.repeat(5_000)}1`, `${'ö'.repeat(5_000)}2`];
		const first = await upsert({}, one);
		expect((await upsert({}, other)).created).toBe(true);
		expect(await upsert({}, one)).toMatchObject({ incident: { id: first.incident.id } });
	});
});

describe('tickets', () => {
	const connect = (more: Partial<ConnectionDraft> = {}) =>
		store.call('addConnection', [{ ...DESK, ...more }, SECRETS, T]);
	const pending = () => store.call('pendingDeliveries', [0, 100]);
	const sent = { status: 'open', severity: 'trouble', note: 'ok' } as const;
	const told = { status: 'To Do', severity: 'Medium' };

	it('keeps connections, each under a name of its own', async () => {
		const made = await connect();
		expect(made).toMatchObject({ ...DESK, id: 1, createdAt: T });
		expect(Buffer.from(made.secrets)).toEqual(Buffer.from(SECRETS));
		await expect(connect({ name: 'DESK' })).rejects.toMatchObject({ code: 'conflict' });
		const hook = await store.call('addConnection', [
			...([{ ...DESK, name: 'Hook' }, new Uint8Array(0), T, 'n8n'] as const),
		]);
		expect(await store.call('registeredConnections', [])).toEqual(new Map([[hook.id, 'n8n']]));
		await expect(
			store.call('updateConnection', [hook.id, { ...DESK }, SECRETS, T]),
		).rejects.toMatchObject({ code: 'conflict' });
		const changed = await store.call('updateConnection', [
			...([made.id, { ...DESK, name: 'desk', enabled: false }, SECRETS, T + 1] as const),
		]);
		expect(changed).toMatchObject({
			name: 'desk',
			enabled: false,
			updatedAt: T + 1,
			tool: 'jira_cloud',
		});
		expect(
			await store.call('updateConnection', [9, { ...DESK, name: 'y' }, SECRETS, T]),
		).toBeUndefined();
		expect(await store.call('deleteConnection', [hook.id])).toBe(true);
		expect(await store.call('deleteConnection', [hook.id])).toBe(false);
		expect((await store.call('listConnections', [])).map(({ name }) => name)).toEqual(['desk']);
	});

	it('are asked for when an incident of a severity comes, or becomes worse, by those who want it', async () => {
		await connect();
		await connect({ name: 'off', enabled: false });
		await connect({ name: 'critical', severities: ['critical'] });
		const { id } = await create();
		expect(await pending()).toMatchObject([{ connectionId: 1, incidentId: id, kind: 'create' }]);
		await store.call('updateIncident', [id, { status: 'closed' }, ANN]);
		expect((await pending()).map(({ kind }) => kind)).toEqual(['create', 'update']);
		await store.call('updateIncident', [id, { name: 'other' }, ANN]);
		expect(await pending()).toHaveLength(2);
		expect(await store.call('isCreating', [1, id])).toBe(true);
		expect(await store.call('isCreating', [3, id])).toBe(false);
	});

	it('come back once: echoes of what the tool was told are none of its own', async () => {
		await connect();
		const { id } = await create();
		const [delivery] = await pending();
		await store.call('sent', [
			...([delivery!.id, { ...sent, ticket: { id: 'SEC-1', alias: '10001' }, told }, T] as const),
		]);
		expect(await store.call('ticketOf', [1, id])).toMatchObject({
			ticketId: 'SEC-1',
			status: 'open',
		});
		expect(await store.call('ticket', ['10001'])).toMatchObject({ incidentId: id });
		expect(await list({ ticketId: '10001' })).toMatchObject([{ id, ticketId: 'SEC-1' }]);
		expect(await store.call('findDelivery', [delivery!.id])).toMatchObject({ state: 'delivered' });
		const [value] = Object.keys(DEFAULT_MAPPING.jira_cloud.status.in);
		const ours = DEFAULT_MAPPING.jira_cloud.status.in[value as string];
		const sync = await store.call('syncFromTicket', [
			...([{ ticketId: 'SEC-1', field: 'status', value: value as string }, T + 1] as const),
		]);
		expect(sync).toMatchObject({ incidentId: id, value: ours });
		await expect(
			store.call('syncFromTicket', [{ ticketId: 'SEC-1', field: 'status', value: 'Nope' }, T]),
		).rejects.toMatchObject({ code: 'unmapped_value' });
		await expect(store.call('ticket', ['SEC-2'])).rejects.toMatchObject({ code: 'unknown_ticket' });
		// Told twice: the first word that comes back is late.
		const { incident } = await store.call('updateIncident', [id, { severity: 'critical' }, ANN]);
		expect(incident.severity).toBe('critical');
		const [update] = await pending();
		await store.call('sent', [
			...([
				update!.id,
				{ ...sent, severity: 'critical', told: { status: null, severity: 'High' } },
				T + 2,
			] as const),
		]);
		const late = await store.call('syncFromTicket', [
			...([{ ticketId: 'SEC-1', field: 'severity', value: 'Medium' }, T + 3] as const),
		]);
		expect(late.outcome).toBe('echo');
	});

	it('asked for by hand are refused when there is one already', async () => {
		const { id } = await create();
		await connect();
		expect(await store.call('requestTicket', [7, id, T])).toBeUndefined();
		await expect(store.call('requestTicket', [1, 5, T])).rejects.toMatchObject({
			code: 'unknown_incident',
		});
		expect(await store.call('requestTicket', [1, id, T])).toMatchObject({ kind: 'create' });
		await expect(store.call('requestTicket', [1, id, T])).rejects.toMatchObject({
			details: expect.stringMatching(/on its way/),
		});
	});

	it('are not made of profiles that were muted', async () => {
		await connect();
		expect(await store.call('muteProfile', [{ id: 7, name: 'P' }, T])).toBe(true);
		expect(await store.call('muteProfile', [{ id: 7, name: 'P' }, T])).toBe(false);
		await create({ profile: { id: 7, name: 'P' } });
		expect(await pending()).toEqual([]);
	});

	it('are tried again by hand when they failed for good', async () => {
		await connect();
		await create();
		await create();
		const [one, other] = await pending();
		const attempt = { time: T, outcome: 'failed', status: 500, message: 'no' } as const;
		await store.call('tried', [one!.id, attempt]);
		await store.call('tried', [4711, attempt]);
		await store.call('endDelivery', [one!.id, 'dead', 'no', T]);
		await store.call('endDelivery', [other!.id, 'dead', 'no', T]);
		expect(await store.call('deliveryAttempts', [one!.id])).toEqual([attempt]);
		expect(await store.call('listDeliveries', [{ state: 'dead', limit: 9 }])).toMatchObject([
			{ id: other!.id, note: 'no' },
			{ id: one!.id, attempts: 1 },
		]);
		expect(await store.call('reviveDelivery', [one!.id, T])).toMatchObject({
			round: 2,
			note: null,
		});
		expect(await store.call('reviveDelivery', [one!.id, T])).toBeUndefined();
		expect(await store.call('reviveDead', [2, 9, T])).toEqual([]);
		expect(await store.call('reviveDead', [undefined, 9, T])).toMatchObject([{ id: other!.id }]);
		await store.call('deleteConnection', [1]);
		expect(await pending()).toEqual([]);
	});
});

it('keeps which job makes an export', async () => {
	const { id } = await create();
	const record = await store.call('addExport', [id, 'json', T]);
	expect(record).toEqual({ id: 1, incidentId: id, format: 'json', createdAt: T, jobId: null });
	await store.call('setExportJob', [1, 'job']);
	await store.call('addExport', [id, 'csv', T]);
	expect(await store.call('newestExport', [id, 'json'])).toEqual({ ...record, jobId: 'job' });
	expect(await store.call('findExport', [3])).toBeUndefined();
});
