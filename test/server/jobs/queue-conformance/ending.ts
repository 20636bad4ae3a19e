/** Jobs that end, are listed, and go. */
import { T0, ids, ref, success, type QueueBench } from './bench';

/** Declares that part of the suite. */
export function describeEnding(bench: QueueBench): void {
	const { add, claim, running } = bench;

	describe('cancel and remove', () => {
		it('cancels what waits and what runs', async () => {
			const waiting = await add();
			expect(await bench.queue.cancel(waiting.id, T0 + 1, T0 + 9)).toMatchObject({
				state: 'CANCELLED',
				finishedAt: T0 + 1,
				expiresAt: T0 + 9,
			});
			const job = await running();
			await bench.queue.cancel(job.id, T0 + 1, T0 + 9);
			await expect(bench.queue.finish(ref(job), { now: T0, ...success })).rejects.toMatchObject({
				code: 'JOB_LEASE_LOST',
			});
			expect(await claim(9)).toEqual([]);
		});

		it('cannot cancel what is over', async () => {
			const job = await running();
			await bench.queue.finish(ref(job), { now: T0, ...success });
			await expect(bench.queue.cancel(job.id, T0, T0)).rejects.toMatchObject({
				code: 'JOB_ILLEGAL_TRANSITION',
			});
			expect((await bench.queue.get(job.id))?.state).toBe('SUCCESS');
		});

		it('removes in every state, once', async () => {
			const waiting = await add({ dueAt: T0 + 1 });
			const live = await running();
			const done = await running();
			await bench.queue.finish(ref(done), { now: T0, ids: [ids(0, 5)], ...success });
			for (const { id } of [waiting, live, done]) {
				const removed = await bench.queue.remove(id, T0 + 3);
				expect(removed).toMatchObject({
					state: 'EXPIRED',
					gone: 'deleted',
					payload: null,
					result: null,
					hits: 0,
				});
				expect(await bench.queue.remove(id, T0 + 99)).toEqual(removed);
				expect((await bench.queue.page(id, 1))?.ids).toBeUndefined();
			}
			expect((await bench.queue.list({ now: T0 })).total).toBe(0);
		});

		it('says that a job is unknown', async () => {
			const notFound = { code: 'JOB_NOT_FOUND' };
			await expect(bench.queue.cancel('x', T0, T0)).rejects.toMatchObject(notFound);
			await expect(bench.queue.remove('x', T0)).rejects.toMatchObject(notFound);
			const nobody = { id: 'x', run: 1, instance: 'i1' };
			await expect(bench.queue.update(nobody, { now: T0 })).rejects.toMatchObject(notFound);
		});
	});

	describe('sweep', () => {
		it('removes expired results on the millisecond, in small steps', async () => {
			const jobs = [];
			for (let n = 0; n < 3; n++) {
				const job = await running();
				const expiresAt = T0 + 100 + n;
				jobs.push(
					await bench.queue.finish(ref(job), { now: T0, ids: [ids(0, 5)], ...success, expiresAt }),
				);
			}
			expect(await bench.queue.sweep(T0 + 99, 0, 10)).toEqual({ expired: [], nextAt: T0 + 100 });
			const first = await bench.queue.sweep(T0 + 101, 0, 1);
			expect(first).toEqual({ expired: [jobs[0]], nextAt: T0 + 101 });
			const rest = await bench.queue.sweep(T0 + 200, 0, 10);
			expect(rest).toEqual({ expired: jobs.slice(1), nextAt: null });
			for (const { id } of jobs) {
				expect(await bench.queue.get(id)).toMatchObject({ state: 'EXPIRED', gone: 'expired' });
				expect((await bench.queue.page(id, 1))?.ids).toBeUndefined();
			}
		});

		it('leaves active jobs alone, however old', async () => {
			await add();
			await running();
			expect(await bench.queue.sweep(T0 * 2, 0, 10)).toEqual({ expired: [], nextAt: null });
		});

		it('forgets tombstones in the end', async () => {
			const { id } = await add();
			await bench.queue.remove(id, T0 + 10);
			await bench.queue.sweep(T0 + 20, T0 + 10, 10);
			expect(await bench.queue.get(id)).toBeDefined();
			await bench.queue.sweep(T0 + 20, T0 + 11, 10);
			expect(await bench.queue.get(id)).toBeUndefined();
		});
	});

	describe('list', () => {
		it('filters by owner, kind and state, newest first, and counts beyond the limit', async () => {
			const a = await add();
			const b = await add({ owner: 'bob' });
			const c = await add({ kind: 'export' });
			const found = async (filter: object) =>
				(await bench.queue.list({ now: T0, ...filter })).jobs.map(({ id }) => id);
			expect(await found({})).toEqual([c.id, b.id, a.id]);
			expect(await found({ owner: 'ann' })).toEqual([c.id, a.id]);
			expect(await found({ kinds: ['search', 'alert'] })).toEqual([b.id, a.id]);
			expect(await found({ states: ['RUNNING'] })).toEqual([]);
			expect(await bench.queue.list({ now: T0, limit: 1 })).toEqual({ total: 3, jobs: [c] });
		});

		it('leaves out what is past its time, swept or not', async () => {
			const job = await running();
			await bench.queue.finish(ref(job), { now: T0, ...success, expiresAt: T0 + 10 });
			expect((await bench.queue.list({ now: T0 + 9 })).total).toBe(1);
			expect((await bench.queue.list({ now: T0 + 10 })).total).toBe(0);
		});
	});
}
