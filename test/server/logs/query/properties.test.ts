/** Properties of the search language over generated events and queries: index and predicate always agree. */
import fc from 'fast-check';
import {
	type EventFields,
	type Query,
	QuerySyntaxError,
	compilePredicate,
	formatQuery,
	parseQuery,
} from '../../../../server/logs/query';
import { FtsIndex } from './support/fts-index';
import { eventArbitrary, queryArbitrary, soupArbitrary } from './support/vocabulary';
import { runs } from '../../../support/runs';

const CORPUS = fc.array(eventArbitrary, { minLength: 8, maxLength: 24 });
const QUERIES = fc.array(queryArbitrary, { minLength: 10, maxLength: 10 });
const KNOWN_FIELDS = fc.subarray(['USERNAME', 'SOURCE', 'EVENTID', 'REMOTEIP', 'UNSEEN']);

function hitsOf(query: Query, events: readonly EventFields[]): number[] {
	const test = compilePredicate(query);
	return events.flatMap((event, id) => (test(event) ? [id] : []));
}

describe('index and predicate', () => {
	it('agree on all queries, with and without a dictionary, and most queries tell events apart', () => {
		let queries = 0;
		let telling = 0;
		let exactPlans = 0;
		fc.assert(
			fc.property(CORPUS, QUERIES, KNOWN_FIELDS, (events, generated, known) => {
				const index = new FtsIndex(events);
				try {
					for (const query of generated) {
						const wanted = hitsOf(query, events);
						for (const dictionary of [undefined, index.dictionary(known)]) {
							const { candidates, certain, hits, exact } = index.run(query, dictionary);
							expect({ query, hits }).toEqual({ query, hits: wanted });
							expect(candidates).toEqual(expect.arrayContaining(wanted));
							expect(wanted).toEqual(expect.arrayContaining(certain));
							if (exact) exactPlans++;
						}
						queries++;
						if (wanted.length > 0 && wanted.length < events.length) telling++;
					}
				} finally {
					index.close();
				}
			}),
			{ numRuns: runs(400) },
		);
		expect(queries).toBeGreaterThanOrEqual(runs(400) * 10);
		// Shares of few queries vary more.
		expect(telling / queries).toBeGreaterThan(runs(0.35, 0.2));
		expect(exactPlans / (2 * queries)).toBeGreaterThan(runs(0.15, 0.07));
	});
});

describe('text and syntax tree', () => {
	it('a formatted tree parses to the same tree', () => {
		fc.assert(
			fc.property(queryArbitrary, (query) => {
				expect(parseQuery(formatQuery(query))).toEqual(query);
			}),
			{ numRuns: runs(3_000) },
		);
	});

	it('any text parses or fails with a QuerySyntaxError inside the text; what parses survives formatting', () => {
		let parsed = 0;
		fc.assert(
			fc.property(soupArbitrary, (text) => {
				let query: Query;
				try {
					query = parseQuery(text);
				} catch (error) {
					expect(error).toBeInstanceOf(QuerySyntaxError);
					const { position, expected, message } = error as QuerySyntaxError;
					expect(position).toBeGreaterThanOrEqual(0);
					expect(position).toBeLessThanOrEqual(text.length);
					expect(expected.length).toBeGreaterThan(0);
					expect(message).toContain(`position ${position}: found `);
					return;
				}
				parsed++;
				expect(parseQuery(formatQuery(query))).toEqual(query);
			}),
			{ numRuns: runs(5_000) },
		);
		expect(parsed).toBeGreaterThan(runs(5_000) / 20);
	});
});
