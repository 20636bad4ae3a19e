/** Events that stand for several, because a syslog daemon folded them into one, count as often as they happened. */
import type { AlertRule } from '../../../server/detection/profile';
import { Bench, event } from './support';

const MINUTE = 60_000;
const failed = (second: number, count?: number) =>
	event(second * 1000, { KIND: 'failed', ...(count === undefined ? {} : { REPEATCOUNT: count }) });
const opened = (second: number) => event(second * 1000, { KIND: 'opened' });

const FIVE: AlertRule = {
	steps: [{ query: 'KIND = failed', count: 5 }],
	by: ['HOSTNAME'],
	within: MINUTE,
};
const THEN: AlertRule = {
	steps: [
		{ query: 'KIND = failed', count: 3 },
		{ query: 'KIND = opened', count: 1 },
	],
	by: ['HOSTNAME'],
	within: MINUTE,
};

describe('REPEATCOUNT in thresholds', () => {
	it.each([
		['one event for five', [failed(1, 5)], 1],
		['two and three', [failed(1, 2), failed(9, 3)], 1],
		['one by one and a repeat', [failed(1), failed(2, 4)], 1],
		['a repeat and one by one', [failed(1, 4), failed(2)], 1],
		['far more than enough', [failed(1, 900)], 1],
		['a count of many digits', [failed(1, 12_345_678_901)], 1],
		['four are not enough', [failed(1, 4)], 0],
		['five that are too far apart', [failed(1, 2), failed(70, 3)], 0],
		['a count of zero is one event', [failed(1, 0), failed(2, 4)], 1],
	])('%s', (_what, events, alerts) => {
		for (const batches of [[events], events.map((each) => [each]), [[...events].reverse()]]) {
			const bench = Bench.withoutPredefined();
			bench.profile(FIVE);
			for (const batch of batches) bench.store(batch);
			expect(bench.alerts()).toHaveLength(alerts);
			bench.close();
		}
	});

	it.each([
		['a repeat before the last step', [failed(1, 3), opened(5)], 1],
		['too few', [failed(1, 2), opened(5)], 0],
		['after it', [opened(1), failed(5, 3)], 0],
	])('in ordered steps: %s', (_what, events, alerts) => {
		const bench = Bench.withoutPredefined();
		bench.profile(THEN);
		bench.store(events);
		expect(bench.alerts()).toHaveLength(alerts);
		bench.close();
	});

	it.each([
		['before the other step', [failed(1, 3), opened(5)], 1],
		['after it', [opened(1), failed(5, 3)], 1],
		['one by one and a repeat', [failed(1), opened(3), failed(5, 2)], 1],
		['too few', [failed(1, 2), opened(5)], 0],
		['too far apart', [failed(1, 3), opened(70)], 0],
	])('in steps of any order: %s', (_what, events, alerts) => {
		const bench = Bench.withoutPredefined();
		bench.profile({ ...THEN, ordered: false });
		bench.store(events);
		expect(bench.alerts()).toHaveLength(alerts);
		bench.close();
	});
});
