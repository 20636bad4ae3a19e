/** Log > Start Search, in both dialects. */
import { bench, v2Error } from '../../../support/cases';

const b = bench();
const START = {
	...{ resource: 'log', operation: 'startSearch', query: 'EVENTID = 4625', outputFields: 'raw' },
	...{ timeRange: 'custom', startTime: '2026-11-01T00:00:00Z', endTime: '2026-11-02T00:00:00Z' },
};

describe('Start Search', () => {
	it('V2 posts to search/async', async () => {
		expect(await b.run(b.v2(), START, { data: { request_id: 'job-1' } })).toEqual([
			{ requestId: 'job-1' },
		]);
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/api/v2/search/async' });
		expect(b.seen[0].body).toEqual({
			query: 'EVENTID = 4625',
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-02T00:00:00Z',
			response_type: 'server',
		});
	});

	it('V1 posts to search/async', async () => {
		const found = await b.run(b.v1(), START, { request_id: 'AYVTeCb0wPH5eWuO5jkC' });
		expect(found).toEqual([{ requestId: 'AYVTeCb0wPH5eWuO5jkC' }]);
		expect(b.seen[0]).toMatchObject({
			method: 'POST',
			path: '/RestAPI/v1/search/async',
			body: { query: 'EVENTID = 4625', from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 2) },
		});
	});

	it('fails where no request ID comes back', async () => {
		const error = await b.fail(b.v2(), START, { data: {} });
		expect(error.message).toContain('holds no request_id');
	});

	it('is sent once, even if the server fails', async () => {
		await b.fail(b.v2(), START, v2Error(503, 'Service Unavailable'));
		expect(b.seen).toHaveLength(1);
	});
});
