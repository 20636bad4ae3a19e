/** Error words in answers: every form that was documented, seen or is tolerated, and what only looks like an error. */
import { errorIn, isObject } from '../../../../nodes/Log360/transport/failure';

describe('V1', () => {
	it.each([
		[
			'with a code',
			{ ERROR_CODE: 'INVALID_TOKEN', ERROR_DESCRIPTION: 'No such token.' },
			{ code: 'INVALID_TOKEN', text: 'No such token.' },
		],
		[
			'without a code (observed)',
			{ ERROR_DESCRIPTION: 'Invalid hosts' },
			{ text: 'Invalid hosts' },
		],
		['with a number as code', { ERROR_CODE: 7, ERROR_DESCRIPTION: 'x' }, { code: '7', text: 'x' }],
		['beside results', { ERROR_DESCRIPTION: 'x', results: { hits: [] } }, { text: 'x' }],
		[
			'with an object as description',
			{ ERROR_DESCRIPTION: { hosts: 'unknown' } },
			{ text: '{"hosts":"unknown"}' },
		],
		['with a list as description', { ERROR_DESCRIPTION: ['a', 'b'] }, { text: '["a","b"]' }],
		['with an empty description', { ERROR_DESCRIPTION: '' }, {}],
		['inside data', { data: { ERROR_DESCRIPTION: 'x' } }, { text: 'x' }],
		['inside results', { results: { ERROR_DESCRIPTION: 'x' } }, { text: 'x' }],
		['inside response', { response: { ERROR_DESCRIPTION: 'x' } }, { text: 'x' }],
	])('%s', (_name, body, expected) => {
		expect(errorIn(body)).toEqual(expected);
	});
});

describe('V2', () => {
	it.each([
		[
			'code and title (observed)',
			{ error: { code: '10001015', title: 'Forbidden' } },
			{ code: '10001015', title: 'Forbidden' },
		],
		[
			'code, title and detail',
			{ error: { code: '1', title: 'Bad Request', detail: 'query: is required' } },
			{ code: '1', title: 'Bad Request', text: 'query: is required' },
		],
		[
			'a title that says more than the status',
			{ error: { title: 'Quota', detail: 'used up' } },
			{ title: 'Quota', text: 'Quota: used up' },
		],
		['a code as number', { error: { code: 5 } }, { code: '5' }],
		['message instead of title', { error: { message: 'x' } }, { title: 'x', text: 'x' }],
		[
			'description instead of detail',
			{ error: { title: 'Conflict', description: 'x' } },
			{ title: 'Conflict', text: 'x' },
		],
		['a text', { error: 'broken' }, { title: 'broken', text: 'broken' }],
		[
			'a text with a message',
			{ error: 'Not Found', message: 'no such path' },
			{ title: 'Not Found', text: 'no such path' },
		],
		[
			'the form of OAuth',
			{ error: 'invalid_token', error_description: 'expired' },
			{ title: 'invalid_token', text: 'invalid_token: expired' },
		],
		['true with a message', { error: true, code: 3, message: 'x' }, { code: '3', text: 'x' }],
		['inside data', { data: { error: { title: 'x' } } }, { title: 'x', text: 'x' }],
		['inside response', { response: { error: 'x' } }, { title: 'x', text: 'x' }],
	])('%s', (_name, body, expected) => {
		expect(errorIn(body)).toEqual(expected);
	});

	it.each([
		'Bad Request',
		'Unauthorized',
		'Unauthorised',
		'Forbidden',
		'Not Found',
		'Method Not Allowed',
		'Conflict',
		'Gone',
		'Payload Too Large',
		'Content Too Large',
		'Request Entity Too Large',
		'Unsupported Media Type',
		'Unprocessable Entity',
		'Unprocessable Content',
		'Too Many Requests',
		'Internal Server Error',
		'Bad Gateway',
		'Service Unavailable',
		'Gateway Timeout',
		'Gateway Time-out',
		'Page Not Found',
		'Unsupported HTTP Method',
		'Invalid Parameter',
		'Content Length is Required',
		'Insufficient Storage',
		'NOT FOUND',
		'Not found.',
	])('"%s" only repeats the status', (title) => {
		expect(errorIn({ error: { title } })).toEqual({ title });
		expect(errorIn({ error: { title, detail: 'why' } })).toEqual({ title, text: 'why' });
	});
});

describe('is no error', () => {
	it.each([
		['nothing', ''],
		['null', null],
		['undefined', undefined],
		['a number', 5],
		['a list', [{ error: 'x' }]],
		['an empty object', {}],
		['hits', { data: { hits: [{ error: 'disk', ERROR_DESCRIPTION: 'in a log' }] } }],
		['hits that are a list', { data: [{ error: 'disk' }] }],
		['error: null', { data: [], error: null }],
		['error: false', { data: [], error: false }],
		['error: empty text', { data: [], error: '' }],
		['error: an empty object', { data: [], error: {} }],
		['error: an empty list', { data: [], error: [] }],
		['errors, another key', { data: [], errors: ['x'] }],
		['a failed job with its reason', { data: { request_id: 'j', stage: 'FAILED', error: 'disk' } }],
		['an error two levels down', { data: { jobs: { error: 'x' } } }],
		['a message of success', { message: 'Device(s) web01 disabled' }],
	])('%s', (_name, body) => {
		expect(errorIn(body)).toBeUndefined();
	});
});

it('does not cut texts, because secrets have to be found in them first', () => {
	const text = 'x'.repeat(2000);
	expect(errorIn({ ERROR_DESCRIPTION: text })?.text).toHaveLength(2000);
	expect(errorIn({ error: { detail: text } })?.text).toHaveLength(2000);
});

it.each([
	[{}, true],
	[{ a: 1 }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['x', false],
	[5, false],
])('isObject %j is %s', (value, expected) => {
	expect(isObject(value)).toBe(expected);
});
