/** The polling trigger against the backend: what arrives between two polls is emitted once, in both generations. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { poller } from '../support/n8n';
import { bothGenerations, id, nodeWith } from '../support/node';

const server = backend('--empty');
const v2 = nodeWith(() => server.v2());
let hosts = 0;

/** A host that no other test uses. */
const newHost = () => `host${(hosts += 1)}`;

/** An event that raises a critical alert of profile 1101. */
const cleared = (HOSTNAME: string, more = {}) => ({
	time: Date.now() - 1000,
	...{ HOSTNAME, LOGTYPE: 'Windows', CHANNEL: 'Security', EVENTID: 1102 },
	...more,
});

const named = (records: IDataObject[] | null) =>
	(records ?? []).map((record) => String(record.HOSTNAME ?? record.Device)).sort();

describe.each([
	['V2', () => server.v2()],
	['V1', () => server.v1()],
])('over %s', (name, credentials) => {
	const [, node] = bothGenerations(server)[name === 'V2' ? 0 : 1];

	it('emits each new alert once, and none that was there before', async () => {
		await server.ingest([cleared(newHost())]);
		const { poll } = poller(credentials(), { event: 'newAlert', outputFields: 'raw' });
		expect(await poll()).toBeNull();
		const [one, two, three] = [newHost(), newHost(), newHost()];
		await server.ingest([cleared(one), cleared(two), { ...cleared(three), EVENTID: 4624 }]);
		const emitted = await poll();
		expect(named(emitted)).toEqual([one, two]);
		expect(new Set(emitted?.map(({ fingerprint }) => fingerprint)).size).toBe(2);
		expect(await poll()).toBeNull();
		await server.ingest([cleared(three)]);
		expect(named(await poll())).toEqual([three]);
		expect(await poll()).toBeNull();
	});

	it('emits an alert once, although its status and its count change', async () => {
		const { poll } = poller(credentials(), { event: 'newAlert', outputFields: 'raw' });
		await poll();
		const host = newHost();
		await server.ingest([cleared(host)]);
		const [alert] = (await poll()) ?? [];
		const alertId = String(alert.ALERT_ID ?? alert.Alert_Id);
		const body = { status: 'closed', note: '' };
		await server.call('PUT', `/admin/api/alerts/${alertId}/status`, body);
		await server.ingest([cleared(host)]);
		expect(await poll()).toBeNull();
	});

	it('emits only alerts that the filters want', async () => {
		const host = newHost();
		const alertFilters = { severities: ['trouble', 'critical'], query: `HOSTNAME = ${host}` };
		const { poll } = poller(credentials(), {
			event: 'newAlert',
			outputFields: 'raw',
			alertFilters,
		});
		await poll();
		await server.ingest([cleared(newHost()), cleared(host), { ...cleared(host), EVENTID: 4739 }]);
		const emitted = await poll();
		expect(named(emitted)).toEqual([host]);
	});

	it('emits a late log, and equal logs as often as they came', async () => {
		const host = newHost();
		const query = `HOSTNAME = ${host}`;
		const { poll } = poller(credentials(), { event: 'searchMatch', outputFields: 'raw', query });
		expect(await poll()).toBeNull();
		const log = { time: Date.now() - 5 * 60_000, HOSTNAME: host, LOGTYPE: 'Unix', MESSAGE: 'late' };
		await server.ingest([log, log, { ...log, HOSTNAME: newHost() }]);
		expect(named(await poll())).toEqual([host, host]);
		await server.ingest([log]);
		expect(named(await poll())).toEqual([host]);
		expect(await poll()).toBeNull();
	});

	it('goes on where it was after n8n has been restarted', async () => {
		const host = newHost();
		const parameters = { event: 'searchMatch', outputFields: 'raw', query: `HOSTNAME = ${host}` };
		const before = poller(credentials(), parameters);
		await before.poll();
		await server.ingest([cleared(host, { RECORDNUMBER: 1 })]);
		expect(await before.poll()).toHaveLength(1);
		await server.ingest([cleared(host, { RECORDNUMBER: 2 })]);
		const kept = JSON.parse(JSON.stringify(before.staticData)) as IDataObject;
		const after = poller(credentials(), parameters, kept);
		const emitted = (await after.poll()) ?? [];
		expect(emitted.map((log) => log.RECORDNUMBER ?? log['Record Number'])).toEqual([2]);
	});

	it('loses nothing over a poll that failed', async () => {
		const host = newHost();
		const parameters = { event: 'searchMatch', outputFields: 'raw', query: `HOSTNAME = ${host}` };
		const good = poller(credentials(), parameters);
		await good.poll();
		const kept = JSON.parse(JSON.stringify(good.staticData)) as IDataObject;
		await server.ingest([cleared(host)]);
		const bad = poller({ ...credentials(), token: 'revoked' }, parameters, kept);
		await expect(bad.poll()).rejects.toThrow(/does not accept the (V1 )?token/);
		expect(bad.staticData).toEqual(good.staticData);
		expect(named(await good.poll())).toEqual([host]);
	});

	it('emits a job when it has ended, once', async () => {
		const { poll } = poller(credentials(), { event: 'jobFinished' });
		await poll();
		const [{ requestId }] = await node.run('log.startSearch');
		await node.run('job.wait', { job: id(requestId) });
		expect(await poll()).toMatchObject([{ requestId, state: 'success' }]);
		expect(await poll()).toBeNull();
		await node.run('job.delete', { job: id(requestId) });
		expect(await poll()).toBeNull();
	});

	it('fetches one record for the editor and remembers nothing of it', async () => {
		await server.ingest([cleared(newHost())]);
		const { poll, staticData } = poller(credentials(), { event: 'newAlert', outputFields: 'raw' });
		expect(await poll('manual')).toHaveLength(1);
		expect(staticData).toEqual({});
	});

	it('hands on that the query is wrong', async () => {
		const { poll } = poller(credentials(), {
			event: 'searchMatch',
			outputFields: 'raw',
			query: 'A = (',
		});
		await expect(poll()).rejects.toThrow(/position \d+/);
	});
});

describe('incidents', () => {
	const make = async (incident: string) =>
		String((await v2.run('incident.create', { name: incident }))[0].id);
	const change = async (incident: string, updateFields: object) =>
		await v2.run('incident.update', { incident: id(incident), updateFields });

	it.each([
		['both', ['created One', 'created Two', 'changed One']],
		['created', ['created One', 'created Two']],
		['changed', ['changed One']],
	])('trigger on %s', async (incidentChange, expected) => {
		const { poll } = poller(server.v2(), { event: 'incident', incidentChange });
		const old = await make('Old');
		expect(await poll()).toBeNull();
		const [one, two] = [await make('One'), await make('Two')];
		const emitted = [...((await poll()) ?? [])];
		await change(one, { status: 'closed' });
		emitted.push(...((await poll()) ?? []));
		expect(
			emitted.map((incident) => `${String(incident.change)} ${String(incident.name)}`),
		).toEqual(expected);
		expect(emitted.map((incident) => incident.id)).not.toContain(old);
		expect(await poll()).toBeNull();
		await v2.run('incident.delete', { incident: id(two) });
		expect(await poll()).toBeNull();
	});

	it('that were there before are changed, not created', async () => {
		const old = await make('There before');
		const { poll } = poller(server.v2(), { event: 'incident' });
		await poll();
		await change(old, { severity: 'critical' });
		expect(await poll()).toMatchObject([{ change: 'changed', id: old, severity: 'critical' }]);
	});

	it('are refused to V1 before the call', async () => {
		const { poll } = poller(server.v1(), { event: 'incident' });
		const calls = await server.answered(async () => {
			await expect(poll()).rejects.toThrow('API V1 cannot list incidents');
		});
		expect(calls).toEqual([]);
	});
});

describe('the token of the credential', () => {
	it('is told of once, as soon as its end is within what was set', async () => {
		const near = poller(server.v2(), { event: 'tokenExpires', expiresWithin: '60d' });
		const [told] = (await near.poll()) ?? [];
		expect(told).toMatchObject({
			generation: 'v2',
			scopes: expect.arrayContaining(['search.READ']),
		});
		// Demo tokens live for thirty days.
		expect([28, 29, 30]).toContain(told.expiresInDays);
		expect(Date.parse(String(told.expiresTime))).toBeGreaterThan(Date.now());
		expect(await near.poll()).toBeNull();
		const far = poller(server.v2(), { event: 'tokenExpires', expiresWithin: '1d' });
		expect(await far.poll()).toBeNull();
	});

	it('of V1 cannot be asked', async () => {
		const { poll } = poller(server.v1(), { event: 'tokenExpires' });
		await expect(poll()).rejects.toThrow('API V1 cannot tell when a token expires');
	});
});
