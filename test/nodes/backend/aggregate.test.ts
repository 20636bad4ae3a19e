/** Log > Aggregate against the bundled backend: the counts are those of a search, by field, by time and in all. */
import { backend } from '../support/backend';
import { hints } from '../support/n8n';
import { nodeWith } from '../support/node';

const server = backend('--empty');
const node = nodeWith(() => server.v2());
const FROM = Date.parse('2026-11-01T00:00:00Z');
const HOUR = 3_600_000;
const range = {
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-01T03:00:00Z',
};

beforeAll(async () => {
	const users = ['joe', 'joe', 'joe', 'ann', 'ann', 'svc'];
	await server.ingest(
		users.map((user, index) => ({
			time: FROM + Math.floor(index / 2) * HOUR + index,
			HOSTNAME: index % 2 === 0 ? 'web01' : 'db01',
			LOGTYPE: 'Windows',
			CHANNEL: 'Security',
			EVENTID: 4625,
			RECORDNUMBER: index,
			...(user === 'svc' ? {} : { USERNAME: user }),
		})),
	);
});

it('counts by one field, the most frequent value first', async () => {
	const found = await node.run('log.aggregate', { ...range, groupBy: ['USERNAME'] });
	expect(found).toEqual([
		{ USERNAME: 'joe', count: 3 },
		{ USERNAME: 'ann', count: 2 },
	]);
});

it('counts by two fields, with distinct values of a third', async () => {
	const parameters = {
		...range,
		groupBy: 'HOSTNAME, EVENTID',
		options: { distinct: 'USERNAME' },
	};
	expect(await node.run('log.aggregate', parameters)).toEqual([
		{ HOSTNAME: 'db01', EVENTID: 4625, count: 3, distinctCount: 2 },
		{ HOSTNAME: 'web01', EVENTID: 4625, count: 3, distinctCount: 2 },
	]);
});

it('says in a hint what the groups leave out', async () => {
	const parameters = {
		...{ resource: 'log', operation: 'aggregate' },
		...{ ...range, groupBy: ['USERNAME'], limit: 1 },
	};
	expect(await hints({ credentials: server.v2(), parameters })).toEqual([
		'Not shown: 2 logs are in groups beyond the limit; 1 log lacks a field.',
	]);
});

it('counts by time, empty hours too', async () => {
	const query = 'USERNAME = ann OR USERNAME = joe';
	const parameters = { ...range, query, countBy: 'time', interval: '1h' };
	const found = await node.run('log.aggregate', parameters);
	expect(found).toEqual([
		{ time: '2026-11-01T00:00:00.000Z', count: 2 },
		{ time: '2026-11-01T01:00:00.000Z', count: 2 },
		{ time: '2026-11-01T02:00:00.000Z', count: 1 },
		{ time: '2026-11-01T03:00:00.000Z', count: 0 },
	]);
});

it('begins days in the time zone of the workflow', async () => {
	const parameters = { ...range, countBy: 'time', interval: '1d' };
	const settings = { timezone: 'Asia/Kolkata' };
	const found = await node.run('log.aggregate', parameters, { settings });
	expect(found.map(({ time }) => time)).toEqual([
		'2026-10-31T18:30:00.000Z',
		...(found.length > 1 ? ['2026-11-01T18:30:00.000Z'] : []),
	]);
});

it('counts in all', async () => {
	expect(await node.run('log.aggregate', { ...range, countBy: 'total' })).toEqual([
		{ count: 6, exact: true, from: '2026-11-01T00:00:00Z', to: '2026-11-01T03:00:00Z' },
	]);
});

it('gives everything in one item, with what is left out', async () => {
	const parameters = { ...range, groupBy: ['USERNAME'], limit: 1, aggregateOutput: 'single' };
	expect(await node.run('log.aggregate', parameters)).toEqual([
		{
			...{ count: 6, exact: true, from: '2026-11-01T00:00:00Z', to: '2026-11-01T03:00:00Z' },
			groups: [{ USERNAME: 'joe', count: 3 }],
			...{ groupCount: 2, otherCount: 2, missingCount: 1 },
		},
	]);
});

it.each([
	[{ groupBy: [] }, '0 fields were given; logs are counted by one or two'],
	[{ groupBy: 'A, B, C' }, '3 fields were given; logs are counted by one or two'],
	[{ countBy: 'time', interval: '' }, 'Interval is empty'],
	[{ countBy: '={{ "hour" }}' }, 'Count By is "hour", which is none of fields, time and total'],
	[{ groupBy: ['A'], limit: 0 }, 'Limit must be a number of at least 1'],
])('refuses %j before any call', async (parameters, message) => {
	const calls = await server.answered(async () => {
		expect((await node.fail('log.aggregate', { ...range, ...parameters })).message).toBe(message);
	});
	expect(calls).toEqual([]);
});

it('hands on what the server says about an interval', async () => {
	const parameters = { ...range, countBy: 'time', interval: 'hourly' };
	const error = await node.fail('log.aggregate', parameters);
	expect(error.message).toContain('interval: expected "auto" or a whole number with s, m, h or d');
});

it('counts the same in the background, and leaves no job behind', async () => {
	for (const parameters of [
		{ groupBy: ['USERNAME', 'HOSTNAME'] },
		{ countBy: 'time', interval: '1h' },
		{ countBy: 'total' },
	]) {
		const now = await node.run('log.aggregate', { ...range, ...parameters });
		const options = { inBackground: true, distinct: '' };
		expect(await node.run('log.aggregate', { ...range, ...parameters, options })).toEqual(now);
	}
	expect(await node.run('job.getMany', { returnAll: true })).toEqual([]);
});
