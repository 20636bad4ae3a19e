/** Searching, pickers and lists against the bundled backend, in both dialects. */
import { Log360 } from '../../../nodes/Log360/Log360.node';
import { backend } from '../support/backend';
import { editorContext, failure, output, testCredential } from '../support/n8n';

const server = backend('--empty');
/** More than two pages of the server's default page size. */
const TOTAL = 2_345;

beforeAll(async () => {
	const now = Date.now();
	await server.ingest(
		Array.from({ length: TOTAL }, (_, index) => ({
			time: now - index * 10,
			HOSTNAME: index % 5 === 0 ? 'dc01' : 'web01',
			LOGTYPE: index % 5 === 0 ? 'Windows' : 'Unix',
			EVENTID: index % 3 === 0 ? 4625 : 4624,
			USERNAME: `user${index % 7}`,
			RECORDNUMBER: index + 1,
			MESSAGE: index % 3 === 0 ? 'An account failed to log on' : 'An account was logged on',
		})),
	);
});

const search = (more = {}) => ({
	resource: 'log',
	operation: 'search',
	outputFields: 'raw',
	returnAll: true,
	...more,
});
const numbers = (records: Array<Record<string, unknown>>) =>
	records.map((record) => Number(record.RECORDNUMBER ?? record['Record Number']));

describe.each([
	['V2', () => server.v2()],
	['V1', () => server.v1()],
])('%s', (name, credentials) => {
	it('returns every log once over several pages, newest first', async () => {
		const found = await output({ credentials: credentials(), parameters: search() });
		expect(numbers(found)).toEqual(Array.from({ length: TOTAL }, (_, index) => index + 1));
	});

	it('finds by query', async () => {
		const parameters = search({ query: 'EVENTID = 4625 AND USERNAME = user0' });
		const found = await output({ credentials: credentials(), parameters });
		expect(found).toHaveLength(Math.ceil(TOTAL / 21));
	});

	it('stops at the limit', async () => {
		const parameters = search({ returnAll: false, limit: 1_500 });
		expect(await output({ credentials: credentials(), parameters })).toHaveLength(1_500);
	});

	it('finds nothing outside the time range', async () => {
		const range = {
			timeRange: 'custom',
			startTime: '2001-01-01T00:00:00Z',
			endTime: '2001-01-02T00:00:00Z',
		};
		expect(await output({ credentials: credentials(), parameters: search(range) })).toEqual([]);
	});

	it('filters by what the pickers offer', async () => {
		const { loadOptions } = new Log360().methods;
		const context = () => editorContext(credentials());
		const sources = await loadOptions.getLogSources.call(context());
		const dc = sources.find(({ name: source }) => source.includes('dc01'));
		expect(sources).toHaveLength(2);
		const logSources = [dc?.value as string];
		const found = await output({
			credentials: credentials(),
			parameters: search({ filters: { logSources, logTypes: ['Windows'] } }),
		});
		expect(found).toHaveLength(Math.ceil(TOTAL / 5));
		const types = await loadOptions.getLogTypes.call(context());
		expect(types.map(({ value }) => value)).toEqual(expect.arrayContaining(['Unix', 'Windows']));
		const fields = await loadOptions.getLogFields.call(context());
		expect(fields.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['EVENTID', 'USERNAME']),
		);
		expect(Array.isArray(await loadOptions.getLogSourceGroups.call(context()))).toBe(true);
	});

	it('hands on where a query is wrong', async () => {
		const error = await failure({
			credentials: credentials(),
			parameters: search({ query: 'EVENTID = 4625 AND (' }),
		});
		expect(error.message).toMatch(/position \d+/i);
		expect(error.context.cause).toBe('badRequest');
	});

	it.each(['logField', 'logType', 'logSource'])(
		'lists %s in the same simplified form',
		async (resource) => {
			const parameters = { resource, operation: 'getMany', returnAll: true };
			const found = await output({ credentials: credentials(), parameters });
			expect(found.length).toBeGreaterThan(0);
			for (const record of found) expect(typeof record.name).toBe('string');
		},
	);

	it('passes the credential test', async () => {
		expect(await testCredential(credentials())).toEqual({
			status: 'OK',
			message: expect.stringMatching(
				name === 'V1'
					? /^Connection successful!$/
					: /^Connection successful! The token has the scopes /,
			) as string,
		});
	});

	it('has a bad token told by the credential test and by the node', async () => {
		const bad = { ...credentials(), token: 'not-a-token', v1Token: '' };
		const test = await testCredential(bad);
		expect(test.status).toBe('Error');
		expect(test.message).toMatch(/does not accept the .*token/);
		const error = await failure({ credentials: bad, parameters: search() });
		expect(error.httpCode).toBe('401');
		expect(error.message).toContain(name === 'V1' ? 'the V1 token' : 'the token');
	});
});

it('V2 gives client names on request', async () => {
	const parameters = search({ returnAll: false, limit: 1, options: { fieldNames: 'client' } });
	const [hit] = await output({ credentials: server.v2(), parameters });
	expect(hit['Event ID']).toBeDefined();
	expect(hit.EVENTID).toBeUndefined();
});

it('V2 accepts the times beside the cursor', async () => {
	const parameters = search({ options: { repeatTimes: true } });
	expect(await output({ credentials: server.v2(), parameters })).toHaveLength(TOTAL);
});

it('a forged cursor is a bad request, not an endless loop', async () => {
	const error = await failure({
		credentials: server.v2(),
		parameters: {
			resource: 'apiRequest',
			operation: 'send',
			method: 'POST',
			path: '/api/v2/search',
			body: '{"cursor": "forged"}',
		},
	});
	expect(error.httpCode).toBe('400');
});
