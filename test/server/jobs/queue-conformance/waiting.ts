/** Jobs that are submitted and wait for their turn. */
import type { JobRecord } from '../../../../server/jobs/record';
import { newJobId } from '../../../../server/jobs/job-id';
import { HOUR, T0, ref, success, type QueueBench } from './bench';

/** Declares that part of the suite. */
export function describeWaiting(bench: QueueBench): void {
	const { add, claim, leaseUntil, running } = bench;

	describe('enqueue', () => {
		it('keeps everything that was submitted', async () => {
			const job = await add({ payload: { a: [1, 'x', null] }, priority: 3, dueAt: T0 + 9 });
			expect(job).toMatchObject({
				kind: 'search',
				owner: 'ann',
				key: null,
				state: 'QUEUED',
				payload: { a: [1, 'x', null] },
				priority: 3,
				dueAt: T0 + 9,
				run: 0,
				submittedAt: T0,
				startedAt: null,
				expiresAt: null,
				hits: 0,
				pageSize: 1000,
				result: null,
			});
			expect(await bench.queue.get(job.id)).toEqual(job);
			expect(await bench.queue.get('AAAAAAAAAAAAAAAAAAAA')).toBeUndefined();
		});

		it('answers the first job for a repeated key, also when both arrive together', async () => {
			const job = { kind: 'search', owner: 'ann', key: 'k', payload: { q: 1 }, now: T0 };
			const [first, second] = await Promise.all([
				bench.queue.enqueue({ ...job, id: newJobId() }),
				bench.queue.enqueue({ ...job, id: newJobId() }),
			]);
			expect([first.created, second.created]).toEqual([true, false]);
			expect(second.job.id).toBe(first.job.id);
			expect(await claim(9)).toHaveLength(1);
		});

		it('keeps keys apart by owner and kind', async () => {
			const first = await add({ key: 'k' });
			expect((await add({ key: 'k', owner: 'bob' })).id).not.toBe(first.id);
			expect((await add({ key: 'k', kind: 'export' })).id).not.toBe(first.id);
		});

		it('refuses a key that comes with another payload', async () => {
			await add({ key: 'k' });
			await expect(add({ key: 'k', payload: 2 })).rejects.toMatchObject({
				code: 'JOB_KEY_CONFLICT',
			});
		});

		it('frees the key when the job expires or is deleted, swept or not', async () => {
			const first = await running({ key: 'k' });
			await bench.queue.finish(ref(first), { now: T0, ...success });
			const second = await add({ key: 'k', payload: 2, now: T0 + 24 * HOUR });
			expect(second.id).not.toBe(first.id);
			expect((await bench.queue.get(first.id))?.state).toBe('EXPIRED');
			await bench.queue.remove(second.id, T0 + 24 * HOUR);
			expect((await add({ key: 'k', payload: 3, now: T0 + 24 * HOUR })).id).not.toBe(second.id);
		});

		it('refuses an id twice and harms nothing that arrived with it', async () => {
			const job = await add();
			const [good, bad, alsoGood] = await Promise.allSettled([
				add({ payload: 'a' }),
				add({ id: job.id }),
				add({ payload: 'b' }),
			]);
			expect([good, bad, alsoGood].map(({ status }) => status)).toEqual([
				'fulfilled',
				'rejected',
				'fulfilled',
			]);
			expect((await bench.queue.list({ now: T0 })).total).toBe(3);
		});
	});

	describe('claim', () => {
		it('leases the oldest job to the caller', async () => {
			const first = await add();
			await add();
			const [job] = await claim(1, {}, T0 + 7);
			expect(job).toMatchObject({
				id: first.id,
				state: 'RUNNING',
				run: 1,
				holder: 'i1',
				leaseUntil: leaseUntil(T0 + 7),
				startedAt: T0 + 7,
			});
			expect(await bench.queue.get(first.id)).toEqual(job);
		});

		it('hands no job out twice, also to claims that arrive together', async () => {
			for (let n = 0; n < 6; n++) await add();
			const claims = await Promise.all([claim(2), claim(3), claim(4)]);
			const claimed = claims.flat().map(({ id }) => id);
			expect(claimed).toHaveLength(6);
			expect(new Set(claimed).size).toBe(6);
		});

		it('takes only the kinds asked for, as many as asked', async () => {
			await add({ kind: 'export' });
			for (let n = 0; n < 5; n++) await add();
			expect(await claim(3)).toHaveLength(3);
			expect((await claim(9)).every(({ kind }) => kind === 'search')).toBe(true);
			expect(await claim(9)).toEqual([]);
			expect(await claim(0, { kind: 'export' })).toEqual([]);
		});

		it('takes higher priorities first', async () => {
			const low = await add({ priority: -1 });
			const normal = await add();
			const high = await add({ priority: 5, owner: 'zoe' });
			expect((await claim(3)).map(({ id }) => id)).toEqual([high.id, normal.id, low.id]);
		});

		it('leaves delayed jobs until their time and says when that is', async () => {
			const later = await add({ dueAt: T0 + 500 });
			const latest = await add({ dueAt: T0 + 900 });
			const slots = [{ kind: 'search', free: 9, perOwner: 9 }];
			const at = (now: number) =>
				bench.queue.claim({ instance: 'i1', now, leaseUntil: now + 1, slots });
			expect(await at(T0 + 499)).toEqual({ jobs: [], nextDue: T0 + 500 });
			const due = await at(T0 + 500);
			expect(due.jobs.map(({ id }) => id)).toEqual([later.id]);
			expect(due.nextDue).toBe(T0 + 900);
			const last = await at(T0 + 5_000);
			expect(last.jobs.map(({ id }) => id)).toEqual([latest.id]);
			expect(last.nextDue).toBeNull();
		});

		it('takes owners in turn, however many jobs one has waiting', async () => {
			for (let n = 0; n < 10; n++) await add({ owner: 'ann' });
			for (let n = 0; n < 2; n++) await add({ owner: 'bob' });
			await add({ owner: 'cyd' });
			const order: string[] = [];
			for (let n = 0; n < 6; n++) {
				const [job] = await claim(1);
				order.push((job as JobRecord).owner);
				await bench.queue.finish(ref(job as JobRecord), { now: T0, ...success });
			}
			expect(order).toEqual(['ann', 'bob', 'cyd', 'ann', 'bob', 'ann']);
		});

		it('gives the next place to the owner with the fewest jobs running', async () => {
			for (let n = 0; n < 4; n++) await add({ owner: 'ann' });
			expect(await claim(3)).toHaveLength(3);
			await add({ owner: 'bob' });
			await add({ owner: 'bob' });
			expect((await claim(3)).map(({ owner }) => owner)).toEqual(['bob', 'bob', 'ann']);
		});

		it('keeps an owner within its limit', async () => {
			for (let n = 0; n < 4; n++) await add();
			await add({ owner: 'bob' });
			const jobs = await claim(9, { perOwner: 2 });
			expect(jobs.map(({ owner }) => owner).sort()).toEqual(['ann', 'ann', 'bob']);
			expect(await claim(9, { perOwner: 2 })).toEqual([]);
		});
	});
}
