/** Jobs that run: leases, and trying again. */
import { T0, failure, ids, recover, ref, success, type QueueBench } from './bench';

/** Declares that part of the suite. */
export function describeRunning(bench: QueueBench): void {
	const { claim, running } = bench;

	describe('leases', () => {
		it('extends those that are held and names those that are not', async () => {
			const job = await running();
			const stale = { ...ref(job), run: 7 };
			const foreign = { ...ref(job), instance: 'i9' };
			const unknown = { id: 'AAAAAAAAAAAAAAAAAAAA', run: 1, instance: 'i1' };
			expect(await bench.queue.heartbeat([ref(job)], T0 + 10, T0 + 99)).toEqual([]);
			expect(await bench.queue.get(job.id)).toMatchObject({
				leaseUntil: T0 + 99,
				syncedAt: T0 + 10,
			});
			expect(await bench.queue.heartbeat([stale], T0 + 10, T0 + 99)).toEqual([job.id]);
			expect(await bench.queue.heartbeat([foreign, unknown], T0 + 10, T0 + 99)).toEqual([
				job.id,
				unknown.id,
			]);
		});

		it('refuses every write of a run that lost its lease', async () => {
			const job = await running();
			await bench.queue.recover(recover);
			const [again] = await claim(1, {}, T0 + 9);
			expect(again).toMatchObject({ id: job.id, run: 2 });
			const lost = { code: 'JOB_LEASE_LOST' };
			const old = ref(job);
			const now = T0 + 10;
			await expect(bench.queue.update(old, { now, ids: [ids(0, 3)] })).rejects.toMatchObject(lost);
			await expect(bench.queue.finish(old, { now, ...success })).rejects.toMatchObject(lost);
			await expect(
				bench.queue.release(old, { now, reason: 'handBack', dueAt: now }),
			).rejects.toMatchObject(lost);
			expect(await bench.queue.get(job.id)).toEqual(again);
		});

		it('takes back at once what another instance held, and counts it', async () => {
			const job = await running();
			const recovered = await bench.queue.recover(recover);
			expect(recovered.map(({ id }) => id)).toEqual([job.id]);
			expect(await bench.queue.get(job.id)).toMatchObject({
				state: 'QUEUED',
				holder: null,
				leaseUntil: null,
				interruptions: 1,
				failures: 0,
				startedAt: T0,
			});
			expect(await bench.queue.recover(recover)).toEqual([]);
		});

		it('leaves its own runs alone', async () => {
			await running();
			expect(await bench.queue.recover({ ...recover, instance: 'i1' })).toEqual([]);
		});

		it('fails a job that was interrupted too often', async () => {
			const { id } = await running();
			for (let n = 0; n < 2; n++) {
				await bench.queue.recover(recover);
				await claim(1, {}, T0 + 6);
			}
			await bench.queue.recover(recover);
			expect(await bench.queue.get(id)).toMatchObject({
				state: 'FAILED',
				interruptions: 3,
				error: { code: 'INTERRUPTED' },
				deadReason: expect.stringContaining('3 times'),
				expiresAt: recover.expiresAt,
			});
		});
	});

	describe('retry', () => {
		it('waits, counts the failure and keeps its error', async () => {
			const job = await running();
			const error = { code: 'ECONNRESET', message: 'reset' };
			await bench.queue.release(ref(job), { now: T0 + 1, reason: 'retry', dueAt: T0 + 50, error });
			expect(await bench.queue.get(job.id)).toMatchObject({
				state: 'QUEUED',
				failures: 1,
				error,
				dueAt: T0 + 50,
			});
			expect(await claim(1, {}, T0 + 49)).toEqual([]);
			expect((await claim(1, {}, T0 + 50))[0]).toMatchObject({ id: job.id, run: 2 });
		});

		it('ends in the dead letter with its reason', async () => {
			const job = await running();
			const dead = await bench.queue.finish(ref(job), { now: T0, ...failure });
			expect(dead).toMatchObject({
				state: 'FAILED',
				failures: 1,
				error: failure.error,
				deadReason: 'no',
			});
			const listed = await bench.queue.list({ now: T0, states: ['FAILED'] });
			expect(listed.jobs).toEqual([dead]);
		});
	});
}
