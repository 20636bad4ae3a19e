/** How long the HTTP thread worked in one piece, by its processor time and not by the clock. */
import { LoopWork } from '../../../../server/http/middleware/loop-work';

/** A thread whose processor time tests set. */
function thread() {
	let micros = 5_000_000;
	let look = () => undefined as void;
	let ended = false;
	return {
		source: {
			cpuMicros: () => micros,
			every: (_ms: number, call: () => void) => {
				look = call;
				return () => void (ended = true);
			},
		},
		/** Works so many ms, then lets the timer have its turn. */
		work: (ms: number) => {
			micros += ms * 1000;
			look();
		},
		ended: () => ended,
	};
}

it('tells the work beyond the interval of the timer, by quantile', () => {
	const one = thread();
	const work = new LoopWork(10, one.source);
	for (let n = 0; n < 99; n++) one.work(4);
	one.work(70);
	expect(work.seconds(0.5)).toBeLessThan(0.001);
	expect(work.seconds(1)).toBeCloseTo(0.06, 3);
});

it('a thread that gets no processor has not worked', () => {
	const one = thread();
	const work = new LoopWork(10, one.source);
	for (let n = 0; n < 5; n++) one.work(0);
	expect(work.seconds(1)).toBeLessThan(0.001);
});

it('begins anew with each reset, and ends its timer', () => {
	const one = thread();
	const work = new LoopWork(10, one.source);
	expect(work.seconds(1)).toBe(0);
	one.work(500);
	work.reset();
	one.work(30);
	expect(work.seconds(1)).toBeCloseTo(0.02, 3);
	work.close();
	expect(one.ended()).toBe(true);
});

it('sees a piece of work of the real thread', async () => {
	const work = new LoopWork(1);
	const { user, system } = process.threadCpuUsage();
	const used = () => {
		const now = process.threadCpuUsage();
		return now.user + now.system - user - system;
	};
	while (used() < 50_000);
	while (work.seconds(1) === 0) await new Promise(setImmediate);
	expect(work.seconds(1)).toBeGreaterThan(0.04);
	work.close();
});
