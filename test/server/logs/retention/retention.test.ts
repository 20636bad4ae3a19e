/** Retention looks by the clock, works in slices, pauses between them, and tells what is gone. */
import { type Removal, Retention, type RetentionOptions } from '../../../../server/logs/retention';
import type { RetentionSlice } from '../../../../server/logs/store';
import { ManualClock } from '../../../../server/platform';

const LIMITS = { ageMs: 1_000, bytes: null };

interface Watched {
	readonly retention: Retention;
	readonly removals: Removal[];
	readonly errors: unknown[];
	readonly pauses: number[];
	readonly asked: number[];
}

/** Retention over slices that are given one after another; a thrown one is an Error. */
function watched(
	slices: readonly (RetentionSlice | Error)[],
	options: Partial<RetentionOptions> = {},
): Watched {
	const removals: Removal[] = [];
	const errors: unknown[] = [];
	const pauses: number[] = [];
	const asked: number[] = [];
	const left = [...slices];
	const clock = new ManualClock(5_000);
	const retention = new Retention({
		limits: LIMITS,
		clock,
		store: {
			kept: () => Promise.reject(new Error('not asked')),
			removeSlice: async (limits, now) => {
				expect(limits).toEqual(LIMITS);
				asked.push(now);
				const slice = left.shift();
				if (slice instanceof Error) throw slice;
				return slice;
			},
		},
		onRemoved: (removal) => removals.push(removal),
		onError: (error) => errors.push(error),
		pause: async (ms) => {
			pauses.push(ms);
			clock.advance(1);
		},
		...options,
	});
	return { retention, removals, errors, pauses, asked };
}

const slice = (
	removed: number,
	hour: number | null,
	reason: RetentionSlice['reason'] = 'age',
): RetentionSlice => ({ removed, hour, reason });

it('goes on slice by slice, with the time as it is then, and tells once what is gone', async () => {
	const { retention, removals, asked, pauses } = watched([
		slice(3, 20),
		slice(4, 10),
		slice(0, null, null),
		slice(1, 15),
	]);
	await retention.look();
	expect(removals).toEqual([{ reason: 'age', events: 8, firstHour: 10, lastHour: 20 }]);
	expect(asked).toEqual([5_000, 5_001, 5_002, 5_003, 5_004]);
	expect(pauses).toHaveLength(4);
	for (const ms of pauses) expect(ms).toBeGreaterThanOrEqual(10);
});

it('tells when the reason changes, and now and then of what takes long', async () => {
	const { retention, removals } = watched([
		slice(3, 1),
		slice(5, 2, 'size'),
		slice(999_995, 3, 'size'),
		slice(1, 4, 'size'),
	]);
	await retention.look();
	expect(removals.map(({ reason, events }) => [reason, events])).toEqual([
		['age', 3],
		['size', 1_000_000],
		['size', 1],
	]);
});

it('says nothing when there is nothing to remove', async () => {
	const { retention, removals, errors } = watched([slice(0, null, null)]);
	await retention.look();
	expect([removals, errors]).toEqual([[], []]);
});

it('tells of a failure and of what was removed before it, and tries again at the next look', async () => {
	const { retention, removals, errors } = watched([slice(2, 1), new Error('full'), slice(3, 2)]);
	await retention.look();
	expect(errors).toEqual([new Error('full')]);
	expect(removals.map(({ events }) => events)).toEqual([2]);
	await retention.look();
	expect(removals.map(({ events }) => events)).toEqual([2, 3]);
});

it('looks again, by the time of then, where a look is under way that has decided', async () => {
	const clock = new ManualClock(5_000);
	const asked: number[] = [];
	let decide: () => void = () => undefined;
	const decided = new Promise<void>((resolve) => (decide = resolve));
	const { retention } = watched([], {
		clock,
		store: {
			kept: () => Promise.reject(new Error('not asked')),
			removeSlice: async (_, now) => {
				asked.push(now);
				await decided;
				return undefined;
			},
		},
	});
	const first = retention.look();
	while (asked.length === 0) await Promise.resolve();
	clock.advance(1_000);
	const second = retention.look();
	decide();
	await Promise.all([first, second]);
	expect(asked).toEqual([5_000, 6_000]);
	await retention.look();
	expect(asked).toEqual([5_000, 6_000, 6_000]);
});

it('ends after the slice that is under way', async () => {
	let ends: () => void = () => undefined;
	const { retention, asked } = watched([slice(1, 1), slice(1, 1)], {
		pause: (_, signal) =>
			new Promise((resolve) => {
				signal.addEventListener('abort', () => resolve());
				ends();
			}),
	});
	const paused = new Promise<void>((resolve) => (ends = resolve));
	void retention.look();
	await paused;
	await retention.close();
	expect(asked).toHaveLength(1);
});
