/** Jobs in answers: both documented forms, the tolerated ones, and values of unexpected types. */
import {
	readJobs,
	readRequestId,
	readResults,
	stateOf,
	type JobState,
} from '../../../../nodes/Log360/dialects/jobs';

describe('readJobs', () => {
	it("reads the vendor's form of V1", () => {
		const raw = {
			request_id: 'AYVTeCb0wPH5eWuO5jkC',
			status: 'SUCCESS',
			running_time_in_millis: 97,
			running_time: '97 ms',
			hits_done: 372,
			total_pages: 4,
			submitted_at: 1_643_480_479_500,
			started_at: 1_643_480_479_600,
			last_synced_time: 1_643_480_479_700,
		};
		expect(readJobs({ total: 1, requests: [raw] })).toEqual([
			{ id: 'AYVTeCb0wPH5eWuO5jkC', state: 'success', hits: 372, pages: 4, raw },
		]);
	});

	it("reads the vendor's form of V2", () => {
		const raw = {
			request_id: 'j',
			running_time_millis: 97,
			hits_done: 372,
			stage: 'SUCCESS',
			total_hits: 0,
		};
		expect(readJobs({ data: { jobs: { requests: [raw] } } })).toEqual([
			{ id: 'j', state: 'success', hits: 372, raw },
		]);
	});

	const one = { request_id: 'j', stage: 'RUNNING' };
	it.each([
		['requests in data', { data: { requests: [one] } }],
		['jobs as a list', { data: { jobs: [one] } }],
		['jobs as one object', { data: { jobs: one } }],
		['jobs without data', { jobs: { requests: [one] } }],
		['requests as one object', { requests: one }],
		['data as a list', { data: [one] }],
		['data as one object', { data: one }],
		['the list itself', [one]],
		['response instead of data', { response: { jobs: { requests: [one] } } }],
	])('reads %s', (_name, body) => {
		expect(readJobs(body)).toMatchObject([{ id: 'j', state: 'running' }]);
	});

	it.each([
		['nothing', ''],
		['null', null],
		['empty data', { data: {} }],
		['null data', { data: null }],
		['no jobs', { data: { jobs: null } }],
		['an empty object of jobs', { data: { jobs: {} } }],
		['no requests', { data: { jobs: { requests: [] } } }],
		['requests that are null', { total: 0, requests: null }],
	])('takes %s for no jobs', (_name, body) => {
		expect(readJobs(body)).toEqual([]);
	});

	it.each([
		['text', { data: 'busy' }],
		['a number', { data: { jobs: 3 } }],
		['other keys', { data: { tasks: [one] } }],
	])('does not understand %s', (_name, body) => {
		expect(readJobs(body)).toBeUndefined();
	});

	it('leaves out what is no job', () => {
		expect(readJobs({ requests: [null, 'x', one, 5] })).toHaveLength(1);
	});

	it.each([
		['numbers as text', { hits_done: '7', total_pages: '2' }, { hits: 7, pages: 2 }],
		['total_hits without hits_done', { total_hits: 9 }, { hits: 9 }],
		['no counters', {}, { hits: 0 }],
		['counters that are no numbers', { hits_done: 'many', total_pages: null }, { hits: 0 }],
		['a reason', { error_message: 'disk' }, { message: 'disk' }],
		['a reason under error', { error: 'disk' }, { message: 'disk' }],
		['a number as id', { request_id: 5 }, { id: '5' }],
		['an id in camel case', { request_id: undefined, requestId: 'k' }, { id: 'k' }],
		['no id', { request_id: undefined }, { id: '' }],
	])('reads %s', (_name, more, expected) => {
		const job = readJobs({ requests: [{ ...one, ...more }] })?.[0];
		expect(job).toMatchObject(expected);
		if (!('pages' in expected)) expect(job).not.toHaveProperty('pages');
		if (!('message' in expected)) expect(job).not.toHaveProperty('message');
	});
});

describe('stateOf', () => {
	const words: Record<JobState, string[]> = {
		success: ['SUCCESS', 'success', 'Succeeded', 'COMPLETED', 'COMPLETE', 'Finished', 'DONE'],
		failed: [
			'FAILED',
			'failed',
			'FAILURE',
			'FAIL',
			'ERROR',
			'CANCELLED',
			'CANCELED',
			'Aborted',
			'EXPIRED',
		],
		running: [
			'RUNNING',
			'QUEUED',
			'PENDING',
			'IN_PROGRESS',
			'SUBMITTED',
			'',
			'SUCCESSFULLY STARTED',
		],
	};
	it.each(
		Object.entries(words).flatMap(([state, list]) => list.map((word) => [word, state] as const)),
	)('"%s" is %s', (word, state) => {
		expect(stateOf(word)).toBe(state);
	});
});

describe('readRequestId', () => {
	it.each([
		['V1', { request_id: 'j' }, 'j'],
		['V2', { data: { request_id: 'j' } }, 'j'],
		['response', { response: { request_id: 'j' } }, 'j'],
		['a number', { request_id: 12 }, '12'],
		['camel case', { data: { requestId: 'j' } }, 'j'],
		['the top beside data', { request_id: 'j', data: null }, 'j'],
		['both, of which data counts', { request_id: 'top', data: { request_id: 'j' } }, 'j'],
		['nothing', '', undefined],
		['an empty id', { data: { request_id: '' } }, undefined],
		['null', null, undefined],
		['a list', [{ request_id: 'j' }], undefined],
	])('%s', (_name, body, expected) => {
		expect(readRequestId(body)).toBe(expected);
	});
});

describe('readResults', () => {
	it("reads the vendor's sample of V1", () => {
		const hit = { COMMON_SEVERITY: 'INFORMATION', IS_THROWAWAY: true, HOSTNAME: 'lix', APPID: 2 };
		const body = { next_page: 5, results: { hits: [hit], hits_count_in_current_page: 0 } };
		expect(readResults(body)).toEqual({ hits: [hit], nextPage: 5 });
	});

	it('reads the observed form of V2', () => {
		expect(readResults({ data: { hits: [{ A: 1 }] }, meta: { total_items: 9 } })).toEqual({
			hits: [{ A: 1 }],
			total: 9,
		});
	});

	it.each([
		['at the top', { next_page: 2, results: { hits: [] } }, 2],
		['in meta', { data: [], meta: { next_page: 2 } }, 2],
		['in data', { data: { hits: [], next_page: 2 } }, 2],
		['in results', { results: { hits: [], next_page: 2 } }, 2],
		['as text', { next_page: '2', results: { hits: [] } }, 2],
		['that is -1', { next_page: -1, results: { hits: [] } }, -1],
		['that is 0', { next_page: 0, results: { hits: [] } }, 0],
		['that is null', { next_page: null, results: { hits: [] } }, undefined],
		['that is no number', { next_page: 'last', results: { hits: [] } }, undefined],
		['that is missing', { results: { hits: [] } }, undefined],
	])('finds a next page %s', (_name, body, expected) => {
		expect(readResults(body)?.nextPage).toBe(expected);
	});

	it('takes nothing for an empty page, and refuses an unknown form', () => {
		expect(readResults('')).toEqual({ hits: [] });
		expect(readResults({ data: { file: 'x' } })).toBeUndefined();
	});
});
