/** The Log360 Trigger node, polled as n8n polls it. */
import type { IDataObject } from 'n8n-workflow';

import { bench } from '../support/cases';
import { poller } from '../support/n8n';
import { json, type Reply, type Seen } from '../support/scripted';

const b = bench();
const MINUTE = 60_000;

/** A server that has alerts or logs, and answers with those of the window that is asked for. */
class Store {
	readonly hits: Array<IDataObject & { TIME: number }> = [];

	add(name: string, time = Date.now()) {
		this.hits.push({
			TIME: time,
			HOSTNAME: name,
			MESSAGE: `message of ${name}`,
			ALERT_STATUS: 'open',
		});
	}

	answer = (seen: Seen): Reply => {
		const body = seen.body as Record<string, string | number>;
		const from = typeof body.from === 'number' ? body.from : Date.parse(String(body.start_time));
		const to = typeof body.to === 'number' ? body.to : Date.parse(String(body.end_time));
		const inside = this.hits.filter(({ TIME }) => TIME >= from && TIME <= to).reverse();
		return json(
			seen.path.startsWith('/api/v2') ? { data: { hits: inside } } : { results: { hits: inside } },
		);
	};
}

let store: Store;
beforeEach(() => {
	store = new Store();
	b.answer(store.answer);
});

const names = (records: IDataObject[] | null) => (records ?? []).map(({ HOSTNAME }) => HOSTNAME);

/** An event with what it needs, and the fields that the server sent. */
const watch = (event: string, more = {}) => ({
	event,
	...(event === 'searchMatch' ? { query: '*' } : {}),
	outputFields: 'raw',
	...more,
});

describe.each([
	['New Alert over V2', 'newAlert', () => b.v2(), '/api/v2/alerts'],
	['New Alert over V1', 'newAlert', () => b.v1(), '/RestAPI/v1/alerts'],
	['Search Match over V2', 'searchMatch', () => b.v2(), '/api/v2/search'],
	['Search Match over V1', 'searchMatch', () => b.v1(), '/RestAPI/v1/search'],
])('%s', (_name, event, credentials, path) => {
	it('emits nothing that was there at activation, then each new one once, oldest first', async () => {
		store.add('before', Date.now() - MINUTE);
		const { poll } = poller(credentials(), watch(event));
		expect(await poll()).toBeNull();
		expect(await poll()).toBeNull();
		store.add('second', Date.now() - 1000);
		store.add('first', Date.now() - 2000);
		expect(names(await poll())).toEqual(['first', 'second']);
		expect(await poll()).toBeNull();
		expect(b.seen[0]).toMatchObject({ method: 'POST', path });
	});

	it('emits one that arrives late', async () => {
		const { poll } = poller(credentials(), watch(event));
		await poll();
		store.add('late', Date.now() - 9 * MINUTE);
		expect(names(await poll())).toEqual(['late']);
		expect(await poll()).toBeNull();
	});

	it('looks back at activation as far as it was told to', async () => {
		store.add('an hour ago', Date.now() - 60 * MINUTE);
		store.add('just now', Date.now() - 20 * MINUTE);
		const { poll } = poller(credentials(), watch(event, { options: { lookBack: 30 } }));
		expect(names(await poll())).toEqual(['just now']);
		expect(await poll()).toBeNull();
	});

	it('goes on after a restart where it stood', async () => {
		const first = poller(credentials(), watch(event));
		await first.poll();
		store.add('while away');
		const stored = JSON.parse(JSON.stringify(first.staticData)) as IDataObject;
		const second = poller(credentials(), watch(event), stored);
		expect(names(await second.poll())).toEqual(['while away']);
	});

	it('emits once where two polls overlap', async () => {
		const { poll } = poller(credentials(), watch(event));
		await poll();
		store.add('once');
		const [one, other] = await Promise.all([poll(), poll()]);
		expect([...names(one), ...names(other)]).toEqual(['once']);
	});

	it('keeps its place when a poll fails', async () => {
		const { poll } = poller(credentials(), watch(event));
		await poll();
		store.add('meanwhile');
		b.answer([{ status: 500, body: {} }]);
		await expect(poll()).rejects.toThrow(/the server failed/);
		b.answer(store.answer);
		expect(names(await poll())).toEqual(['meanwhile']);
	});

	it('fetches one sample in the editor and keeps no memory of it', async () => {
		store.add('older', Date.now() - 5 * MINUTE);
		store.add('newest', Date.now() - MINUTE);
		const { poll, staticData } = poller(credentials(), watch(event));
		expect(names(await poll('manual'))).toEqual(['newest']);
		expect(JSON.stringify(staticData)).not.toContain('seen');
	});
});

describe('the clock of the server', () => {
	/** Answers with a Date header that is off, and with records stamped by that clock. */
	function skewed(ms: number) {
		const clock = () => Date.now() + ms;
		b.answer((seen) => ({
			...store.answer(seen),
			headers: { date: new Date(clock()).toUTCString() },
		}));
		return clock;
	}

	it.each([
		['an hour behind', -60],
		['an hour ahead', 60],
		['three days behind', -3 * 24 * 60],
	])('may be %s', async (_name, minutes) => {
		const clock = skewed(minutes * MINUTE);
		store.add('before', clock() - MINUTE);
		const { poll } = poller(b.v2(), { event: 'newAlert', outputFields: 'raw' });
		expect(await poll()).toBeNull();
		store.add('new', clock());
		expect(names(await poll())).toEqual(['new']);
		store.add('newer', clock());
		expect(names(await poll())).toEqual(['newer']);
		expect(await poll()).toBeNull();
	});

	it('may be set right while the trigger runs', async () => {
		const wrong = skewed(-60 * MINUTE);
		const { poll } = poller(b.v2(), { event: 'newAlert', outputFields: 'raw' });
		await poll();
		store.add('by the wrong clock', wrong());
		expect(names(await poll())).toEqual(['by the wrong clock']);
		const right = skewed(0);
		store.add('by the right clock', right());
		expect(names(await poll())).toEqual(['by the right clock']);
		expect(await poll()).toBeNull();
	});
});

describe('New Alert', () => {
	it('sends the filters', async () => {
		const alertFilters = {
			severities: ['critical'],
			profiles: ['1801'],
			query: 'HOSTNAME = web01',
		};
		await poller(b.v2(), { event: 'newAlert', outputFields: 'raw', alertFilters }).poll();
		expect(b.seen[0].body).toMatchObject({
			severity: 'critical',
			profile_ids: [1801],
			query: 'HOSTNAME = web01',
		});
	});

	it('does not emit an alert again when people work on it', async () => {
		const { poll } = poller(b.v2(), { event: 'newAlert', outputFields: 'raw' });
		await poll();
		store.add('web01');
		expect(names(await poll())).toEqual(['web01']);
		store.hits[0].ALERT_STATUS = 'closed';
		expect(await poll()).toBeNull();
	});

	it('emits two equal alerts as two', async () => {
		const { poll } = poller(b.v2(), { event: 'newAlert', outputFields: 'raw' });
		await poll();
		const time = Date.now();
		store.add('twin', time);
		store.add('twin', time);
		const found = await poll();
		expect(names(found)).toEqual(['twin', 'twin']);
		expect(found?.[0].fingerprint).toBe(found?.[1].fingerprint);
	});

	it('tells alerts apart whose time is only text', async () => {
		const { poll } = poller(b.v1(), { event: 'newAlert', outputFields: 'raw' });
		const alert = { Time: '2026-11-23 12:00:00', Alert_Profile_Name: 'Logons', Message: 'm' };
		b.answer([json({ results: { hits: [alert] } })]);
		expect(await poll()).toBeNull();
		b.answer([json({ results: { hits: [{ ...alert, Message: 'other' }, alert] } })]);
		expect(await poll()).toMatchObject([{ Message: 'other' }]);
		expect(await poll()).toBeNull();
	});

	it('starts anew when the filters change', async () => {
		const data: IDataObject = {};
		await poller(b.v2(), { event: 'newAlert', outputFields: 'raw' }, data).poll();
		store.add('between', Date.now() - 1000);
		const changed = {
			event: 'newAlert',
			outputFields: 'raw',
			alertFilters: { severities: ['critical'] },
		};
		expect(await poller(b.v2(), changed, data).poll()).toBeNull();
	});

	it('refuses a word that is no severity', async () => {
		const alertFilters = { severities: ['high'] };
		await expect(
			poller(b.v2(), { event: 'newAlert', outputFields: 'raw', alertFilters }).poll(),
		).rejects.toThrow('"high" is not a severity');
	});
});

describe('Search Match', () => {
	it('sends query and filters', async () => {
		const searchFilters = { logSources: ['3'], logSourceGroups: ['1'], logTypes: ['Windows'] };
		const options = { fieldNames: 'client' };
		await poller(b.v2(), {
			event: 'searchMatch',
			outputFields: 'raw',
			query: 'EVENTID = 4625',
			searchFilters,
			options,
		}).poll();
		expect(b.seen[0].body).toMatchObject({
			query: 'EVENTID = 4625',
			log_source_ids: [3],
			log_source_group_ids: [1],
			log_types: ['Windows'],
			response_type: 'client',
		});
	});
});

describe('Job Finished', () => {
	const job = (request_id: string, stage: string) => ({
		request_id,
		stage,
		hits_done: 5,
		last_synced_time: new Date().toISOString(),
	});
	const jobs = (...requests: object[]) => [json({ data: { jobs: { requests } } })];

	it('emits a job when it has ended or failed, once', async () => {
		const { poll } = poller(b.v2(), { event: 'jobFinished' });
		b.answer(jobs(job('old', 'SUCCESS'), job('a', 'RUNNING'), job('b', 'RUNNING')));
		expect(await poll()).toBeNull();
		b.answer(jobs(job('old', 'SUCCESS'), job('a', 'SUCCESS'), job('b', 'RUNNING')));
		expect(await poll()).toMatchObject([{ requestId: 'a', state: 'success', hits: 5 }]);
		b.answer(jobs(job('a', 'SUCCESS'), job('b', 'FAILED'), job('quick', 'SUCCESS')));
		expect(await poll()).toMatchObject([
			{ requestId: 'b', state: 'failed' },
			{ requestId: 'quick', state: 'success' },
		]);
		expect(await poll()).toBeNull();
	});

	it('works over V1', async () => {
		const { poll } = poller(b.v1(), { event: 'jobFinished' });
		b.answer([json({ total: 0, requests: [] })]);
		expect(await poll()).toBeNull();
		b.answer([
			json({ requests: [{ request_id: 'a', status: 'SUCCESS', last_synced_time: Date.now() }] }),
		]);
		expect(await poll()).toMatchObject([{ requestId: 'a' }]);
	});
});

describe('Incident Created or Changed', () => {
	const at = (ms: number) => new Date(Date.now() + ms).toISOString();
	const created = at(-1000);
	const incident = (
		incident_id: number,
		created_time: string,
		updated_time = created_time,
		status = 'open',
	) => ({
		incident_id,
		name: `i${incident_id}`,
		status,
		created_time,
		updated_time,
	});
	const incidents = (...list: object[]) => [json({ data: { incidents: list } })];
	const old = incident(1, '2026-01-01T00:00:00Z');

	it('emits creation and each change, once', async () => {
		const { poll } = poller(b.v2(), { event: 'incident' });
		b.answer(incidents(old));
		expect(await poll()).toBeNull();
		b.answer(incidents(old, incident(2, created)));
		expect(await poll()).toMatchObject([{ change: 'created', id: '2' }]);
		expect(await poll()).toBeNull();
		const changed = incident(2, created, at(0), 'closed');
		b.answer(incidents(incident(1, '2026-01-01T00:00:00Z', at(10)), changed));
		expect(await poll()).toMatchObject([
			{ change: 'changed', id: '2', status: 'closed' },
			{ change: 'changed', id: '1' },
		]);
		expect(await poll()).toBeNull();
	});

	it('calls an incident created that was changed before it was seen', async () => {
		const { poll } = poller(b.v2(), { event: 'incident' });
		b.answer(incidents());
		await poll();
		b.answer(incidents(incident(2, created, at(0))));
		expect(await poll()).toMatchObject([{ change: 'created' }]);
	});

	it.each([
		['created', [['created'], []]],
		['changed', [[], ['changed']]],
	])('emits only %s ones on request', async (incidentChange, expected) => {
		const { poll } = poller(b.v2(), { event: 'incident', incidentChange });
		b.answer(incidents());
		await poll();
		const seen = [];
		for (const list of [incident(2, created), incident(2, created, at(50))]) {
			b.answer(incidents(list));
			seen.push(((await poll()) ?? []).map(({ change }) => change));
		}
		expect(seen).toEqual(expected);
	});

	it('refuses a V1 credential before the call', async () => {
		b.answer([]);
		await expect(poller(b.v1(), { event: 'incident' }).poll()).rejects.toThrow(
			'API V1 cannot list incidents',
		);
		expect(b.seen).toHaveLength(0);
	});
});

it('makes the activation fail with the reason when the server refuses', async () => {
	b.answer([{ status: 401, body: { error: { code: '1', title: 'Unauthorized' } } }]);
	await expect(poller(b.v2(), { event: 'newAlert', outputFields: 'raw' }).poll()).rejects.toThrow(
		'Could not list alerts: the server does not accept the token',
	);
});

it('refuses an event that does not exist', async () => {
	await expect(poller(b.v2(), { event: 'x' }).poll()).rejects.toThrow('There is no event "x"');
});
