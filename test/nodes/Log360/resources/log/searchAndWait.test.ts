/** Log > Search and Wait, in both dialects. */
import { bench, v1Error, v2Error } from '../../../support/cases';
import { hints, items, run } from '../../../support/n8n';
import { json } from '../../../support/scripted';

const b = bench();
const custom = {
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-02T00:00:00Z',
};
const on = (operation: string, more = {}) => ({
	resource: 'log',
	operation,
	query: 'EVENTID = 4625',
	outputFields: 'raw',
	...custom,
	...more,
});
const wait = (more = {}) => on('searchAndWait', { returnAll: true, ...more });
const hits = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => ({ EVENTID: 4625, n: from + index }));

const started = { data: { request_id: 'job-1' } };
const status = (stage: string, more = {}) => ({
	data: {
		jobs: { requests: [{ request_id: 'job-1', stage, hits_done: 3, total_pages: 2, ...more }] },
	},
});
const page1 = { data: { hits: hits(1, 2) }, meta: { total_items: 3, next_page: 2 } };
const page2 = { data: { hits: hits(3, 3) }, meta: { total_items: 3 } };
const deleted = { data: { message: 'deleted' } };
const calls = () => b.seen.map(({ method, path }) => `${method} ${path}`);

describe('Search and Wait', () => {
	it('V2 starts, waits, reads all pages and deletes the job', async () => {
		const found = await b.run(
			b.v2(),
			wait(),
			started,
			status('RUNNING'),
			status('SUCCESS'),
			page1,
			page2,
			deleted,
		);
		expect(found).toEqual(hits(1, 3));
		expect(calls()).toEqual([
			'POST /api/v2/search/async',
			'GET /api/v2/jobs',
			'GET /api/v2/jobs',
			'GET /api/v2/jobs/results',
			'GET /api/v2/jobs/results',
			'DELETE /api/v2/jobs',
		]);
	});

	it('V1 does the same', async () => {
		const found = await b.run(
			b.v1(),
			wait(),
			{ request_id: 'job-1' },
			{ total: 1, requests: [{ request_id: 'job-1', status: 'SUCCESS', total_pages: 2 }] },
			{ next_page: 2, results: { hits: hits(1, 2) } },
			{ next_page: -1, results: { hits: hits(3, 3) } },
			{ message: 'deleted hits for for request_id [job-1]' },
		);
		expect(found).toEqual(hits(1, 3));
		expect(calls().pop()).toBe('DELETE /RestAPI/v1/jobs');
		expect(b.seen[b.seen.length - 1].query).toEqual({ request_id: 'job-1' });
	});

	it('keeps the job on request', async () => {
		await b.run(
			b.v2(),
			wait({ options: { deleteJob: false } }),
			started,
			status('SUCCESS'),
			page1,
			page2,
		);
		expect(calls()).not.toContain('DELETE /api/v2/jobs');
	});

	it('deletes the job after the limit of requests has made it wait, and says nothing', async () => {
		const busy = { status: 429, headers: { 'retry-after': '0' }, body: { error: {} } };
		b.answer([
			json(started),
			json(status('SUCCESS')),
			json(page1),
			json(page2),
			busy,
			json(deleted),
		]);
		expect(await hints(b.trial(b.v2(), wait()))).toEqual([]);
		expect(calls().slice(-2)).toEqual(['DELETE /api/v2/jobs', 'DELETE /api/v2/jobs']);
	});

	it('does not fail where the job cannot be deleted, but says so', async () => {
		b.answer([
			json(started),
			json(status('SUCCESS')),
			json(page1),
			json(page2),
			json({ error: { code: '10001015', title: 'Forbidden' } }, 403),
		]);
		expect(await hints(b.trial(b.v2(), wait()))).toEqual([
			expect.stringMatching(/Job job-1 could not be deleted.*jobs\.DELETE/),
		]);
	});

	it('returns nothing for a job without hits', async () => {
		const none = { data: { hits: [] }, meta: { total_items: 0 } };
		expect(await b.run(b.v2(), wait(), started, status('SUCCESS'), none, deleted)).toEqual([]);
	});

	it('stops at the limit', async () => {
		const parameters = wait({ returnAll: false, limit: 1 });
		expect(await b.run(b.v2(), parameters, started, status('SUCCESS'), page1, deleted)).toEqual(
			hits(1, 1),
		);
	});

	it('fails with the reason of a job that failed, and keeps it', async () => {
		const error = await b.fail(
			b.v2(),
			wait(),
			started,
			status('FAILED', { message: 'index is closed' }),
		);
		expect(error.message).toBe('Job job-1 failed: index is closed');
		expect(calls()).not.toContain('DELETE /api/v2/jobs');
	});

	it('names the job when the time is up, and keeps it', async () => {
		const parameters = wait({ options: { maxWait: 0.3 } });
		const error = await b.fail(b.v2(), parameters, started, status('RUNNING'));
		expect(error.message).toBe('Job job-1 has not ended after 0.3 seconds');
		expect(error.description).toContain('Job > Get Results');
		expect(calls()).not.toContain('DELETE /api/v2/jobs');
	});

	it('returns what there is when the time is up, by choice', async () => {
		b.answer((seen) => {
			if (seen.path.endsWith('/async')) return json(started);
			if (seen.path.endsWith('/results')) return json(seen.query.page_no === '1' ? page1 : page2);
			return json(status('RUNNING'));
		});
		const options = { maxWait: 0.3, onTimeout: 'partial' };
		expect(await b.run(b.v2(), wait({ options }))).toEqual([
			expect.objectContaining({ requestId: 'job-1', state: 'running', timedOut: true, hits: 3 }),
			...hits(1, 3),
		]);
	});

	it('stops with a hint where a server ignores the number of the page', async () => {
		b.answer((seen) => {
			if (seen.path.endsWith('/async')) return json(started);
			return json(
				seen.path.endsWith('/results')
					? { data: { hits: hits(1, 2) }, meta: { total_items: 9 } }
					: status('SUCCESS', { total_pages: undefined }),
			);
		});
		expect(await b.run(b.v2(), wait())).toEqual(hits(1, 2));
		expect(await hints(b.trial(b.v2(), wait()))).toEqual([
			expect.stringContaining('same page twice'),
		]);
	});

	it('returns the job alone where the server hands out nothing before the end', async () => {
		b.answer((seen) => {
			if (seen.path.endsWith('/async')) return json({ request_id: 'job-1' });
			return seen.path.endsWith('/results')
				? json({ ERROR_DESCRIPTION: 'Job job-1 is still running, so it has no results yet.' }, 409)
				: json({ requests: [{ request_id: 'job-1', status: 'RUNNING' }] });
		});
		const options = { maxWait: 0.3, onTimeout: 'partial' };
		expect(await b.run(b.v1(), wait({ options }))).toEqual([
			expect.objectContaining({ requestId: 'job-1', timedOut: true }),
		]);
	});

	it('runs one job per item and pairs the hits with it', async () => {
		b.answer((seen) => {
			const id = String(
				seen.query.request_id ?? (seen.body as { query?: string } | undefined)?.query,
			);
			if (seen.path.endsWith('/async')) return json({ data: { request_id: id } });
			if (seen.path.endsWith('/results')) return json({ data: { hits: [{ id }] }, meta: {} });
			return json({ data: { jobs: { requests: [{ request_id: id, stage: 'SUCCESS' }] } } });
		});
		const found = await items(
			b.trial(b.v2(), wait({ query: '={{ $json.q }}' }), { items: [{ q: 'A' }, { q: 'B' }] }),
		);
		expect(found).toEqual([
			{ json: { id: 'A' }, pairedItem: { item: 0 } },
			{ json: { id: 'B' }, pairedItem: { item: 1 } },
		]);
	});

	it('explains a lost connection while it waits', async () => {
		const gone = v1Error(500, 'Internal error');
		const error = await b.fail(b.v1(), wait(), { request_id: 'job-1' }, gone);
		expect(error.message).toBe('Could not get the status of jobs: the server failed (HTTP 500)');
	});
});

describe('a cancelled execution', () => {
	/** Runs until the server sees the second look at the job, and then cancels, as the Stop button does. */
	async function cancelled(options = {}) {
		let cancel = () => undefined as void;
		let gone: () => void = () => undefined;
		const deletion = new Promise<void>((resolve) => {
			gone = resolve;
		});
		let looks = 0;
		b.answer((seen) => {
			if (seen.method === 'DELETE') gone();
			if (seen.path.endsWith('/async')) return json(started);
			if (seen.path.endsWith('/jobs') && seen.method === 'GET') {
				looks += 1;
				if (looks === 2) cancel();
			}
			return json(seen.method === 'DELETE' ? deleted : status('RUNNING'));
		});
		const ended = run(
			b.trial(b.v2(), wait({ options }), {
				onStart: (execution) => {
					cancel = () => execution.cancel();
				},
			}),
		);
		return { ended, deletion };
	}

	it('deletes its job on the server', async () => {
		const { ended, deletion } = await cancelled();
		const result = await ended;
		await deletion;
		expect(result.status).toBe('canceled');
		expect(b.seen[b.seen.length - 1]).toMatchObject({
			method: 'DELETE',
			path: '/api/v2/jobs',
			query: { request_id: 'job-1' },
		});
	});

	describe('with pauses on a clock that the test moves', () => {
		beforeEach(() =>
			jest.useFakeTimers({
				doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'hrtime', 'Date'],
			}),
		);
		afterEach(() => jest.useRealTimers());

		it('stops asking', async () => {
			const { ended, deletion } = await cancelled();
			let over = false;
			void Promise.all([ended, deletion]).then(() => (over = true));
			while (!over) {
				await jest.advanceTimersByTimeAsync(250);
				await new Promise((resolve) => setImmediate(resolve));
			}
			const asked = b.seen.length;
			// Whatever still paused would ask again, and be heard before the calls made here, of which each is answered.
			for (let pause = 0; pause < 5; pause++) {
				await jest.advanceTimersByTimeAsync(10_000);
				await fetch(`${b.url}/here`);
			}
			expect(b.seen.slice(asked).map(({ path }) => path)).toEqual(Array(5).fill('/here'));
		});
	});
});

describe('Output', () => {
	const file = (more = {}) => wait({ output: 'file', ...more });

	async function fileOf(parameters: object, ...replies: unknown[]) {
		b.answer(replies.map((reply) => json(reply)));
		const [item] = await items(b.trial(b.v2(), parameters as never));
		const data = item.binary?.data ?? item.binary?.logs;
		return { item, data, text: Buffer.from(data?.data ?? '', 'base64').toString('utf8') };
	}

	it('Pages gives one item per page', async () => {
		const found = await b.run(
			b.v2(),
			wait({ output: 'pages' }),
			started,
			status('SUCCESS'),
			page1,
			page2,
			deleted,
		);
		expect(found).toEqual([
			{ requestId: 'job-1', page: 1, hits: hits(1, 2) },
			{ requestId: 'job-1', page: 2, hits: hits(3, 3) },
		]);
	});

	it('Pages stops at the limit', async () => {
		const parameters = wait({ output: 'pages', returnAll: false, limit: 1 });
		const found = await b.run(b.v2(), parameters, started, status('SUCCESS'), page1, deleted);
		expect(found).toEqual([{ requestId: 'job-1', page: 1, hits: hits(1, 1) }]);
	});

	it('File writes NDJSON', async () => {
		const { item, data, text } = await fileOf(
			file(),
			started,
			status('SUCCESS'),
			page1,
			page2,
			deleted,
		);
		expect(item.json).toEqual({ requestId: 'job-1', fileName: 'log360.ndjson', hits: 3, pages: 2 });
		expect(data).toMatchObject({ fileName: 'log360.ndjson', mimeType: 'application/x-ndjson' });
		expect(
			text
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as object),
		).toEqual(hits(1, 3));
		expect(text.endsWith('\n')).toBe(true);
	});

	it('File writes CSV with chosen columns into the field and file that were named', async () => {
		const { item, data, text } = await fileOf(
			file({
				fileFormat: 'csv',
				binaryField: 'logs',
				options: { columns: 'n, EVENTID', fileName: 'failed' },
			}),
			started,
			status('SUCCESS'),
			page1,
			page2,
			deleted,
		);
		expect(Object.keys(item.binary ?? {})).toEqual(['logs']);
		expect(data).toMatchObject({ fileName: 'failed.csv', mimeType: 'text/csv' });
		expect(text).toBe('n,EVENTID\r\n1,4625\r\n2,4625\r\n3,4625\r\n');
	});

	it('File stops at the limit', async () => {
		const parameters = file({ returnAll: false, limit: 2 });
		const { item, text } = await fileOf(parameters, started, status('SUCCESS'), page1, deleted);
		expect(item.json).toMatchObject({ hits: 2, pages: 1 });
		expect(text.trim().split('\n')).toHaveLength(2);
	});

	it.each([
		['ndjson', ''],
		['csv', 'OTHER_FIELDS\r\n'],
	])('File in %s for no hits', async (fileFormat, expected) => {
		const none = { data: { hits: [] }, meta: {} };
		const { item, text } = await fileOf(
			file({ fileFormat }),
			started,
			status('SUCCESS'),
			none,
			deleted,
		);
		expect(item.json).toMatchObject({ hits: 0, pages: 0 });
		expect(text).toBe(expected);
	});

	it('File fails as a whole when a page cannot be read, with the right error', async () => {
		const error = await b.fail(
			b.v2(),
			file(),
			started,
			status('SUCCESS'),
			page1,
			v2Error(410, 'Gone', 'The results of job job-1 have been removed'),
		);
		expect(error.httpCode).toBe('410');
		expect(error.description).toContain('have been removed');
	});
});
