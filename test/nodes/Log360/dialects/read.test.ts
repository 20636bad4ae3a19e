/** Readers of answers: every envelope that is documented, observed or tolerated. */
import {
	keyIn,
	numberOf,
	payload,
	pick,
	readAlertProfiles,
	readList,
	readPage,
	windowOf,
} from '../../../../nodes/Log360/dialects/read';

const hit = { A: 1 };

describe('readPage', () => {
	it.each([
		['data array', { data: [hit] }],
		['data.hits', { data: { hits: [hit] } }],
		['data.results', { data: { results: [hit] } }],
		['data.alerts', { data: { alerts: [hit] } }],
		['data.logs', { data: { logs: [hit] } }],
		['data.rows', { data: { rows: [hit] } }],
		['results.hits', { results: { hits: [hit] } }],
		['hits.hits', { hits: { hits: [hit] } }],
		['hits array', { hits: [hit] }],
		['response.hits', { response: { hits: [hit] } }],
		['response.data.hits', { response: { data: { hits: [hit] } } }],
		['the array itself', [hit]],
	])('reads %s', (_name, body) => {
		expect(readPage(body)).toEqual({ hits: [hit] });
	});

	it.each([
		['at the top', { cursor: 'c', results: { hits: [hit] } }],
		['in meta', { data: { hits: [hit] }, meta: { cursor: 'c' } }],
		['in data', { data: { hits: [hit], cursor: 'c' } }],
		['in data.meta', { data: { hits: [hit], meta: { cursor: 'c' } } }],
		['in results', { results: { hits: [hit], cursor: 'c' } }],
	])('finds the cursor %s', (_name, body) => {
		expect(readPage(body)?.cursor).toBe('c');
	});

	it.each([[''], [null], [undefined], [0], [{}]])('takes the cursor %j for none', (cursor) => {
		expect(readPage({ data: [hit], meta: { cursor } })).toEqual({ hits: [hit] });
	});

	it.each([
		['meta.total_items', { data: [hit], meta: { total_items: 7 } }],
		[
			'meta.total_no_of_objects',
			{ data: [hit], meta: { start_index: '1', limit: 100, total_no_of_objects: 7 } },
		],
		['meta.total_hits', { data: [hit], meta: { total_hits: 7 } }],
		['results.total_hits', { results: { hits: [hit], total_hits: 7 } }],
		['a number as text', { results: { hits: [hit], total_hits: '7' } }],
	])('finds the total in %s', (_name, body) => {
		expect(readPage(body)?.total).toBe(7);
	});

	it.each([
		['nothing', ''],
		['null', null],
		['undefined', undefined],
		['an empty object', {}],
		['empty data', { data: {} }],
		['null data', { data: null }],
		['only counters', { data: { total_hits: 0, hits_count_in_current_page: 0 } }],
	])('takes %s for no hits', (_name, body) => {
		expect(readPage(body)?.hits).toEqual([]);
	});

	it.each([
		['another key', { data: { records: [hit] } }],
		['text', 'pong'],
		['a number', 5],
		['a level too deep', { data: { data: { data: { data: { data: { data: [hit] } } } } } }],
	])('does not understand %s', (_name, body) => {
		expect(readPage(body)).toBeUndefined();
	});

	it('keeps hits that are no objects', () => {
		expect(readPage({ data: ['raw line'] })?.hits).toEqual([{ value: 'raw line' }]);
	});
});

describe('readList', () => {
	it.each([
		['by the best key', { data: { log_sources: [hit], devices: [] } }],
		['by another key', { devices: [hit] }],
		['an array in data', { data: [hit] }],
		['an array in response', { response: [hit] }],
		['the only array there is', { data: { sources_v3: [hit], total: 1 } }],
	])('finds %s', (_name, body) => {
		expect(readList(body, ['log_sources', 'devices'])).toEqual([hit]);
	});

	it.each([
		['nothing', ''],
		['null', { data: null }],
		['an empty object', { data: {} }],
	])('takes %s for an empty list', (_name, body) => {
		expect(readList(body, ['log_sources'])).toEqual([]);
	});

	it.each([
		['two arrays without a known name', { a: [1], b: [2] }],
		['no array', { a: 1 }],
		['text', 'pong'],
	])('does not understand %s', (_name, body) => {
		expect(readList(body, ['log_sources'])).toBeUndefined();
	});

	it('gives entries that are only names a name', () => {
		expect(readList({ groups: ['Windows'] }, ['groups'])).toEqual([{ name: 'Windows' }]);
	});
});

describe('windowOf', () => {
	it.each([
		[
			{ start_index: '1', limit: 100, total_no_of_objects: 7 },
			{ start: 1, most: 100, total: 7 },
		],
		[
			{ start_index: 0, limit: '50', total_items: '7' },
			{ start: 0, most: 50, total: 7 },
		],
		[{}, {}],
		['no object', {}],
	])('reads %j', (meta, expected) => {
		expect(windowOf({ data: [], meta })).toEqual(expected);
	});

	it.each([undefined, null, '', [], [1]])('reads nothing of %j', (body) => {
		expect(windowOf(body)).toEqual({});
	});
});

describe('readAlertProfiles', () => {
	it('joins the two lists of V1', () => {
		const body = {
			'Number of Records': 2,
			'Profile Based Alerts': [{ a: 1 }],
			'Correlation Alert Profiles': [{ b: 2 }],
		};
		expect(readAlertProfiles(body)).toEqual([{ a: 1 }, { b: 2 }]);
	});

	it('reads V1 with only one of them', () => {
		expect(readAlertProfiles({ 'Correlation Alert Profiles': [hit] })).toEqual([hit]);
	});

	it('reads V2', () => {
		expect(readAlertProfiles({ data: { profiles: [hit] } })).toEqual([hit]);
	});
});

it('payload takes the envelope off', () => {
	expect(payload({ data: 1, meta: {} })).toBe(1);
	expect(payload({ response: 2 })).toBe(2);
	expect(payload({ a: 3 })).toEqual({ a: 3 });
	expect(payload([4])).toEqual([4]);
});

it('pick takes the first key that holds something', () => {
	expect(pick({ a: '', b: 0, c: 'x' }, ['a', 'b', 'c'])).toBe('0');
	expect(pick({ a: null, b: {} }, ['a', 'b'])).toBeUndefined();
});

describe('other spellings of a key', () => {
	it.each(['log_source_id', 'LOG_SOURCE_ID', 'Log Source ID', 'logSourceId', 'log-source-id'])(
		'%s is log_source_id',
		(key) => {
			expect(pick({ name: 'x', [key]: 3 }, ['log_source_id', 'name'])).toBe('3');
			expect(keyIn({ [key]: 3 }, ['log_source_id'], (value) => value === 3)).toBe(key);
		},
	);

	it('count only where the key is not there as it is written', () => {
		expect(pick({ 'Log Source ID': 1, log_source_id: 2 }, ['log_source_id'])).toBe('2');
		expect(pick({ 'Log Source ID': 1, log_source_id: '' }, ['log_source_id'])).toBe('1');
	});

	it('keep the order of the keys', () => {
		expect(pick({ NAME: 'n', 'Display Name': 'd' }, ['display_name', 'name'])).toBe('d');
	});

	it('do not make one name of two', () => {
		expect(pick({ log_source: 'x', source_id: 'y' }, ['log_source_id'])).toBeUndefined();
	});

	it.each(['logSources', 'LOG_SOURCES', 'Log Sources'])('name a list too: %s', (key) => {
		expect(readList({ data: { [key]: [hit], other: [] } }, ['log_sources'])).toEqual([hit]);
	});
});

describe('one object where a list was expected', () => {
	it('is a list of one', () => {
		expect(readList({ data: { log_sources: hit, total: 1 } }, ['log_sources'])).toEqual([hit]);
	});

	it('is none where it is empty', () => {
		expect(readList({ data: { log_sources: {} } }, ['log_sources'])).toBeUndefined();
		expect(readList({ data: { log_sources: {}, agents: [] } }, ['log_sources'])).toEqual([]);
	});

	it('is not taken from under a name that is not known', () => {
		expect(readList({ data: { settings: hit } }, ['log_sources'])).toBeUndefined();
	});
});

it.each([
	[5, 5],
	['5', 5],
	['', undefined],
	[' ', undefined],
	['x', undefined],
	[null, undefined],
	[Number.NaN, undefined],
	[Infinity, undefined],
])('numberOf %j is %j', (given, expected) => {
	expect(numberOf(given)).toBe(expected);
});
