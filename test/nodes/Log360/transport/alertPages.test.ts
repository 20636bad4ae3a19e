/** Alerts over filters with several values: V2 takes one severity and one status a call, V1 takes lists. */
import type { AlertCriteria } from '../../../../nodes/Log360/dialects/dialect';
import { alertPages, singles } from '../../../../nodes/Log360/transport/alertPages';
import type { EarlyEnd } from '../../../../nodes/Log360/transport/pages';
import { all, fakeClient, NODE, page } from './fakeClient';

const criteria = (more: Partial<AlertCriteria> = {}): AlertCriteria => ({
	query: '*',
	profileIds: [],
	severities: [],
	statuses: [],
	names: 'server',
	from: 0,
	to: 1000,
	...more,
});

describe('singles', () => {
	it('leaves criteria without filters alone', () => {
		expect(singles(criteria())).toEqual([criteria()]);
	});

	it('makes every pair of severity and status', () => {
		const parts = singles(
			criteria({ severities: ['critical', 'trouble'], statuses: ['open', 'closed'] }),
		);
		expect(parts.map(({ severities, statuses }) => [...severities, ...statuses])).toEqual([
			['critical', 'open'],
			['critical', 'closed'],
			['trouble', 'open'],
			['trouble', 'closed'],
		]);
	});

	it('splits one filter where the other is not set', () => {
		const parts = singles(criteria({ statuses: ['open', 'closed'] }));
		expect(parts.map(({ severities, statuses }) => [severities, statuses])).toEqual([
			[[], ['open']],
			[[], ['closed']],
		]);
	});

	it('keeps everything else', () => {
		const given = criteria({ query: 'A = 1', profileIds: ['5'], severities: ['critical'] });
		expect(singles(given)).toEqual([given]);
	});
});

describe('alertPages', () => {
	const both = criteria({ severities: ['critical', 'trouble'] });
	const times = { start_time: '1970-01-01T00:00:00Z', end_time: '1970-01-01T00:00:01Z' };

	it('asks V2 for one severity after the other, each to its end', async () => {
		const client = fakeClient([page([1], 'a'), page([2]), page([3])]);
		const pages = await all(alertPages(client, both, { node: NODE }));
		expect(pages.flatMap(({ hits }) => hits)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
		expect(client.sent()).toEqual([
			{ query: '*', ...times, severity: 'critical', response_type: 'server' },
			{ cursor: 'a' },
			{ query: '*', ...times, severity: 'trouble', response_type: 'server' },
		]);
	});

	it('asks V1 once, with a list', async () => {
		const client = fakeClient([{ hits: { hits: [{ n: 1 }] } }], 'v1');
		await all(alertPages(client, both, { node: NODE }));
		expect(client.sent()).toEqual([
			{ query: '*', severity: ['CRITICAL', 'TROUBLE'], from: 0, to: 1000 },
		]);
	});

	it('repeats the times beside the cursor on request', async () => {
		const client = fakeClient([page([1], 'a'), page([])]);
		await all(alertPages(client, criteria(), { node: NODE, repeatTimes: true }));
		expect(client.sent()[1]).toEqual({ cursor: 'a', ...times });
	});

	it('goes on with the next severity where one has no alerts', async () => {
		const client = fakeClient([page([]), page([7])]);
		const pages = await all(alertPages(client, both, { node: NODE }));
		expect(pages.map(({ hits }) => hits)).toEqual([[{ n: 7 }]]);
	});

	it('tells of each chain that had to be cut, and goes on', async () => {
		const ends: EarlyEnd[] = [];
		const client = fakeClient([page([1], 's'), page([1], 's'), page([2])]);
		const settings = { node: NODE, onEarlyEnd: (reason: EarlyEnd) => ends.push(reason) };
		const pages = await all(alertPages(client, both, settings));
		expect(pages.flatMap(({ hits }) => hits)).toEqual([{ n: 1 }, { n: 2 }]);
		expect(ends).toEqual(['repeatedPage']);
	});

	it('names an answer in no known form, with its keys and the item', async () => {
		const client = fakeClient([{ data: { records: [], version: 3 } }]);
		const reading = all(alertPages(client, criteria(), { node: NODE, item: 4 }));
		await expect(reading).rejects.toMatchObject({
			message: 'The answer of the server holds no alerts in any known form',
			description: expect.stringContaining('an object with data') as string,
			context: { itemIndex: 4 },
		});
	});

	it('ends at the first error', async () => {
		const client = fakeClient([page([1], 'a'), new Error('gone')]);
		await expect(all(alertPages(client, both, { node: NODE }))).rejects.toThrow('gone');
		expect(client.calls).toHaveLength(2);
	});
});
