/** Alerts become incidents: repeats join the open one, each alert counts once, over crashes too. */
import { ManualClock } from '../../../../server/platform';
import { alertConsumer, MOST_ALERTS } from '../../../../server/response/incidents';
import type { RaisedAlert } from '../../../../server/detection';
import type { TicketStore } from '../../../../server/response/tickets';
import { openIncidents } from '../../../support/stores';
import { tempFolder } from '../../../support/temp';

const NOW = Date.UTC(2026, 0, 31, 12);
const stores: TicketStore[] = [];

afterAll(() => Promise.all(stores.map((store) => store.close())));

async function open(folder = tempFolder()) {
	const store = await openIncidents(folder);
	stores.push(store);
	const clock = new ManualClock(NOW);
	const take = alertConsumer({ store, clock });
	const all = async () => (await store.call('listIncidents', [{ from: 1, limit: 100 }])).incidents;
	return { store, clock, folder, take, all };
}

function alert(seq: number, more: Partial<RaisedAlert> = {}): RaisedAlert {
	return {
		seq,
		id: 1_000 + seq,
		profileId: 1001,
		profileName: 'Brute force',
		severity: 'trouble',
		time: NOW,
		group: 'lix',
		document: {
			HOSTNAME: 'lix',
			USERNAME: `user${seq}`,
			REMOTEIP: '-',
			ALERT_GROUP: 'HOSTNAME lix',
		},
		...more,
	};
}

test('the first alert makes an incident, repeats join it with evidence and actors', async () => {
	const { take, all, store } = await open();
	await take([alert(1), alert(2)]);
	await take([alert(3)]);
	const [incident, ...others] = await all();
	expect(others).toEqual([]);
	expect(incident).toMatchObject({
		name: 'Brute force: HOSTNAME lix',
		severity: 'trouble',
		status: 'open',
		source: 'alert',
		createdBy: 'Alert profile Brute force',
		profile: { id: 1001, name: 'Brute force' },
		actors: [{ entity: ['lix'] }, { user: ['user1', 'user2', 'user3'] }],
	});
	const { evidence } = await store.call('getIncident', [incident?.id ?? 0]);
	expect(evidence.map(({ description }) => description)).toEqual([
		'Alert 1001 of Brute force',
		'Alert 1002 of Brute force',
		'Alert 1003 of Brute force',
	]);
});

test('other groups and other profiles make other incidents', async () => {
	const { take, all } = await open();
	await take([alert(1), alert(2, { group: 'dc01' }), alert(3, { profileId: 1002 })]);
	expect(await all()).toHaveLength(3);
});

test('a worse alert raises the severity, a milder one does not lower it', async () => {
	const { take, all } = await open();
	await take([alert(1), alert(2, { severity: 'critical' }), alert(3)]);
	expect(await all()).toMatchObject([{ severity: 'critical' }]);
});

test('once the incident is closed, the next alert makes another; reopening the old one leaves the group to it', async () => {
	const { take, all, store } = await open();
	const doing = { actor: 'ann', now: NOW };
	await take([alert(1)]);
	const [first] = await all();
	const id = first?.id ?? 0;
	await store.call('updateIncident', [id, { status: 'closed' }, doing]);
	await take([alert(2)]);
	expect(await all()).toHaveLength(2);
	await store.call('updateIncident', [id, { status: 'open' }, doing]);
	await take([alert(3)]);
	const [second] = await all();
	expect((await store.call('getIncident', [second?.id ?? 0])).evidence).toHaveLength(2);
	expect((await store.call('getIncident', [id])).evidence).toHaveLength(1);
});

test('alerts that are handed over again change nothing, also after a restart', async () => {
	const first = await open();
	await first.take([alert(1), alert(2)]);
	await first.take([alert(1), alert(2)]);
	const before = await first.all();
	await first.store.close();
	const second = await open(first.folder);
	await second.take([alert(1), alert(2)]);
	expect(await second.all()).toEqual(before);
	await second.take([alert(2), alert(3)]);
	const { evidence } = await second.store.call('getIncident', [before[0]?.id ?? 0]);
	expect(evidence).toHaveLength(3);
});

test('what is worth only attention makes no incident', async () => {
	const { take, all } = await open();
	await take([alert(1, { severity: 'attention' })]);
	expect(await all()).toEqual([]);
});

test('the incident of an alert is known, until it is deleted', async () => {
	const { take, all, store } = await open();
	await take([alert(1), alert(2), alert(3, { severity: 'attention' })]);
	const [incident] = await all();
	for (const id of [1_001, 1_002])
		expect(await store.call('incidentOfAlert', [id])).toMatchObject({ id: incident?.id });
	expect(await store.call('incidentOfAlert', [1_003])).toBeUndefined();
	await store.call('deleteIncidents', [[incident?.id ?? 0]]);
	expect(await store.call('incidentOfAlert', [1_001])).toBeUndefined();
});

test('a flood of repeats fills an incident up and no further', async () => {
	const { take, all, store } = await open();
	await take(Array.from({ length: MOST_ALERTS + 50 }, (_, i) => alert(i + 1)));
	const [incident] = await all();
	const { evidence, actors } = await store.call('getIncident', [incident?.id ?? 0]);
	expect(evidence).toHaveLength(MOST_ALERTS);
	expect(actors[1]?.['user']).toHaveLength(100);
});

test('an alert joins an incident that takes no more evidence, and leaves its severity and actors there', async () => {
	const { take, all, store } = await open();
	await take([alert(1)]);
	const [{ id } = { id: 0 }] = await all();
	const doing = { actor: 'ann', now: NOW };
	const big = Array.from({ length: 9 }, (_, n) => ({
		...{ source: 'manual' as const, description: `big ${n}`, data: 'x'.repeat(930_000) },
	}));
	for (const piece of big) await store.call('addEvidence', [id, [piece], doing]);
	const document = { ...alert(2).document, MESSAGE: 'm'.repeat(30_000) };
	await take([alert(2, { document, severity: 'critical' }), alert(3)]);
	const incident = await store.call('getIncident', [id]);
	const described = incident.evidence.map(({ description }) => description);
	// The second found no room for its document; the third is small, and does.
	expect(described).toEqual([
		'Alert 1001 of Brute force',
		...big.map(({ description }) => description),
		'Alert 1003 of Brute force',
	]);
	expect(incident).toMatchObject({
		severity: 'critical',
		actors: [{ entity: ['lix'] }, { user: ['user1', 'user2', 'user3'] }],
	});
	expect(await all()).toHaveLength(1);
	// The alert is known as one of the incident all the same.
	expect(await store.call('incidentOfAlert', [1_002])).toMatchObject({ id });
	expect((await store.call('alertsOf', [id, { from: 1, limit: 10 }])).items).toEqual([
		...[1_001, 1_002, 1_003],
	]);
});

test('incidents of a profile whose ticket notification is off are told to nobody', async () => {
	const { store, clock } = await open();
	const draft = {
		tool: 'webhook',
		name: 'Hook',
		enabled: true,
		settings: { url: 'https://hook.example' },
		mapping: { status: { in: {}, out: {} }, severity: { in: {}, out: {} } },
		severities: ['critical', 'trouble', 'attention'],
	} as const;
	await store.call('addConnection', [draft, new Uint8Array(0), NOW]);
	const settings = async (id: number) => ({ incidentRule: null, makesTickets: id !== 1001 });
	const take = alertConsumer({ store, clock, settings });
	await take([alert(1), alert(2, { profileId: 1002 })]);
	expect(await store.call('listDeliveries', [{ limit: 10 }])).toMatchObject([{ kind: 'create' }]);
});
