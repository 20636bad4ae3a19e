/** A queue that is kept on disk, opened again. */
import { T0, ids, type QueueBench, recover, ref, success } from './bench';

/** Declares that part of the suite. */
export function describeReopened(bench: QueueBench): void {
	const { add, claim, running } = bench;

	it('is the same after it was closed and opened again', async () => {
		const waiting = await add({ key: 'k', dueAt: T0 + 5 });
		const live = await running({ pageSize: 3 });
		await bench.queue.update(ref(live), { now: T0, ids: [ids(0, 8)] });
		const over = await running();
		await bench.queue.finish(ref(over), { now: T0, ...success });
		const before = await bench.queue.list({ now: T0 });
		if (!(await bench.reopen())) return;
		expect(await bench.queue.list({ now: T0 })).toEqual(before);
		expect((await bench.queue.page(live.id, 3))?.ids).toEqual(ids(6, 2));
		expect((await bench.queue.recover(recover)).map(({ id }) => id)).toEqual([live.id]);
		expect((await claim(9, {}, T0 + 5)).map(({ id }) => id)).toEqual([waiting.id, live.id]);
	});
}
