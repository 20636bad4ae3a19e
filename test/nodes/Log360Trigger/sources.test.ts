/** Each event of the trigger in both generations: what it asks for, how it knows a record again, and what the editor shows. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { alertFingerprint, logFingerprint } from '../../../nodes/Log360/dialects/fingerprint';
import { timeOfHit } from '../../../nodes/Log360Trigger/timeOfHit';
import { bench } from '../support/cases';
import { poller } from '../support/n8n';
import { json } from '../support/scripted';

const b = bench();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ago = (ms: number) => Date.now() - ms;
const iso = (time: number) => new Date(time).toISOString();
type Kind = 'v1' | 'v2';
const poll = (kind: Kind, parameters: INodeParameters, data: IDataObject = {}) =>
	poller(b[kind](), parameters, data);

/** Answers for hits in the form of each generation. */
const hits = (kind: Kind, ...list: object[]) =>
	json(kind === 'v2' ? { data: { hits: list } } : { results: { hits: list } });

describe('the first request', () => {
	it.each<[string, Kind, INodeParameters, string, object]>([
		[
			'alerts',
			'v2',
			{ event: 'newAlert', outputFields: 'raw' },
			'/api/v2/alerts',
			{ query: '*', response_type: 'server', time_field: 'raised_time' },
		],
		[
			'alerts',
			'v1',
			{ event: 'newAlert', outputFields: 'raw' },
			'/RestAPI/v1/alerts',
			{ query: '*' },
		],
		[
			'filtered alerts',
			'v1',
			{
				event: 'newAlert',
				outputFields: 'raw',
				alertFilters: {
					severities: ['critical', 'trouble'],
					statuses: ['open'],
					profiles: ['7', 'x'],
					query: 'A = 1',
				},
			},
			'/RestAPI/v1/alerts',
			{
				query: 'A = 1',
				severity: ['CRITICAL', 'TROUBLE'],
				status: ['OPEN'],
				alert_profiles: [7, 'x'],
			},
		],
		[
			'logs',
			'v2',
			{ event: 'searchMatch', outputFields: 'raw', query: '*' },
			'/api/v2/search',
			{ query: '*', response_type: 'server' },
		],
		[
			'filtered logs',
			'v1',
			{
				event: 'searchMatch',
				outputFields: 'raw',
				query: 'A = 1',
				searchFilters: { logTypes: ['Unix'], logSources: '3' },
			},
			'/RestAPI/v1/search',
			{ query: '(A = 1) AND (LOGTYPE = "Unix")', hosts: [3] },
		],
	])('for %s over %s', async (_what, kind, parameters, path, body) => {
		b.answer([hits(kind)]);
		await poll(kind, parameters).poll();
		expect(b.seen).toHaveLength(1);
		expect(b.seen[0]).toMatchObject({ method: 'POST', path });
		const { from, to, start_time, end_time, ...rest } = b.seen[0].body as IDataObject;
		expect(rest).toEqual(body);
		const [start, end] =
			kind === 'v1' ? [from, to] : [start_time, end_time].map((time) => Date.parse(time as string));
		expect(Number(end) - Number(start)).toBe(10 * MINUTE + 24 * HOUR);
	});

	it('asks for each severity by itself over V2, and emits what all of them brought', async () => {
		b.answer(({ body }) => hits('v2', { TIME: Date.now(), s: (body as IDataObject).severity }));
		const parameters = {
			event: 'newAlert',
			outputFields: 'raw',
			alertFilters: { severities: ['critical', 'trouble'] },
			options: { lookBack: 5 },
		};
		const found = await poll('v2', parameters).poll();
		expect(found?.map(({ s }) => s).sort()).toEqual(['critical', 'trouble']);
	});

	it('follows the cursor to the last page', async () => {
		const page = (name: string, cursor?: string) =>
			json({ data: { hits: [{ TIME: ago(MINUTE), name }] }, meta: { cursor } });
		b.answer([page('a', '1'), page('b', '2'), page('c')]);
		const found = await poll('v2', {
			event: 'searchMatch',
			outputFields: 'raw',
			query: '*',
			options: { lookBack: 5 },
		}).poll();
		expect(found).toHaveLength(3);
	});

	it.each([
		[
			{
				event: 'newAlert',
				outputFields: 'raw',
				alertFilters: { profiles: Array.from({ length: 101 }, (_, n) => n) },
			},
			'101 alert profiles were given',
		],
		[
			{ event: 'newAlert', outputFields: 'raw', alertFilters: { statuses: ['done'] } },
			'"done" is not a status',
		],
		[
			{
				event: 'searchMatch',
				outputFields: 'raw',
				query: '*',
				searchFilters: { logTypes: Array.from({ length: 101 }, (_, n) => `t${n}`) },
			},
			'101 log types were given',
		],
		[
			{ event: 'newAlert', outputFields: 'raw', options: { overlap: 'soon' } },
			'Late Arrivals must be at least 1 minutes: a number of minutes, or words such as 90m, 2h, 1d',
		],
		[
			{ event: 'newAlert', outputFields: 'raw', options: { overlap: '30s' } },
			'Late Arrivals must be at least 1 minutes',
		],
		[
			{ event: 'newAlert', outputFields: 'raw', options: { lookBack: -1 } },
			'Look Back at Activation must be at least 0 minutes',
		],
	])('is not made with %j', async (parameters, message) => {
		b.answer([hits('v2')]);
		await expect(poll('v2', parameters as INodeParameters).poll()).rejects.toThrow(message);
		expect(b.seen).toHaveLength(0);
	});
});

describe('Job Finished', () => {
	const v2 = (...requests: object[]) => json({ data: { jobs: { requests } } });
	const v1 = (...requests: object[]) => json({ total: requests.length, requests });

	it('emits a job once for the 24 hours in which the server lists it, though it has no times', async () => {
		const clock = jest.spyOn(Date, 'now');
		const start = Date.now();
		const { poll: next } = poll('v2', { event: 'jobFinished' });
		const documented = {
			running_time_millis: 97,
			hits_done: 372,
			stage: 'SUCCESS',
			request_id: 'j',
		};
		let emitted = 0;
		try {
			for (let minute = 0; minute < 120; minute += 5) {
				clock.mockReturnValue(start + minute * MINUTE);
				b.answer([{ ...(minute === 0 ? v2() : v2(documented)), headers: { date: '' } }]);
				emitted += (await next())?.length ?? 0;
			}
		} finally {
			clock.mockRestore();
		}
		expect(emitted).toBe(1);
	});

	it.each<[Kind, object, object]>([
		[
			'v2',
			{ stage: 'FAILED', message: 'index is closed' },
			{ state: 'failed', message: 'index is closed' },
		],
		['v1', { status: 'FAILED' }, { state: 'failed' }],
		[
			'v2',
			{ stage: 'SUCCESS', hits_done: 5, total_pages: 1 },
			{ state: 'success', hits: 5, pages: 1 },
		],
	])('hands on over %s what became of %j', async (kind, job, expected) => {
		const list = kind === 'v2' ? v2 : v1;
		const { poll: next } = poll(kind, { event: 'jobFinished' });
		b.answer([list()]);
		await next();
		b.answer([list({ request_id: 'j', ...job })]);
		expect(await next()).toEqual([expect.objectContaining({ requestId: 'j', ...expected })]);
	});

	it('waits for a job whose state it does not know', async () => {
		const { poll: next } = poll('v2', { event: 'jobFinished', options: { lookBack: 60 } });
		b.answer([v2({ request_id: 'j', stage: 'QUEUED' })]);
		expect(await next()).toBeNull();
		b.answer([v2({ request_id: 'j', stage: 'SUCCESS' })]);
		expect(await next()).toHaveLength(1);
	});

	it('shows the newest ended job in the editor, wherever it stands in the list', async () => {
		const job = (request_id: string, stage: string, minutes: number) => ({
			request_id,
			stage,
			last_synced_time: iso(ago(minutes * MINUTE)),
		});
		b.answer([
			v2(
				job('old', 'SUCCESS', 60),
				job('newest', 'FAILED', 2),
				job('runs', 'RUNNING', 1),
				job('mid', 'SUCCESS', 30),
			),
		]);
		const found = await poll('v2', { event: 'jobFinished' }).poll('manual');
		expect(found?.map(({ requestId }) => requestId)).toEqual(['newest']);
	});
});

describe('Incident Created or Changed', () => {
	const list = (...incidents: object[]) => json({ data: { incidents } });

	it('knows versions by their content where a build sends no times', async () => {
		const { poll: next } = poll('v2', { event: 'incident' });
		b.answer([list({ incident_id: 1, status: 'open' })]);
		expect(await next()).toBeNull();
		expect(await next()).toBeNull();
		b.answer([list({ incident_id: 1, status: 'closed' })]);
		expect(await next()).toMatchObject([{ id: '1', change: 'changed', status: 'closed' }]);
		expect(await next()).toBeNull();
	});

	it('reads every window of the list', async () => {
		const many = (from: number, count: number) =>
			list(
				...Array.from({ length: count }, (_, n) => ({
					incident_id: from + n,
					updated_time: iso(ago(HOUR)),
				})),
			);
		b.answer([many(1, 100), many(100, 21)]);
		await poll('v2', { event: 'incident' }).poll();
		expect(b.seen.map(({ query }) => query.from)).toEqual(['1', '100']);
	});

	it('shows the newest incident in the editor', async () => {
		b.answer([
			list(
				{ incident_id: 1, updated_time: iso(ago(HOUR)) },
				{ incident_id: 2, updated_time: iso(ago(MINUTE)) },
			),
		]);
		const { poll: next, staticData } = poll('v2', { event: 'incident' });
		expect(await next('manual')).toMatchObject([{ id: '2' }]);
		expect(staticData).toEqual({});
	});
});

it.each([
	['newAlert', hits('v2')],
	['searchMatch', hits('v2')],
	['jobFinished', json({ data: { jobs: { requests: [] } } })],
	['incident', json({ data: { incidents: [] } })],
])('%s gives null where there is nothing, so that no execution starts', async (event, reply) => {
	b.answer([reply]);
	const { poll: next } = poll('v2', { event, query: '*' });
	expect(await next()).toBeNull();
	expect(await next()).toBeNull();
	expect(await next('manual')).toBeNull();
});

describe('fingerprints', () => {
	const hit = { TIME: 1, HOSTNAME: 'a', MESSAGE: 'm' };

	it.each([
		'ALERT_STATUS',
		'Alert_Severity',
		'State',
		'ASSIGNEE',
		'Owner',
		'NOTES',
		'Remarks',
		'UPDATED_TIME',
		'modified_by',
		'Event_Count',
	])('of an alert do not depend on %s, which changes while people work on it', (key) => {
		expect(alertFingerprint({ ...hit, [key]: 'x' })).toBe(alertFingerprint({ ...hit, [key]: 'y' }));
		expect(logFingerprint({ ...hit, [key]: 'x' })).not.toBe(logFingerprint({ ...hit, [key]: 'y' }));
	});

	it.each<[object, string]>([
		[{ alert_id: 7 }, 'id:7'],
		[{ ALERT_ID: 'a-1' }, 'id:a-1'],
		[{ 'Alert ID': 0 }, 'id:0'],
	])('of %j are its ID', (id, expected) => {
		expect(alertFingerprint({ ...hit, ...id })).toBe(expected);
	});

	it.each([{ alert_id: null }, { alert_id: {} }, { alert_id: true }])(
		'do not take %j for an ID',
		(id) => {
			expect(alertFingerprint({ ...hit, ...id } as IDataObject)).not.toMatch(/^id:/);
		},
	);

	it('tell a number from its text, and a value from its absence', () => {
		const prints = [{ a: 1 }, { a: '1' }, {}, { a: null }, { a: [1] }].map((more) =>
			logFingerprint({ ...hit, ...more } as IDataObject),
		);
		expect(new Set(prints).size).toBe(5);
	});
});

describe('the time of a hit', () => {
	const window = { from: 1_000_000_000_000, to: 2_000_000_000_000, now: 1_500_000_000_000 };
	const time = 1_700_000_000_000;

	it.each<[object, number]>([
		[{ TIME: time }, time],
		[{ Time: String(time) }, time],
		[{ time: iso(time) }, time],
		[{ ALERT_TIME: '2023-11-14T22:13:20+00:00' }, time],
		[{ GENERATED_TIME: '2023-11-15T03:43:20+0530' }, time],
		[{ timestamp: '2023-11-14T22:13:20' }, window.now],
		[{ Time: '2023-11-14 22:13:20' }, window.now],
		[{ TIME: time / 1000 }, window.now],
		[{ TIME: window.to + 1 }, window.now],
		[{ TIME: null, Time: time }, time],
		[{ TIME: '2023-99-99T00:00:00Z' }, window.now],
		[{ TIME: true }, window.now],
		[{}, window.now],
	])('%j is %i', (hit, expected) => {
		expect(timeOfHit(hit as IDataObject, window)).toBe(expected);
	});
});
