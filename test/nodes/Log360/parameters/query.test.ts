/** What expressions put into a query: values stay values, and an empty one is an error. */
import fc from 'fast-check';

import { quoted } from '../../../../nodes/Log360/dialects/quote';
import { bench } from '../../support/cases';
import { run } from '../../support/n8n';
import { json } from '../../support/scripted';

const b = bench();
const base = { resource: 'log', operation: 'search', timeRange: 'lastHour' };

async function sentQuery(query: string, item: object, queryParameters?: unknown) {
	b.answer([json({ data: { hits: [] } })]);
	const filters = queryParameters === undefined ? {} : { queryParameters };
	const result = await run(
		b.trial(b.v2(), { ...base, query, filters } as never, { items: [item as never] }),
	);
	const { error } = result.data.resultData;
	// What n8n stores of an error is none any more.
	if (error) throw new Error(error.message);
	return (b.seen[0].body as { query: string }).query;
}

describe('Query Parameters', () => {
	it.each<[string, unknown, string]>([
		['USERNAME = $1', 'joe', 'USERNAME = "joe"'],
		['USERNAME = $1 AND HOSTNAME = $2', 'joe, web 01', 'USERNAME = "joe" AND HOSTNAME = "web 01"'],
		['A = $2 OR B = $1', '1,2', 'A = "2" OR B = "1"'],
		['MESSAGE = "costs $1" AND A = $1', 'x', 'MESSAGE = "costs $1" AND A = "x"'],
		['A = $1', '={{ ["Doe, John"] }}', 'A = "Doe, John"'],
		['A = $1', '={{ [$json.user] }}', 'A = "joe\\" OR A = \\"*"'],
	])('%s with %j', async (query, parameters, expected) => {
		expect(await sentQuery(query, { user: 'joe" OR A = "*' }, parameters)).toBe(expected);
	});

	it.each([
		['A = $2', 'x', 'names $2, but Query Parameters hold 1 value(s)'],
		['A = $1', '={{ ["", "b"] }}', 'Query Parameter $1 is empty'],
	])('%s with %j is refused', async (query, parameters, message) => {
		await expect(sentQuery(query, {}, parameters)).rejects.toThrow(message);
	});

	it('make one quoted text of any value', () => {
		fc.assert(
			fc.property(fc.string(), (value) => {
				const text = quoted(value);
				expect(text.slice(1, -1)).toMatch(/^(?:[^"\\]|\\["\\])*$/);
				expect(text.slice(1, -1).replace(/\\(["\\])/g, '$1')).toBe(value);
			}),
		);
	});
});

describe('an expression inside quotes', () => {
	it('may hold any value without quotation marks', async () => {
		expect(await sentQuery('=USERNAME = "{{ $json.user }}"', { user: 'svc backup' })).toBe(
			'USERNAME = "svc backup"',
		);
	});

	it.each(['joe" OR USERNAME = "*', '"', 'a\\', '\\\\"'])(
		'cannot end them with %j',
		async (user) => {
			await expect(sentQuery('=USERNAME = "{{ $json.user }}" AND A = 1', { user })).rejects.toThrow(
				'The value of {{ $json.user }} holds a quotation mark',
			);
			expect(b.seen).toHaveLength(0);
		},
	);

	it('may hold a value that the workflow has escaped', async () => {
		const query = '=A = "{{ $json.user.replaceAll(\'"\', \'\\\\"\') }}"';
		expect(await sentQuery(query, { user: 'a"b' })).toBe('A = "a\\"b"');
	});

	it('outside of them may be a part of the query, which the workflow wrote', async () => {
		expect(await sentQuery('={{ $json.part }} AND B = 2', { part: 'A = "x"' })).toBe(
			'A = "x" AND B = 2',
		);
	});
});

it.each(['=USERNAME = "{{ $json.typo }}"', '=HOSTNAME = {{ $json.typo }} AND A = 1'])(
	'%s, whose expression gives nothing, is refused',
	async (query) => {
		await expect(sentQuery(query, {})).rejects.toThrow(
			'Query is not complete: the expression {{ $json.typo }} gave nothing',
		);
		expect(b.seen).toHaveLength(0);
	},
);
