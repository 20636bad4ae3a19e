/** Timers of a clock: fired in order when the clock was moved, and by themselves when it runs. */
import { ManualClock, systemClock } from '../../../server/platform';
import { ClockTimers } from '../../../server/jobs/timers';

test('what is due is called in the order of its time, once', () => {
	const clock = new ManualClock(0);
	const timers = new ClockTimers(clock);
	const calls: string[] = [];
	timers.at(50, () => calls.push('late'));
	timers.at(20, () => calls.push('early'));
	clock.advance(19);
	timers.moved();
	expect(calls).toEqual([]);
	clock.advance(100);
	timers.moved();
	timers.moved();
	expect(calls).toEqual(['early', 'late']);
});

test('a cancelled timer stays silent, also when an earlier one cancels it', () => {
	const clock = new ManualClock(0);
	const timers = new ClockTimers(clock);
	const calls: string[] = [];
	const cancel = timers.at(10, () => calls.push('cancelled'));
	timers.at(5, () => cancel());
	clock.advance(10);
	timers.moved();
	expect(calls).toEqual([]);
});

test('a timer set from a timer waits for its own time', () => {
	const clock = new ManualClock(0);
	const timers = new ClockTimers(clock);
	const calls: number[] = [];
	timers.at(10, () => timers.at(20, () => calls.push(clock.now())));
	clock.advance(15);
	timers.moved();
	expect(calls).toEqual([]);
	clock.advance(5);
	timers.moved();
	expect(calls).toEqual([20]);
});

test('with a running clock nobody has to say that it moved', async () => {
	const timers = new ClockTimers(systemClock);
	const order: string[] = [];
	await new Promise<void>((resolve) => {
		const keepAlive = setInterval(() => undefined, 1_000);
		// Both from one look at the clock: a machine that pauses in between must not change their order.
		const now = systemClock.now();
		timers.at(now + 15, () => {
			order.push('later');
			clearInterval(keepAlive);
			resolve();
		});
		timers.at(now + 1, () => order.push('sooner'));
	});
	expect(order).toEqual(['sooner', 'later']);
});
