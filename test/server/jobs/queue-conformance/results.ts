/** Results of jobs, page by page. */
import type { JobRecord } from '../../../../server/jobs/record';
import { HOUR, T0, failure, ids, recover, ref, success, type QueueBench } from './bench';

/** Declares that part of the suite. */
export function describeResults(bench: QueueBench): void {
	const { claim, running } = bench;

	describe('results', () => {
		it('become visible with the progress that counts them, page by page', async () => {
			const job = await running({ pageSize: 10 });
			await bench.queue.update(ref(job), {
				now: T0 + 1,
				ids: [ids(0, 4), ids(4, 13)],
				done: 5,
				note: 'n',
			});
			const first = await bench.queue.page(job.id, 1);
			expect(first?.job).toMatchObject({ hits: 17, done: 5, note: 'n', syncedAt: T0 + 1 });
			expect(first?.ids).toEqual(ids(0, 10));
			expect((await bench.queue.page(job.id, 2))?.ids).toEqual(ids(10, 7));
			expect((await bench.queue.page(job.id, 3))?.ids).toBeUndefined();
			await bench.queue.update(ref(job), { now: T0 + 2, ids: [ids(17, 4)] });
			expect((await bench.queue.page(job.id, 2))?.ids).toEqual(ids(10, 10));
			expect((await bench.queue.page(job.id, 3))?.ids).toEqual(ids(20, 1));
		});

		it('come whole with the end of the job', async () => {
			const job = await running({ pageSize: 10 });
			const ended = await bench.queue.finish(ref(job), {
				now: T0 + 1,
				ids: [ids(0, 20)],
				...success,
			});
			expect(ended).toMatchObject({
				state: 'SUCCESS',
				hits: 20,
				result: { ok: true },
				finishedAt: T0 + 1,
				expiresAt: T0 + 24 * HOUR,
				holder: null,
			});
			expect((await bench.queue.page(job.id, 2))?.ids).toEqual(ids(10, 10));
			expect((await bench.queue.page(job.id, 3))?.ids).toBeUndefined();
			expect(await bench.queue.page('AAAAAAAAAAAAAAAAAAAA', 1)).toBeUndefined();
		});

		it('are not mixed up between jobs', async () => {
			const a = await running({ pageSize: 2 });
			const b = await running({ pageSize: 2 });
			await Promise.all([
				bench.queue.update(ref(a), { now: T0, ids: [ids(0, 3)] }),
				bench.queue.update(ref(b), { now: T0, ids: [ids(100, 5)] }),
			]);
			await bench.queue.remove(a.id, T0);
			expect((await bench.queue.page(a.id, 1))?.ids).toBeUndefined();
			expect((await bench.queue.page(b.id, 1))?.ids).toEqual(ids(100, 2));
			expect((await bench.queue.page(b.id, 3))?.ids).toEqual(ids(104, 1));
		});

		it('of a run that starts over are dropped when it goes back', async () => {
			for (const goBack of [
				(job: JobRecord) =>
					bench.queue.release(ref(job), {
						now: T0,
						reason: 'retry',
						dueAt: T0,
						error: { code: 'E', message: 'm' },
					}),
				(job: JobRecord) =>
					bench.queue.release(ref(job), { now: T0, reason: 'handBack', dueAt: T0 }),
				() => bench.queue.recover(recover),
			]) {
				const job = await running({ pageSize: 10 });
				await bench.queue.update(ref(job), { now: T0, ids: [ids(0, 25)], done: 3, total: 9 });
				await goBack(job);
				expect((await bench.queue.page(job.id, 1))?.ids).toBeUndefined();
				expect(await bench.queue.get(job.id)).toMatchObject({
					state: 'QUEUED',
					hits: 0,
					done: 0,
					total: null,
				});
				await bench.queue.remove(job.id, T0);
			}
		});

		it('up to the checkpoint are kept when it goes back', async () => {
			const job = await running({ pageSize: 10 });
			await bench.queue.update(ref(job), {
				now: T0,
				ids: [ids(0, 14)],
				checkpoint: { value: { at: 14 } },
			});
			await bench.queue.update(ref(job), { now: T0, ids: [ids(14, 20)] });
			await bench.queue.recover(recover);
			const [again] = await claim(1, {}, T0 + 6);
			expect(again).toMatchObject({ hits: 14, checkpoint: { at: 14 } });
			expect((await bench.queue.page(job.id, 2))?.ids).toEqual(ids(10, 4));
			expect((await bench.queue.page(job.id, 3))?.ids).toBeUndefined();
			await bench.queue.finish(ref(again as JobRecord), {
				now: T0,
				ids: [ids(14, 20)],
				...success,
			});
			expect((await bench.queue.page(job.id, 2))?.ids).toEqual(ids(10, 10));
			expect((await bench.queue.page(job.id, 4))?.ids).toEqual(ids(30, 4));
		});

		it('are kept through a sleep', async () => {
			const job = await running({ pageSize: 10 });
			await bench.queue.release(ref(job), {
				now: T0,
				ids: [ids(0, 5)],
				reason: 'sleep',
				dueAt: T0 + 60,
			});
			expect(await claim(1, {}, T0 + 59)).toEqual([]);
			expect((await claim(1, {}, T0 + 60))[0]).toMatchObject({ hits: 5, failures: 0 });
		});

		it('of a failed job are kept, those of a cancelled one are not', async () => {
			const failed = await running();
			await bench.queue.update(ref(failed), { now: T0, ids: [ids(0, 5)] });
			await bench.queue.finish(ref(failed), { now: T0, ...failure });
			expect((await bench.queue.page(failed.id, 1))?.ids).toEqual(ids(0, 5));
			const cancelled = await running();
			await bench.queue.update(ref(cancelled), { now: T0, ids: [ids(0, 5)] });
			await bench.queue.cancel(cancelled.id, T0, T0 + 9);
			expect((await bench.queue.page(cancelled.id, 1))?.ids).toBeUndefined();
		});

		it('refuses what is not an id and keeps what was there', async () => {
			const job = await running();
			await bench.queue.update(ref(job), { now: T0, ids: [ids(0, 5)] });
			const bad = Float64Array.of(1, 2.5);
			await expect(bench.queue.update(ref(job), { now: T0, ids: [bad] })).rejects.toThrow(
				/not an event id/,
			);
			expect((await bench.queue.page(job.id, 1))?.ids).toEqual(ids(0, 5));
			expect((await bench.queue.get(job.id))?.hits).toBe(5);
		});
	});
}
