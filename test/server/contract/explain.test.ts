/** What a caller reads when a request breaks a rule: the parameter, what is accepted, what came. */
import { check, explain } from '../../../server/contract/explain';
import { v1SearchRequest } from '../../../server/contract/v1/search';
import { v1LogSourcesRequest } from '../../../server/contract/v1/metadata';
import { v2SearchAsyncRequest, v2SearchRequest } from '../../../server/contract/v2/search';
import { v2AddWindowsRequest } from '../../../server/contract/v2/log-sources';

const WINDOW = {
	query: '*',
	start_time: '2026-01-30T00:00:00Z',
	end_time: '2026-01-31T00:00:00+05:30',
};

const refused = (schema: Parameters<typeof check>[0], input: unknown): [string, string] => {
	const result = check(schema, input);
	if (result.ok) throw new Error(`accepted: ${JSON.stringify(input)}`);
	return [result.code, result.detail];
};

describe('V2 search', () => {
	test.each([
		[
			'a time in words',
			{ ...WINDOW, start_time: 'yesterday' },
			'invalid_time',
			'start_time: expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z, got "yesterday"',
		],
		[
			'a time without an offset',
			{ ...WINDOW, end_time: '2026-01-31T00:00:00' },
			'invalid_time',
			'end_time: expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z, got "2026-01-31T00:00:00"',
		],
		[
			'a day that does not exist',
			{ ...WINDOW, end_time: '2026-02-30T00:00:00Z' },
			'invalid_time',
			'end_time: expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z, got "2026-02-30T00:00:00Z"',
		],
		[
			'a time before 1970',
			{ ...WINDOW, start_time: '1970-01-01T00:00:00+01:00' },
			'invalid_time',
			'start_time: expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z, not before 1970-01-01T00:00:00Z, got "1970-01-01T00:00:00+01:00"',
		],
		[
			'a time that is a number',
			{ ...WINDOW, start_time: 1769817600000 },
			'invalid_time',
			'start_time: expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z, got 1769817600000',
		],
		[
			'a start after the end',
			{ ...WINDOW, start_time: '2026-02-01T00:00:00Z' },
			'time_order',
			'start_time: expected a time not later than end_time, got "2026-02-01T00:00:00Z"',
		],
		[
			'a query beside a cursor',
			{ query: '*', cursor: 'abc' },
			'cursor_with_query',
			'query: must not be sent together with cursor',
		],
		[
			'neither query nor cursor',
			{},
			'invalid_parameter',
			'query: is required unless cursor is sent; start_time: is required unless cursor is sent; end_time: is required unless cursor is sent',
		],
		[
			'an unknown key',
			{ ...WINDOW, log_sources: [1] },
			'invalid_parameter',
			'log_sources: not a parameter of this operation',
		],
		[
			'a word for an id',
			{ ...WINDOW, log_source_ids: [3, 'web01'] },
			'invalid_parameter',
			'log_source_ids[1]: expected an id, a whole number of at most 2^53 - 1, got "web01"',
		],
		[
			'an id instead of a list',
			{ ...WINDOW, log_source_ids: 3 },
			'invalid_parameter',
			'log_source_ids: expected an array of ids, got 3',
		],
		[
			'101 ids',
			{ ...WINDOW, log_source_ids: Array.from({ length: 101 }, (_, id) => id) },
			'too_many_ids',
			'log_source_ids: expected at most 100 ids, got an array of 101',
		],
		[
			'101 log types',
			{ ...WINDOW, log_types: Array.from({ length: 101 }, () => 'Windows') },
			'too_many_ids',
			'log_types: expected at most 100 log type ids, got an array of 101',
		],
		[
			'an unknown response type',
			{ ...WINDOW, response_type: 'both' },
			'invalid_parameter',
			'response_type: expected one of server, client, got "both"',
		],
		['a list as body', [], 'invalid_parameter', 'body: expected an object, got an array of 0'],
	])('%s', (_name, body, code, sentence) => {
		expect(refused(v2SearchRequest, body)).toEqual([code, sentence]);
	});

	test('a query that is too long shows its length, not all of it', () => {
		const [code, sentence] = refused(v2SearchRequest, { ...WINDOW, query: 'x'.repeat(16_385) });
		expect(code).toBe('query_too_long');
		expect(sentence).toMatch(
			/^query: expected at most 16384 characters, got "x{79}… \(16387 characters\)$/,
		);
	});

	test('times are parsed to epoch ms', () => {
		expect(check(v2SearchRequest, WINDOW)).toMatchObject({
			ok: true,
			value: { start_time: Date.UTC(2026, 0, 30), end_time: Date.UTC(2026, 0, 30, 18, 30) },
		});
	});

	test('a cursor alone is a request', () => {
		expect(check(v2SearchRequest, { cursor: 'abc' }).ok).toBe(true);
	});

	test('the asynchronous search has no cursor', () => {
		expect(refused(v2SearchAsyncRequest, { ...WINDOW, cursor: 'abc' })[1]).toBe(
			'cursor: not a parameter of this operation',
		);
		expect(refused(v2SearchAsyncRequest, { ...WINDOW, query: undefined })[1]).toBe(
			'query: is required, expected a string, a query such as EVENTID = 4625',
		);
	});
});

describe('V1', () => {
	test.each([
		[
			{ from: 'yesterday' },
			'invalid_time',
			'from: expected Unix milliseconds such as 1769817600000, got "yesterday"',
		],
		[{ to: -1 }, 'invalid_time', 'to: expected Unix milliseconds such as 1769817600000, got -1'],
		[
			{ hosts: 'vcwrfv' },
			'invalid_parameter',
			'hosts: expected an array of host ids, got "vcwrfv"',
		],
		[
			{ groups: [{}] },
			'invalid_parameter',
			'groups[0]: expected groups, as a number or a string, got an object',
		],
		[
			{ query: 5 },
			'invalid_parameter',
			'query: expected a string, a query such as EVENTID = 4625, got 5',
		],
	])('search refuses %j', (body, code, sentence) => {
		expect(refused(v1SearchRequest, body)).toEqual([code, sentence]);
	});

	test('search takes nothing at all, and times as digits in a string', () => {
		expect(check(v1SearchRequest, {})).toEqual({ ok: true, value: { query: '*' } });
		expect(check(v1SearchRequest, { from: '1643480479500', unknown: 1 })).toEqual({
			ok: true,
			value: { query: '*', from: 1643480479500 },
		});
	});

	test('log sources read both spellings of the range', () => {
		expect(check(v1LogSourcesRequest, { From: '5', To: '7' })).toEqual({
			ok: true,
			value: { from: 5, to: 7 },
		});
		expect(check(v1LogSourcesRequest, {})).toEqual({ ok: true, value: { from: 1, to: 10 } });
	});
});

test('a nested path is written as code', () => {
	expect(refused(v2AddWindowsRequest, { log_sources: [{ log_source: 'web01' }] })[1]).toBe(
		'log_sources[0].domain_name: is required, expected a host name or address',
	);
});

test('every issue becomes one problem', () => {
	const result = v1SearchRequest.safeParse({ from: 'x', to: 'y' });
	expect(explain(result.error!, {}).map((problem) => problem.path)).toEqual(['from', 'to']);
});
