import { BackgroundWork } from '../../../../../server/storage/sqlite/data/background-work';

let warned: jest.SpyInstance;
beforeEach(() => {
	jest.useFakeTimers();
	warned = jest.spyOn(process, 'emitWarning').mockImplementation();
});
afterEach(() => {
	warned.mockRestore();
	jest.useRealTimers();
});

/** Work whose steps have these results, and how many were done. */
function workOf(...results: (boolean | Error)[]) {
	let done = 0;
	const step = () => {
		const result = results[done++];
		if (result instanceof Error) throw result;
		return result ?? false;
	};
	const work = new BackgroundWork({ name: 'sorting', step, pause: () => 20 });
	return { work, done: () => done };
}

it('does step after step with pauses, until there is nothing left, and goes on when there may be more', () => {
	const { work, done } = workOf(true, true, false);
	work.goOn();
	work.goOn();
	expect(done()).toBe(0);
	jest.advanceTimersByTime(20);
	expect(done()).toBe(1);
	jest.advanceTimersByTime(1_000);
	expect(done()).toBe(3);
	work.goOn();
	jest.advanceTimersByTime(20);
	expect(done()).toBe(4);
	work.close();
});

it('tries a step that failed again after a minute, and says so once until it succeeds', () => {
	const full = new Error('database or disk is full');
	const { work, done } = workOf(full, full, true, full, false);
	work.goOn();
	jest.advanceTimersByTime(20);
	work.goOn();
	jest.advanceTimersByTime(59_999);
	expect(done()).toBe(1);
	jest.advanceTimersByTime(1);
	expect(done()).toBe(2);
	expect(warned.mock.calls).toEqual([
		[
			'sorting in the background failed and is tried again every minute: database or disk is full',
			'BackgroundWorkWarning',
		],
	]);
	jest.advanceTimersByTime(60_000 + 20);
	expect(done()).toBe(4);
	expect(warned).toHaveBeenCalledTimes(2);
	jest.advanceTimersByTime(60_000);
	expect(done()).toBe(5);
	work.close();
});

it('does nothing after it was closed, whatever was planned', () => {
	const { work, done } = workOf(true, true);
	work.goOn();
	jest.advanceTimersByTime(20);
	work.close();
	jest.advanceTimersByTime(100_000);
	expect(done()).toBe(1);
	work.goOn();
	jest.advanceTimersByTime(100_000);
	expect(done()).toBe(1);
});
