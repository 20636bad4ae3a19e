/** Alerts that logs have just raised, in both generations: found by every filter, at once and in the background. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { bothGenerations, CONTINUE, fileOf, id, nodeWith } from '../support/node';

const server = backend('--empty', '--page-size', '4');
const v2 = nodeWith(() => server.v2());
const v1 = nodeWith(() => server.v1());

/** Hosts whose audit log was cleared: critical, profile 1101. */
const CLEARED = Array.from({ length: 6 }, (_, index) => `dc${index}`);
/** Hosts on which an account was made: trouble, profile 1005. */
const CREATED = ['fs0', 'fs1', 'fs2'];
/** Hosts whose domain policy was changed: attention, profile 1104. */
const CHANGED = ['ad0', 'ad1'];
const ALL = [...CLEARED, ...CREATED, ...CHANGED].sort();

beforeAll(async () => {
	const now = Date.now();
	const event = (HOSTNAME: string, EVENTID: number, at: number) => ({
		time: now - 600_000 + at * 1000,
		...{ HOSTNAME, EVENTID, LOGTYPE: 'Windows', CHANNEL: 'Security', USERNAME: 'mallory' },
	});
	await server.ingest([
		...CLEARED.map((host, at) => event(host, 1102, at)),
		...CREATED.map((host, at) => ({ ...event(host, 4720, 20 + at), TARGETUSERNAME: 'support' })),
		...CHANGED.map((host, at) => event(host, 4739, 40 + at)),
		event('quiet', 4624, 60),
	]);
	const alerts = await v2.run('alert.getMany', { timeRange: 'lastHour', returnAll: true });
	const idOf = (host: string) => alerts.find(({ HOSTNAME }) => HOSTNAME === host)?.ALERT_ID;
	for (const [host, status] of [
		['dc0', 'closed'],
		['dc1', 'in_progress'],
		['fs0', 'closed'],
	]) {
		const path = `/admin/api/alerts/${String(idOf(host))}/status`;
		await server.call('PUT', path, { status, note: '' });
	}
});

const hosts = (alerts: IDataObject[]) =>
	alerts.map((alert) => String(alert.HOSTNAME ?? alert.Device)).sort();

describe.each(bothGenerations(server))('%s', (_name, node) => {
	const alerts = async (filters = {}, more = {}) =>
		hosts(
			await node.run('alert.getMany', {
				timeRange: 'lastHour',
				returnAll: true,
				filters,
				...more,
			}),
		);

	it('has one alert for each event that a profile is about, over several pages', async () => {
		expect(await alerts()).toEqual(ALL);
	});

	it.each([
		['one severity', { severities: ['critical'] }, CLEARED],
		['two severities', { severities: ['critical', 'attention'] }, [...CHANGED, ...CLEARED]],
		['all severities', { severities: ['critical', 'attention', 'trouble'] }, ALL],
		['one status', { statuses: ['closed'] }, ['dc0', 'fs0']],
		['two statuses', { statuses: ['closed', 'in_progress'] }, ['dc0', 'dc1', 'fs0']],
		[
			'severity and status',
			{ severities: ['critical', 'trouble'], statuses: ['closed'] },
			['dc0', 'fs0'],
		],
		['one profile', { profiles: ['1005'] }, CREATED],
		['profiles as text', { profiles: '1005, 1104' }, [...CHANGED, ...CREATED]],
		[
			'a query over the log',
			{ query: 'HOSTNAME = dc3 OR TARGETUSERNAME = support' },
			['dc3', ...CREATED],
		],
		['a query that finds none', { query: 'HOSTNAME = quiet' }, []],
		[
			'everything together',
			{ profiles: ['1101'], statuses: ['open'], query: 'HOSTNAME = dc*' },
			CLEARED.slice(2),
		],
	])('filters by %s', async (_what, filters, expected) => {
		expect(await alerts(filters)).toEqual(expected);
	});

	it('stops at the limit, in the middle of a page', async () => {
		expect(await alerts({}, { returnAll: false, limit: 6 })).toHaveLength(6);
	});

	it('finds none outside the time range', async () => {
		const range = { timeRange: 'custom', startTime: '2020-01-01', endTime: '2020-02-01' };
		expect(await alerts({}, range)).toEqual([]);
	});

	it('reads filters from each item, and goes on after a bad one', async () => {
		const found = await node.items(
			'alert.getMany',
			{ timeRange: 'lastHour', returnAll: true, filters: { query: '={{ $json.query }}' } },
			{
				...CONTINUE,
				items: [
					{ query: 'HOSTNAME = dc1' },
					{ query: 'HOSTNAME = (' },
					{ query: 'HOSTNAME IN (fs1, fs2)' },
				],
			},
		);
		expect(found.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 2].map((item) => ({ item })),
		);
		expect(hosts([found[0].json, found[2].json, found[3].json])).toEqual(['dc1', 'fs1', 'fs2']);
		expect(found[1].json.error).toMatch(
			/^The server refused to list alerts: Query error at position 11: found "\("/,
		);
	});

	it('refuses words that are no severity before the call', async () => {
		const parameters = { timeRange: 'lastHour', filters: { severities: '={{ "fatal" }}' } };
		const calls = await server.answered(async () => {
			const error = await node.fail('alert.getMany', parameters);
			expect(error.message).toBe('"fatal" is not a severity. Use attention, critical, trouble.');
		});
		expect(calls).toEqual([]);
	});

	it('gives all of them in the background as items', async () => {
		const parameters = { timeRange: 'lastHour', returnAll: true };
		expect(hosts(await node.run('alert.getManyAndWait', parameters))).toEqual(ALL);
	});

	it('gives pages in the background', async () => {
		const parameters = { timeRange: 'lastHour', returnAll: true, output: 'pages' };
		const pages = await node.run('alert.getManyAndWait', parameters);
		expect(pages.map(({ page, hits }) => [page, (hits as unknown[]).length])).toEqual([
			[1, 4],
			[2, 4],
			[3, 3],
		]);
	});

	it('writes a CSV of chosen columns in the background', async () => {
		const column = _name === 'V1' ? 'Device' : 'HOSTNAME';
		const [item] = await node.items('alert.getManyAndWait', {
			timeRange: 'lastHour',
			returnAll: true,
			filters: { profiles: ['1104'] },
			output: 'file',
			fileFormat: 'csv',
			options: { columns: column, fileName: 'policy' },
		});
		expect(item.json).toMatchObject({ hits: 2, fileName: 'policy.csv' });
		const [header, ...rows] = fileOf(item).toString().trim().split(/\r?\n/);
		expect(header).toContain(column);
		expect(rows.sort()).toEqual(CHANGED);
	});

	it('starts a job whose results are the same', async () => {
		const filters = { severities: ['critical'] };
		const parameters = { timeRange: 'lastHour', filters };
		const [{ requestId }] = await node.run('alert.start', parameters);
		const job = id(requestId);
		expect(await node.run('job.wait', { job })).toMatchObject([
			{ requestId, state: 'success', hits: CLEARED.length },
		]);
		expect(hosts(await node.run('job.getResults', { job, returnAll: true }))).toEqual(CLEARED);
	});
});

describe('what differs between the generations', () => {
	it('V2 takes one severity at a time in the background, and says so before the call', async () => {
		const filters = { severities: ['critical', 'trouble'] };
		const calls = await server.answered(async () => {
			const error = await v2.fail('alert.start', { timeRange: 'lastHour', filters });
			expect(error.message).toContain('API V2 takes one severity and one status');
		});
		expect(calls).toEqual([]);
	});

	it('V1 takes several', async () => {
		const filters = { severities: ['critical', 'trouble'] };
		const parameters = { timeRange: 'lastHour', returnAll: true, filters };
		expect(hosts(await v1.run('alert.getManyAndWait', parameters))).toEqual([
			...CLEARED,
			...CREATED,
		]);
	});

	it('V2 gives the names of the console on request', async () => {
		const options = { fieldNames: 'client' };
		const [alert] = await v2.run('alert.getMany', { timeRange: 'lastHour', limit: 1, options });
		expect(alert).toMatchObject({ Alert_Profile_Name: 'Windows: domain policy changed' });
		expect(alert).not.toHaveProperty('ALERT_PROFILE_NAME');
	});

	it('an unknown profile is named', async () => {
		const parameters = { timeRange: 'lastHour', filters: { profiles: ['4'] } };
		for (const node of [v2, v1]) {
			const error = await node.fail('alert.getMany', parameters);
			expect(`${error.message} ${error.description}`).toContain('no alert profile has the id 4');
		}
	});
});

describe.each(bothGenerations(server))('alert profiles over %s', (_name, node) => {
	const list = async (filters = {}, more = {}) =>
		await node.run('alertProfile.getMany', { returnAll: true, filters, ...more });

	beforeAll(async () => {
		const name = `Own profile seen over ${_name}`;
		const rule = { steps: [{ query: 'HOSTNAME = nobody', count: 1 }] };
		const enabled = false;
		await server.call('POST', '/admin/api/alerts/profiles', {
			...{ name, severity: 'attention', rule, enabled },
		});
	});

	it.each([
		['severity', { severity: 'attention' }],
		['status', { status: 'disabled' }],
		['type', { type: 'custom' }],
		['several', { severity: 'attention', status: 'disabled', type: 'custom' }],
	])('filters by %s, as the whole list says', async (_what, filters) => {
		const all = await list();
		const expected = all.filter((profile) =>
			Object.entries(filters).every(([key, value]) => profile[key] === value),
		);
		expect(expected.length).toBeGreaterThan(0);
		expect(expected.length).toBeLessThan(all.length);
		expect(await list(filters)).toEqual(expected);
	});

	it('gives one as the list has it', async () => {
		const all = await list();
		const own = all.find(({ name }) => name === `Own profile seen over ${_name}`);
		expect(own).toMatchObject({ type: 'custom', severity: 'attention', status: 'disabled' });
		expect(await node.run('alertProfile.get', { profile: id(own?.id) })).toMatchObject([
			{ id: own?.id, name: own?.name, status: 'disabled' },
		]);
	});

	it('stops at the limit after filtering', async () => {
		const few = await list({ severity: 'critical' }, { returnAll: false, limit: 2 });
		expect(few.map(({ severity }) => severity)).toEqual(['critical', 'critical']);
	});

	it('tells that one does not exist', async () => {
		const error = await node.fail('alertProfile.get', { profile: id(4) });
		expect(`${error.message} ${error.description}`).toMatch(
			/There is no alert profile 4|no alert profile has the id 4/,
		);
	});
});
