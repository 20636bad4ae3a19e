/** SQL, predicate and OpenSearch agree hit for hit on generated queries over one corpus of generated events. */
import fc from 'fast-check';
import type { LogEvent } from '../../../server/logs/events';
import {
	compilePredicate,
	type EventFields,
	formatQuery,
	parseQuery,
} from '../../../server/logs/query';
import {
	documentFor,
	indexTemplate,
	planSearch,
	type SearchClient,
	type SearchPlan,
	toQuery,
} from '../../../server/storage/opensearch';
import { CORPUS, QUERIES } from '../../server/logs/store/corpus';
import { FtsIndex } from '../../server/logs/query/support/fts-index';
import { eventArbitrary, queryArbitrary } from '../../server/logs/query/support/vocabulary';
import { runs } from '../../support/runs';
import { freshPlace, onOpenSearch } from './connection';

/** Queries of one request; each takes two searches. */
const AT_ONCE = 100;

onOpenSearch('OpenSearch, predicate and SQL', () => {
	const random = fc
		.sample(eventArbitrary, { numRuns: runs(1_000, 250), seed: 360 })
		.map((fields) => ({ TIME: 0, ...fields }));
	const events: EventFields[] = [
		...random,
		...CORPUS.map(({ time, fields }) => ({ TIME: time, ...fields })),
	];
	let place: ReturnType<typeof freshPlace>;
	let sql: FtsIndex;

	beforeAll(async () => {
		sql = new FtsIndex(events);
		place = freshPlace();
		await indexAll(place, events);
	});
	afterAll(() => sql.close());

	it('agree on every generated query, and on those of the conformance suite', async () => {
		const generated = fc.sample(queryArbitrary, { numRuns: runs(5_000), seed: 15 });
		const queries = [...generated, ...QUERIES.map((text) => parseQuery(text))];
		let telling = 0;
		let exact = 0;
		for (let at = 0; at < queries.length; at += AT_ONCE) {
			const batch = queries.slice(at, at + AT_ONCE);
			const found = await searchAll(place, batch.map(planSearch));
			for (const [index, query] of batch.entries()) {
				const test = compilePredicate(query);
				const wanted = events.flatMap((event, id) => (test(event) ? [id] : []));
				const { candidates, certain } = found[index] as Found;
				const text = formatQuery(query);
				const sure = new Set(certain);
				const checked = candidates.filter((id) => sure.has(id) || test(events[id] as EventFields));
				expect({ text, hits: checked }).toEqual({ text, hits: wanted });
				expect({ text, missed: certain.filter((id) => !test(events[id] as EventFields)) }).toEqual({
					text,
					missed: [],
				});
				expect({ text, sql: sql.run(query).hits }).toEqual({ text, sql: wanted });
				if (wanted.length > 0 && wanted.length < events.length) telling++;
				if (candidates.length === certain.length) exact++;
			}
		}
		expect(telling / queries.length).toBeGreaterThan(0.35);
		// Of these odd queries over odd events; of usual ones nearly all.
		expect(exact / queries.length).toBeGreaterThan(0.35);
	});
});

interface Found {
	readonly candidates: number[];
	readonly certain: number[];
}

/** Files events under their place in the list. */
async function indexAll(
	{ client, prefix }: { client: SearchClient; prefix: string },
	events: readonly EventFields[],
): Promise<void> {
	await client.call({
		method: 'PUT',
		path: `/_index_template/${prefix}`,
		body: indexTemplate(`${prefix}*`, { replicas: 0 }),
	});
	const lines = events.flatMap(({ TIME, ...fields }, id) => {
		const event: LogEvent = { time: TIME as number, fields };
		return [
			JSON.stringify({ create: { _id: String(id) } }),
			JSON.stringify(documentFor(event, id, 'test')),
		];
	});
	const answer = await client.call<{ errors: boolean; items: unknown[] }>({
		method: 'POST',
		path: `/${prefix}/_bulk`,
		query: { refresh: true },
		lines,
	});
	const failed = answer.errors ? JSON.stringify(answer.items).slice(0, 2_000) : '';
	expect(failed).toBe('');
}

async function searchAll(
	{ client, prefix }: { client: SearchClient; prefix: string },
	plans: readonly SearchPlan[],
): Promise<Found[]> {
	const lines = plans
		.flatMap(({ candidates, certain }) => [candidates, certain])
		.flatMap((clause) => [
			JSON.stringify({ index: prefix }),
			JSON.stringify({
				query: toQuery(clause),
				size: 10_000,
				sort: [{ id: 'asc' }],
				stored_fields: '_none_',
			}),
		]);
	const { responses } = await client.call<{ responses: MultiAnswer[] }>({
		method: 'POST',
		path: '/_msearch',
		lines,
	});
	const ids = responses.map(({ hits, error }) => {
		if (hits === undefined) throw new Error(JSON.stringify(error));
		return hits.hits.map(({ sort }) => sort[0]);
	});
	return plans.map((_, at) => ({
		candidates: ids[2 * at] as number[],
		certain: ids[2 * at + 1] as number[],
	}));
}

interface MultiAnswer {
	readonly hits?: { readonly hits: readonly { readonly sort: readonly [number] }[] };
	readonly error?: unknown;
}
