/** Waiting and polling: pauses, their length, and that a cancelled execution ends them. */
import { pollUntil } from '../../../../nodes/Log360/transport/polling';
import { wait } from '../../../../nodes/Log360/transport/wait';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Runs something to its end with a clock that jumps, and tells how long it took on that clock. */
async function timed<T>(work: () => Promise<T>) {
	const begun = Date.now();
	const running = work().then((value) => ({ value, ms: Date.now() - begun }));
	await jest.advanceTimersByTimeAsync(600_000);
	return await running;
}

describe('wait', () => {
	it.each([0, 1, 249, 250, 251, 1000, 30_000])('waits %i ms', async (ms) => {
		expect(await timed(async () => await wait(ms))).toEqual({ value: true, ms });
	});

	it('does not wait at all where the execution is already cancelled', async () => {
		expect(await timed(async () => await wait(5000, { aborted: true }))).toEqual({
			value: false,
			ms: 0,
		});
	});

	it.each([
		[1, 250],
		[250, 250],
		[251, 500],
		[10_001, 10_250],
	])('notices within its slice that it was cancelled after %i ms', async (after, expected) => {
		const signal = { aborted: false };
		setTimeout(() => (signal.aborted = true), after);
		expect(await timed(async () => await wait(60_000, signal))).toEqual({
			value: false,
			ms: expected,
		});
	});

	it('tells of cancelling in its very last slice', async () => {
		const signal = { aborted: false };
		setTimeout(() => (signal.aborted = true), 100);
		expect((await timed(async () => await wait(250, signal))).value).toBe(false);
	});
});

describe('pollUntil', () => {
	const counter = () => {
		let count = 0;
		return async () => (count += 1);
	};

	it.each([
		[1, 0],
		[2, 250],
		[3, 750],
		[7, 15_750],
		[9, 35_750],
	])('has looked %i times after %i ms', async (times, ms) => {
		const seen = await timed(
			async () => await pollUntil(counter(), (count) => count === times, 600_000, undefined),
		);
		expect(seen).toEqual({ value: times, ms });
	});

	it.each([
		[0, 1],
		[100, 2],
		[250, 2],
		[260, 3],
		[1000, 4],
	])('never waits longer than %i ms and looks %i times', async (maxWaitMs, looks) => {
		const seen = await timed(
			async () => await pollUntil(counter(), () => false, maxWaitMs, undefined),
		);
		expect(seen).toEqual({ value: looks, ms: maxWaitMs });
	});

	it('gives back what it saw last when it is cancelled, without another look', async () => {
		const signal = { aborted: false };
		setTimeout(() => (signal.aborted = true), 300);
		const seen = await timed(async () => await pollUntil(counter(), () => false, 600_000, signal));
		expect(seen).toEqual({ value: 2, ms: 500 });
	});

	it('ends with the error of a look', async () => {
		const look = jest.fn().mockRejectedValue(new Error('no'));
		await expect(pollUntil(look, () => true, 1000, undefined)).rejects.toThrow('no');
		expect(look).toHaveBeenCalledTimes(1);
	});
});
