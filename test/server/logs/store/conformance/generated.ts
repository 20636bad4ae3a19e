/** Searches and counts of generated events agree with the oracle. */
import { formatQuery } from '../../../../../server/logs/query';
import fc from 'fast-check';
import type { AggregateRequest } from '../../../../../server/logs/store/aggregate';
import { aggregateOf, comparable } from '../../../../support/oracle-aggregate';
import { OracleStore } from '../../../../support/oracle-store';
import { runs } from '../../../../support/runs';
import { eventArbitrary, queryArbitrary } from '../../query/support/vocabulary';
import { ALL, expectSame, type Open } from './harness';

/** Declares that part of the suite. */
export function describeGenerated(opened: Open): void {
	it('agrees with the oracle on generated events and queries', async () => {
		const store = await opened();
		const oracle = new OracleStore();
		const seed = 20260131;
		const events = fc
			.sample(eventArbitrary, { numRuns: runs(400), seed })
			.map(({ TIME, ...fields }) => ({ time: TIME as number, fields }));
		for (let at = 0; at < events.length; at += 37) {
			await store.append(events.slice(at, at + 37));
			oracle.append(events.slice(at, at + 37));
		}
		for (const query of fc.sample(queryArbitrary, { numRuns: runs(300), seed })) {
			await expectSame(store, oracle, { ...ALL, query: formatQuery(query) });
		}
	});

	it('counts what the oracle counts on generated events, late ones too, waited for or in the background', async () => {
		const store = await opened();
		const oracle = new OracleStore();
		const seed = 20260201;
		const hour = 3_600_000;
		const from = Date.UTC(2026, 0, 31, 20);
		// Over 60 hours, in no order.
		const events = fc
			.sample(eventArbitrary, { numRuns: runs(300, 120), seed })
			.map(({ TIME: _, ...fields }, n) => ({ time: from + ((n * 37) % 60) * hour, fields }));
		const fields = ['USERNAME', 'SOURCE', 'EVENTID', 'REMOTEIP', 'MESSAGE', 'NOSUCH'];
		const queries = fc.sample(queryArbitrary, { numRuns: runs(60, 12), seed });
		for (let at = 0; at < events.length; at += 60) {
			await store.append(events.slice(at, at + 60));
			oracle.append(events.slice(at, at + 60));
		}
		for (const [n, query] of queries.entries()) {
			const request: AggregateRequest = {
				...{ query: n % 4 === 0 ? '*' : formatQuery(query), limit: 1_000, from },
				to: from + 56 * hour,
				groupBy: fields.slice(n % 5, (n % 5) + (n % 3)),
				...(n % 2 === 0 ? { distinct: fields[(n + 3) % 6] as string } : {}),
				buckets: { start: from - 2 * hour, width: 7 * hour },
			};
			const selected = oracle.select(request);
			const expected = aggregateOf(selected, request);
			expect([request, comparable(await store.aggregate(request))]).toEqual([request, expected]);
			const background = await store.aggregate(request, undefined, () => undefined);
			expect([request, comparable(background)]).toEqual([request, expected]);
		}
	});
}
