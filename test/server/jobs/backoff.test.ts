/** Waits between attempts double up to the cap, with half of each left to chance. */
import { backoffDelay } from '../../../server/jobs/backoff';

test('the wait doubles with every failure', () => {
	const latest = [1, 2, 3, 4].map((failures) => backoffDelay(failures, 1));
	expect(latest).toEqual([1_000, 2_000, 4_000, 8_000]);
});

test('the wait is never longer than the cap, however many failures', () => {
	expect(backoffDelay(50, 1)).toBe(300_000);
	expect(backoffDelay(5_000, 1)).toBe(300_000);
	expect(backoffDelay(9, 1, { baseMs: 10, capMs: 25 })).toBe(25);
});

test('chance moves it between half and whole', () => {
	expect(backoffDelay(3, 0)).toBe(2_000);
	expect(backoffDelay(3, 0.5)).toBe(3_000);
});
