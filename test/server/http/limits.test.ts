/** Limits by token: V1 as V2, batches of logs, and bodies that nest or name too much. */
import { JobQuotaError } from '../../../server/jobs';
import { toApiError } from '../../../server/http/fault';
import { PagedSearch } from '../../../server/logs/search';
import { TestServer } from '../../support/server';

/** What one side waits for until the other opens it. */
function gate() {
	let open!: () => void;
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { open, opened };
}

describe('requests per minute', () => {
	it('are limited for V1 and V2, each with a count of its own, and for batches', async () => {
		const server = await TestServer.start({ api: { rateLimit: 2, ingestRateLimit: 1 } });
		const statuses = async (path: string, times: number, body?: unknown) => {
			const got: number[] = [];
			for (let n = 0; n < times; n++) {
				const answer = await server.call(path, body === undefined ? {} : { body });
				got.push(answer.status);
			}
			return got;
		};
		expect(await statuses('/RestAPI/v1/meta/log_fields', 3)).toEqual([200, 200, 429]);
		expect(await statuses('/api/v2/meta/log-fields', 3)).toEqual([200, 200, 429]);
		expect(await statuses('/ingest', 2, '{"N":1}')).toEqual([200, 429]);
		const refused = await server.call('/RestAPI/v1/meta/log_fields');
		expect(refused.body.ERROR_CODE).toBe('RATE_LIMITED');
		expect(refused.headers.get('Retry-After')).toBe('60');
		await server.close();
	});
});

describe('searches at once', () => {
	it('are limited for data of reports too', async () => {
		const server = await TestServer.start({ api: { maxConcurrentSearches: 1 } });
		const range = { start_time: '2020-01-01T00:00:00Z', end_time: '2030-01-01T00:00:00Z' };
		const ask = () => server.call('/api/v2/report/data/101', { body: range });
		// The first search is held open, so that the second meets it on any machine.
		const [held, begun] = [gate(), gate()];
		const { first } = PagedSearch.prototype;
		jest.spyOn(PagedSearch.prototype, 'first').mockImplementationOnce(async function (
			this: PagedSearch,
			...given
		) {
			begun.open();
			await held.opened;
			return first.apply(this, given);
		});
		const one = ask();
		await begun.opened;
		const refused = await ask();
		held.open();
		expect([(await one).status, (await ask()).status]).toEqual([200, 200]);
		expect(refused).toMatchObject({ status: 429, body: { error: { code: '10004002' } } });
		expect(refused.headers.get('Retry-After')).toBe('1');
		await server.close();
	});
});

describe('jobs of a token', () => {
	it.each([
		['active', 200, 'too_many_searches', { 'Retry-After': '1' }, '200 searches'],
		['kept', 1000, 'too_many_jobs', {}, '1000 jobs, the most that are kept of one token'],
		['results', 9, 'too_many_jobs', {}, 'jobs with 9 hits, the most that are kept of one token'],
	] as const)('are limited by what is %s', (limit, has, code, headers, detail) => {
		expect(toApiError(new JobQuotaError(limit, has))).toMatchObject({ code, headers, detail });
	});
});

describe('bodies', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await TestServer.start();
	});
	afterAll(() => expect(server.faults).toEqual([]));

	const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

	it.each([
		['/api/v2/incident', `{"name":"x","evidence":${nested(5_000)}}`],
		['/api/v2/search', `{"query":${nested(100_000)}}`],
		['/admin/api/tokens', `{"name":${nested(10_000)}}`],
		['/admin/api/workflows', `{"definition":${nested(400_000)}}`],
		['/admin/api/alerts/profiles', `{"rule":${nested(20_000)}}`],
	])('%s: one that nests too deep is refused with 400', async (path, body) => {
		const answer = await server.call(path, { body });
		expect(answer.status).toBe(400);
		expect(JSON.stringify(answer.body)).toContain('nests deeper than 64 levels');
	});

	it('that name thousands of unknown things are answered in a few words', async () => {
		const body = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`wrong_${n}`, 1]));
		const answer = await server.call('/api/v2/search', { body });
		expect(answer.status).toBe(400);
		expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
		expect(answer.body.error.detail).toContain('and 19990 more');
	});

	it('are not kept by caches, nor are answers', async () => {
		const paths = ['/api/v2/meta/log-fields', '/RestAPI/v1/meta/log_fields', '/admin/api/tokens'];
		for (const path of paths) {
			expect((await server.call(path)).headers.get('Cache-Control')).toBe('no-store');
		}
	});
});
