/** The sliding window, against a plain recount. */
import fc from 'fast-check';
import { SlidingWindow } from '../../../../server/http/middleware/sliding-window';

it('never lets more than the limit through in any window, and never refuses below it', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 5 }),
			fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }),
			(limit, pauses) => {
				const window = new SlidingWindow(limit, 100);
				const passed: number[] = [];
				let now = 0;
				for (const pause of pauses) {
					now += pause;
					const inWindow = passed.filter((time) => time > now - 100).length;
					const { allowed, remaining, resetMs } = window.take('a', now);
					expect(allowed).toBe(inWindow < limit);
					if (allowed) passed.push(now);
					const counted = passed.filter((time) => time > now - 100);
					expect(remaining).toBe(limit - counted.length);
					expect(resetMs).toBe((counted[0] as number) + 100 - now);
				}
			},
		),
	);
});

it('does not lock out after the clock was set back', () => {
	const window = new SlidingWindow(1, 60_000);
	expect(window.take('a', 10_000_000).allowed).toBe(true);
	expect(window.take('a', 1_000).allowed).toBe(true);
	expect(window.take('a', 1_001).allowed).toBe(false);
});

it('forgets callers who went silent', () => {
	const window = new SlidingWindow(10, 100);
	for (let caller = 0; caller < 999; caller++) window.take(`caller ${caller}`, 0);
	expect(window.size).toBe(999);
	window.take('last', 1000);
	expect(window.size).toBe(1);
});
