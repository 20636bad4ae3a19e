/** Return All and Limit at their edges, for every operation that has them: what is asked for, and how many come out. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { resources } from '../../../../../nodes/Log360/resources';
import { bench } from '../../../support/cases';
import { items } from '../../../support/n8n';
import { json, type Answerer, type Seen } from '../../../support/scripted';
import { CASES, parametersOf, RUNS, type Kind } from './cases';

const b = bench();
const JOB = 'AYVTeCb0wPH5eWuO5jkC';

/** Records `from` to `to`, counted from 1, with the keys by which each list is recognised. */
function records(from: number, to: number): IDataObject[] {
	return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ n: from + index }));
}

interface List {
	readonly name: string;
	readonly kind: Kind;
	/** Records that one request brings at most. */
	readonly page: number;
	/** Answers as a server that has so many records. */
	readonly answer: (total: number) => Answerer;
}

/** A V2 list by `from` and `limit`, in the query or the body. */
const windowed =
	(key: string) =>
	(total: number): Answerer =>
	(seen) => {
		const { from, limit } = { ...seen.query, ...(seen.body as object) } as Record<string, unknown>;
		const start = Number(from);
		return json({ data: { [key]: records(start, Math.min(total, start + Number(limit) - 1)) } });
	};

/** A V1 list by `from` and `to`. */
const devices =
	(total: number): Answerer =>
	({ query }) =>
		json({ devices: records(Number(query.from), Math.min(total, Number(query.to))) });

/** Hits by cursor, three a page. */
const cursors =
	(form: (hits: IDataObject[], cursor?: string) => object) =>
	(total: number): Answerer =>
	({ body }) => {
		const { cursor } = body as { cursor?: string };
		const start = cursor === undefined ? 1 : Number(cursor);
		const end = Math.min(total, start + 2);
		return json(form(records(start, end), end < total ? String(end + 1) : undefined));
	};
const v2Hits = (hits: IDataObject[], cursor?: string) => ({ data: { hits }, meta: { cursor } });
const v1Hits = (hits: IDataObject[], cursor?: string) => ({ results: { hits }, cursor });

/** A job whose results come three a page. */
const job =
	(v1: boolean) =>
	(total: number): Answerer =>
	(seen: Seen) => {
		if (seen.path.endsWith('/async'))
			return json(v1 ? { request_id: JOB } : { data: { request_id: JOB } });
		if (seen.method === 'DELETE') return json({ message: 'deleted' });
		const status = { request_id: JOB, total_pages: Math.ceil(total / 3) };
		if (!seen.path.endsWith('/results')) {
			return json(
				v1
					? { requests: [{ ...status, status: 'SUCCESS' }] }
					: { data: { jobs: { requests: [{ ...status, stage: 'SUCCESS' }] } } },
			);
		}
		const page = Number(seen.query.page_no);
		const hits = records(page * 3 - 2, Math.min(total, page * 3));
		const next_page = page * 3 < total ? page + 1 : -1;
		return json(v1 ? { results: { hits }, next_page } : { data: { hits }, meta: { next_page } });
	};

/** Everything in one answer. */
const whole =
	(form: (all: IDataObject[]) => object) =>
	(total: number): Answerer =>
	() =>
		json(form(records(1, total)));

const profile = (all: IDataObject[]) => ({
	'Profile Based Alerts': all.slice(0, 2),
	'Correlation Alert Profiles': all.slice(2),
});
const jobs = (all: IDataObject[]) => all.map(({ n }) => ({ request_id: `j${String(n)}`, n }));
const groups = (all: IDataObject[]) =>
	all.map(({ n }) => ({ name: `d${String(n)}`, group: `g${String(n)}` }));

/** Runs, newest first, behind the one of `before_id`. */
const runs =
	(total: number): Answerer =>
	({ query }) => {
		const start = query.before_id === undefined ? 1 : 1001 - Number(query.before_id);
		const list = records(start, Math.min(total, start + Number(query.limit) - 1));
		return json({ data: { runs: list.map(({ n }) => ({ n, run_id: 1000 - Number(n) })) } });
	};

const LISTS: readonly List[] = [
	{ name: 'incident/getActivity', kind: 'v2', page: 100, answer: windowed('activity') },
	{ name: 'incident/getAlerts', kind: 'v2', page: 100, answer: windowed('hits') },
	{ name: 'incident/getEvidence', kind: 'v2', page: 100, answer: windowed('evidence') },
	{ name: 'incident/getNotes', kind: 'v2', page: 100, answer: windowed('notes') },
	{ name: 'workflow/getManyRuns', kind: 'v2', page: 100, answer: runs },
	{ name: 'agent/getMany', kind: 'v2', page: 100, answer: windowed('agents') },
	{ name: 'domain/getMany', kind: 'v2', page: 100, answer: windowed('domains') },
	{ name: 'user/getMany', kind: 'v2', page: 100, answer: windowed('users') },
	{ name: 'incident/getMany', kind: 'v2', page: 100, answer: windowed('incidents') },
	{ name: 'alertProfile/getMany', kind: 'v2', page: 100, answer: windowed('profiles') },
	{ name: 'alertProfile/getMany', kind: 'v1', page: Infinity, answer: whole(profile) },
	{ name: 'logSource/getMany', kind: 'v2', page: 100, answer: windowed('log_sources') },
	{ name: 'logSource/getMany', kind: 'v1', page: 100, answer: devices },
	{ name: 'logSource/getGroups', kind: 'v2', page: 100, answer: windowed('log_source_groups') },
	{
		name: 'logSource/getGroups',
		kind: 'v1',
		page: Infinity,
		answer: whole((all) => ({ devices: groups(all) })),
	},
	{ name: 'logType/getMany', kind: 'v2', page: 100, answer: windowed('log_types') },
	{
		name: 'logField/getMany',
		kind: 'v2',
		page: Infinity,
		answer: whole((fields) => ({ data: { fields } })),
	},
	{ name: 'logField/getMany', kind: 'v1', page: Infinity, answer: whole((fields) => ({ fields })) },
	{ name: 'report/getProfiles', kind: 'v2', page: 100, answer: windowed('reports') },
	{
		name: 'workflow/getMany',
		kind: 'v1',
		page: Infinity,
		answer: whole((workflow_list) => ({ workflow_list })),
	},
	{
		name: 'job/getMany',
		kind: 'v2',
		page: Infinity,
		answer: whole((all) => ({ data: { jobs: { requests: jobs(all) } } })),
	},
	{
		name: 'job/getMany',
		kind: 'v1',
		page: Infinity,
		answer: whole((all) => ({ requests: jobs(all) })),
	},
	{ name: 'log/search', kind: 'v2', page: 3, answer: cursors(v2Hits) },
	{ name: 'log/search', kind: 'v1', page: 3, answer: cursors(v1Hits) },
	{ name: 'alert/getMany', kind: 'v2', page: 3, answer: cursors(v2Hits) },
	{ name: 'alert/getMany', kind: 'v1', page: 3, answer: cursors(v1Hits) },
	{
		name: 'report/getData',
		kind: 'v2',
		page: 3,
		answer: cursors((rows, cursor) => ({ data: { rows }, meta: { cursor } })),
	},
	{ name: 'job/getResults', kind: 'v2', page: 3, answer: job(false) },
	{ name: 'job/getResults', kind: 'v1', page: 3, answer: job(true) },
	{ name: 'log/searchAndWait', kind: 'v2', page: 3, answer: job(false) },
	{ name: 'log/searchAndWait', kind: 'v1', page: 3, answer: job(true) },
	{ name: 'alert/getManyAndWait', kind: 'v2', page: 3, answer: job(false) },
];

it('knows every operation that has a limit', () => {
	const limited = resources.flatMap(({ value, operations }) =>
		operations
			.filter(({ properties }) => properties.some(({ name }) => name === 'returnAll'))
			.map((operation) => `${value}/${operation.value}`),
	);
	expect([...new Set(LISTS.map(({ name }) => name))].sort()).toEqual(limited.sort());
});

describe.each(LISTS)('$name with a credential for $kind', ({ name, kind, page, answer }) => {
	const entry = CASES.find((candidate) => candidate.name === name);
	const run = async (total: number, paging: INodeParameters) => {
		b.answer(answer(total));
		const parameters = parametersOf(entry as (typeof CASES)[number], {
			outputFields: 'raw',
			simplify: false,
			...paging,
		});
		const found = await items(b.trial(b[kind](), parameters));
		return { found: found.map(({ json: record }) => record), requests: b.seen.length };
	};
	const some = page === Infinity ? 5 : page;

	it('returns 50 where nothing else is said', async () => {
		expect((await run(120, {})).found).toHaveLength(50);
	});

	it.each([
		['nothing', 0],
		['one', 1],
		['a page', some],
		['a page and one', some + 1],
		['two pages', 2 * some],
	])('returns all of %s', async (_what, total) => {
		const { found } = await run(total, { returnAll: true });
		expect(found).toHaveLength(total);
		expect(new Set(found.map((record) => JSON.stringify(record))).size).toBe(total);
	});

	it.each([
		['one', 1],
		['a page', some],
		['a page and one', some + 1],
	])('stops at a limit of %s', async (_what, limit) => {
		const { found } = await run(3 * some, { returnAll: false, limit });
		expect(found).toHaveLength(limit);
	});

	it('returns what there is when the limit is higher', async () => {
		expect((await run(2, { returnAll: false, limit: 1000 })).found).toHaveLength(2);
	});

	it('asks for no page behind the limit', async () => {
		if (page === Infinity) return;
		const fixed = (await run(1, { returnAll: false, limit: 1 })).requests - 1;
		expect((await run(5 * page, { returnAll: false, limit: page })).requests).toBe(fixed + 1);
		expect((await run(5 * page, { returnAll: false, limit: page + 1 })).requests).toBe(fixed + 2);
	});

	it('reads the limit of each item', async () => {
		b.answer(answer(9));
		const parameters = parametersOf(entry as (typeof CASES)[number], {
			outputFields: 'raw',
			returnAll: '={{ $json.all }}',
			limit: '={{ $json.limit }}',
		});
		const found = await items(
			b.trial(b[kind](), parameters, {
				items: [
					{ all: false, limit: 2 },
					{ all: true, limit: 1 },
					{ all: false, limit: '3' },
				],
			}),
		);
		const counts = [0, 1, 2].map(
			(item) =>
				found.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item).length,
		);
		expect(counts).toEqual([2, 9, 3]);
	});

	it.each([0, -1, 1.5, 'many'])('refuses the limit %s before any call', async (limit) => {
		b.answer(answer(9));
		const parameters = parametersOf(entry as (typeof CASES)[number], {
			outputFields: 'raw',
			returnAll: false,
		});
		const error = await b.fail(b[kind](), {
			...parameters,
			limit: `={{ ${JSON.stringify(limit)} }}`,
		});
		expect(error.message).toBe('Limit must be a whole number of at least 1');
		expect(error.description).toBe('Correct Limit, or switch on Return All.');
		expect(error.context.itemIndex).toBe(0);
		expect(b.seen).toHaveLength(0);
	});
});

it('has no limit where one record comes out', () => {
	const single = RUNS.filter(({ name }) => /\/(get|create|update|delete|start|wait)$/.test(name));
	const names = new Set(LISTS.map(({ name }) => name));
	expect(single.filter(({ name }) => names.has(name))).toEqual([]);
});
