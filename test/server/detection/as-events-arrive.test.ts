/** The promise of alert evaluation: whatever the batches and the order of arrival, the alerts are those of the stored events. */
import fc from 'fast-check';
import type { AlertRule } from '../../../server/detection/profile';
import {
	afterwards,
	type Expected,
	events,
	expectedForm,
	matching,
	rule,
	rules,
} from './definition';
import { Bench } from './support';
import { runs } from '../../support/runs';

/** More are tried by hand: `ALERT_RUNS=2000 npx jest ...`. */
const RUNS = Number(process.env['ALERT_RUNS'] ?? runs(120, 50));

function raised(bench: Bench, profile: number, given: AlertRule): Expected[] {
	return bench
		.alerts()
		.filter((alert) => alert.profileId === profile)
		.map((alert) => expectedForm(given, alert))
		.sort();
}

/** Events that the alerts of a profile say they have, all together. */
function counted(bench: Bench, profile: number): number {
	const alerts = bench.alerts().filter((alert) => alert.profileId === profile);
	return alerts.reduce((sum, alert) => sum + alert.events, 0);
}

describe('alerts as events arrive', () => {
	it('are those that the queries give over the stored events, in any order and any batches', () => {
		fc.assert(
			fc.property(
				rules,
				events,
				fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 }),
				fc.infiniteStream(fc.nat()),
				fc.boolean(),
				(given, stored, sizes, shuffle, ahead) => {
					const bench = Bench.withoutPredefined();
					try {
						const ids = given.map((each, n) => bench.profile(each, { name: `profile ${n}` }));
						if (ahead) bench.matchAhead();
						const order = stored
							.map((each) => ({ each, key: shuffle.next().value as number }))
							.sort((one, other) => one.key - other.key)
							.map(({ each }) => each);
						let at = 0;
						for (let n = 0; at < order.length; n++) {
							const size = sizes[n % sizes.length]!;
							bench.store(order.slice(at, at + size));
							at += size;
							if (n === 2) bench.restart();
						}
						for (const [n, each] of given.entries())
							expect(raised(bench, ids[n]!, each)).toEqual(afterwards(each, stored));
						for (const [n, each] of given.entries())
							expect(counted(bench, ids[n]!)).toBeLessThanOrEqual(matching(each, stored));
					} finally {
						bench.close();
					}
				},
			),
			{ numRuns: RUNS },
		);
	});

	it('name the event that completed the rule when events come in order', () => {
		fc.assert(
			fc.property(rule, events, fc.integer({ min: 1, max: 20 }), (given, stored, size) => {
				const inOrder = [...stored].sort((one, other) => one.time - other.time);
				const found = [1, size].map((batch) => {
					const bench = Bench.withoutPredefined();
					bench.profile(given);
					for (let at = 0; at < inOrder.length; at += batch)
						bench.store(inOrder.slice(at, at + batch));
					const alerts = bench.alerts().map(({ time, group, events: count }) => ({
						time,
						group,
						count,
					}));
					bench.close();
					return alerts.sort(
						(one, other) => one.time - other.time || one.group.localeCompare(other.group),
					);
				});
				expect(found[1]).toEqual(found[0]);
			}),
			{ numRuns: 25 },
		);
	});
});
