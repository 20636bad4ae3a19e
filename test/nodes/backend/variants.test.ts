/** The forms in which V1 builds answer, and short pages: whatever the server is set to, the node finds the same logs. */
import { backend } from '../support/backend';
import { nodeWith } from '../support/node';

const TOTAL = 17;

describe.each([
	['results', 'client'],
	['results', 'server'],
	['hits', 'client'],
	['hits', 'server'],
])('hits under "%s" with %s names', (envelope, fields) => {
	const server = backend(
		...['--empty', '--page-size', '5', '--v1-envelope', envelope, '--v1-fields', fields],
	);
	const v1 = nodeWith(() => server.v1());
	const v2 = nodeWith(() => server.v2());
	const key = fields === 'client' ? 'Record Number' : 'RECORDNUMBER';
	const range = { timeRange: 'lastHour', returnAll: true };
	const expected = Array.from({ length: TOTAL }, (_, index) => TOTAL - index);

	beforeAll(async () => {
		const now = Date.now();
		await server.ingest(
			expected.map((number) => ({
				time: now - 60_000 + number * 10,
				HOSTNAME: 'web01',
				LOGTYPE: 'Windows',
				CHANNEL: 'Security',
				EVENTID: 1102,
				RECORDNUMBER: number,
			})),
		);
	});

	it('searches page by page', async () => {
		const found = await v1.run('log.search', range);
		expect(found.map((hit) => hit[key])).toEqual(expected);
	});

	it('searches in the background', async () => {
		const found = await v1.run('log.searchAndWait', range);
		expect(found.map((hit) => hit[key])).toEqual(expected);
	});

	it('cuts a page where the limit is', async () => {
		const found = await v1.run('log.search', { timeRange: 'lastHour', limit: 7 });
		expect(found.map((hit) => hit[key])).toEqual(expected.slice(0, 7));
	});

	it('lists alerts', async () => {
		const [alert, ...others] = await v1.run('alert.getMany', range);
		expect(others).toEqual([]);
		expect(alert.Alert_Profile_Name ?? alert.ALERT_PROFILE_NAME).toBe('Windows: audit log cleared');
	});

	it('leaves V2 as it is', async () => {
		const found = await v2.run('log.search', range);
		expect(found.map((hit) => hit.RECORDNUMBER)).toEqual(expected);
	});
});
