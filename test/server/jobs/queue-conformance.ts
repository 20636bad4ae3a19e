/** What every job queue must do: one suite, run on each implementation. */
import type { JobQueue, NewJob, RunRef } from '../../../server/jobs/queue';
import type { JobRecord } from '../../../server/jobs/record';
import { newJobId } from '../../../server/jobs/job-id';

/** An opened queue, and how to open it again if it is kept on disk. */
export interface OpenedQueue {
	readonly queue: JobQueue;
	readonly reopen?: () => Promise<JobQueue>;
	/** Whether several servers share it: it takes back leases that ran out, and no others. */
	readonly shared?: boolean;
}

const T0 = 1_700_000_000_000;
const HOUR = 3_600_000;

/** Declares the suite for one implementation. */
export function describeJobQueue(name: string, open: () => Promise<OpenedQueue>): void {
	describe(`${name} keeps the contract of JobQueue`, () => {
		let opened: OpenedQueue;
		let queue: JobQueue;

		beforeEach(async () => {
			opened = await open();
			queue = opened.queue;
		});
		afterEach(async () => queue.close());

		const add = async (job: Partial<NewJob> = {}): Promise<JobRecord> => {
			const whole = { id: newJobId(), kind: 'search', owner: 'ann', payload: { q: 1 }, now: T0 };
			return (await queue.enqueue({ ...whole, ...job })).job;
		};
		/** What `recover` below is to take back must have run out where that counts. */
		const leaseUntil = (now: number): number => (opened.shared ? T0 + 4 : now + 30_000);
		const claim = async (free = 1, more: object = {}, now = T0): Promise<readonly JobRecord[]> => {
			const slots = [{ kind: 'search', free, perOwner: 99, ...more }];
			const claimed = await queue.claim({
				instance: 'i1',
				now,
				leaseUntil: leaseUntil(now),
				slots,
			});
			return claimed.jobs;
		};
		const ref = (job: JobRecord): RunRef => ({
			id: job.id,
			run: job.run,
			instance: job.holder ?? 'i1',
		});
		const running = async (job: Partial<NewJob> = {}): Promise<JobRecord> => {
			await add(job);
			return (await claim(1, { kind: job.kind ?? 'search' }))[0] as JobRecord;
		};
		const ids = (from: number, count: number): Float64Array =>
			Float64Array.from({ length: count }, (_, index) => T0 * 1000 - from - index);
		const success = { state: 'SUCCESS', result: { ok: true }, expiresAt: T0 + 24 * HOUR } as const;
		const failure = {
			state: 'FAILED',
			error: { code: 'X', message: 'no' },
			deadReason: 'no',
			expiresAt: T0 + 24 * HOUR,
		} as const;
		const recover = { instance: 'i2', now: T0 + 5, maxInterruptions: 2, expiresAt: T0 + HOUR };

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
				expect(await queue.get(job.id)).toEqual(job);
				expect(await queue.get('AAAAAAAAAAAAAAAAAAAA')).toBeUndefined();
			});

			it('answers the first job for a repeated key, also when both arrive together', async () => {
				const job = { kind: 'search', owner: 'ann', key: 'k', payload: { q: 1 }, now: T0 };
				const [first, second] = await Promise.all([
					queue.enqueue({ ...job, id: newJobId() }),
					queue.enqueue({ ...job, id: newJobId() }),
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
				await queue.finish(ref(first), { now: T0, ...success });
				const second = await add({ key: 'k', payload: 2, now: T0 + 24 * HOUR });
				expect(second.id).not.toBe(first.id);
				expect((await queue.get(first.id))?.state).toBe('EXPIRED');
				await queue.remove(second.id, T0 + 24 * HOUR);
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
				expect((await queue.list({ now: T0 })).total).toBe(3);
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
				expect(await queue.get(first.id)).toEqual(job);
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
					queue.claim({ instance: 'i1', now, leaseUntil: now + 1, slots });
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
					await queue.finish(ref(job as JobRecord), { now: T0, ...success });
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

		describe('leases', () => {
			it('extends those that are held and names those that are not', async () => {
				const job = await running();
				const stale = { ...ref(job), run: 7 };
				const foreign = { ...ref(job), instance: 'i9' };
				const unknown = { id: 'AAAAAAAAAAAAAAAAAAAA', run: 1, instance: 'i1' };
				expect(await queue.heartbeat([ref(job)], T0 + 10, T0 + 99)).toEqual([]);
				expect(await queue.get(job.id)).toMatchObject({ leaseUntil: T0 + 99, syncedAt: T0 + 10 });
				expect(await queue.heartbeat([stale], T0 + 10, T0 + 99)).toEqual([job.id]);
				expect(await queue.heartbeat([foreign, unknown], T0 + 10, T0 + 99)).toEqual([
					job.id,
					unknown.id,
				]);
			});

			it('refuses every write of a run that lost its lease', async () => {
				const job = await running();
				await queue.recover(recover);
				const [again] = await claim(1, {}, T0 + 9);
				expect(again).toMatchObject({ id: job.id, run: 2 });
				const lost = { code: 'JOB_LEASE_LOST' };
				const old = ref(job);
				const now = T0 + 10;
				await expect(queue.update(old, { now, ids: [ids(0, 3)] })).rejects.toMatchObject(lost);
				await expect(queue.finish(old, { now, ...success })).rejects.toMatchObject(lost);
				await expect(
					queue.release(old, { now, reason: 'handBack', dueAt: now }),
				).rejects.toMatchObject(lost);
				expect(await queue.get(job.id)).toEqual(again);
			});

			it('takes back at once what another instance held, and counts it', async () => {
				const job = await running();
				const recovered = await queue.recover(recover);
				expect(recovered.map(({ id }) => id)).toEqual([job.id]);
				expect(await queue.get(job.id)).toMatchObject({
					state: 'QUEUED',
					holder: null,
					leaseUntil: null,
					interruptions: 1,
					failures: 0,
					startedAt: T0,
				});
				expect(await queue.recover(recover)).toEqual([]);
			});

			it('leaves its own runs alone', async () => {
				await running();
				expect(await queue.recover({ ...recover, instance: 'i1' })).toEqual([]);
			});

			it('fails a job that was interrupted too often', async () => {
				const { id } = await running();
				for (let n = 0; n < 2; n++) {
					await queue.recover(recover);
					await claim(1, {}, T0 + 6);
				}
				await queue.recover(recover);
				expect(await queue.get(id)).toMatchObject({
					state: 'FAILED',
					interruptions: 3,
					error: { code: 'INTERRUPTED' },
					deadReason: expect.stringContaining('3 times'),
					expiresAt: recover.expiresAt,
				});
			});
		});

		describe('results', () => {
			it('become visible with the progress that counts them, page by page', async () => {
				const job = await running({ pageSize: 10 });
				await queue.update(ref(job), {
					now: T0 + 1,
					ids: [ids(0, 4), ids(4, 13)],
					done: 5,
					note: 'n',
				});
				const first = await queue.page(job.id, 1);
				expect(first?.job).toMatchObject({ hits: 17, done: 5, note: 'n', syncedAt: T0 + 1 });
				expect(first?.ids).toEqual(ids(0, 10));
				expect((await queue.page(job.id, 2))?.ids).toEqual(ids(10, 7));
				expect((await queue.page(job.id, 3))?.ids).toBeUndefined();
				await queue.update(ref(job), { now: T0 + 2, ids: [ids(17, 4)] });
				expect((await queue.page(job.id, 2))?.ids).toEqual(ids(10, 10));
				expect((await queue.page(job.id, 3))?.ids).toEqual(ids(20, 1));
			});

			it('come whole with the end of the job', async () => {
				const job = await running({ pageSize: 10 });
				const ended = await queue.finish(ref(job), { now: T0 + 1, ids: [ids(0, 20)], ...success });
				expect(ended).toMatchObject({
					state: 'SUCCESS',
					hits: 20,
					result: { ok: true },
					finishedAt: T0 + 1,
					expiresAt: T0 + 24 * HOUR,
					holder: null,
				});
				expect((await queue.page(job.id, 2))?.ids).toEqual(ids(10, 10));
				expect((await queue.page(job.id, 3))?.ids).toBeUndefined();
				expect(await queue.page('AAAAAAAAAAAAAAAAAAAA', 1)).toBeUndefined();
			});

			it('are not mixed up between jobs', async () => {
				const a = await running({ pageSize: 2 });
				const b = await running({ pageSize: 2 });
				await Promise.all([
					queue.update(ref(a), { now: T0, ids: [ids(0, 3)] }),
					queue.update(ref(b), { now: T0, ids: [ids(100, 5)] }),
				]);
				await queue.remove(a.id, T0);
				expect((await queue.page(a.id, 1))?.ids).toBeUndefined();
				expect((await queue.page(b.id, 1))?.ids).toEqual(ids(100, 2));
				expect((await queue.page(b.id, 3))?.ids).toEqual(ids(104, 1));
			});

			it('of a run that starts over are dropped when it goes back', async () => {
				for (const goBack of [
					(job: JobRecord) =>
						queue.release(ref(job), {
							now: T0,
							reason: 'retry',
							dueAt: T0,
							error: { code: 'E', message: 'm' },
						}),
					(job: JobRecord) => queue.release(ref(job), { now: T0, reason: 'handBack', dueAt: T0 }),
					() => queue.recover(recover),
				]) {
					const job = await running({ pageSize: 10 });
					await queue.update(ref(job), { now: T0, ids: [ids(0, 25)], done: 3, total: 9 });
					await goBack(job);
					expect((await queue.page(job.id, 1))?.ids).toBeUndefined();
					expect(await queue.get(job.id)).toMatchObject({
						state: 'QUEUED',
						hits: 0,
						done: 0,
						total: null,
					});
					await queue.remove(job.id, T0);
				}
			});

			it('up to the checkpoint are kept when it goes back', async () => {
				const job = await running({ pageSize: 10 });
				await queue.update(ref(job), {
					now: T0,
					ids: [ids(0, 14)],
					checkpoint: { value: { at: 14 } },
				});
				await queue.update(ref(job), { now: T0, ids: [ids(14, 20)] });
				await queue.recover(recover);
				const [again] = await claim(1, {}, T0 + 6);
				expect(again).toMatchObject({ hits: 14, checkpoint: { at: 14 } });
				expect((await queue.page(job.id, 2))?.ids).toEqual(ids(10, 4));
				expect((await queue.page(job.id, 3))?.ids).toBeUndefined();
				await queue.finish(ref(again as JobRecord), { now: T0, ids: [ids(14, 20)], ...success });
				expect((await queue.page(job.id, 2))?.ids).toEqual(ids(10, 10));
				expect((await queue.page(job.id, 4))?.ids).toEqual(ids(30, 4));
			});

			it('are kept through a sleep', async () => {
				const job = await running({ pageSize: 10 });
				await queue.release(ref(job), {
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
				await queue.update(ref(failed), { now: T0, ids: [ids(0, 5)] });
				await queue.finish(ref(failed), { now: T0, ...failure });
				expect((await queue.page(failed.id, 1))?.ids).toEqual(ids(0, 5));
				const cancelled = await running();
				await queue.update(ref(cancelled), { now: T0, ids: [ids(0, 5)] });
				await queue.cancel(cancelled.id, T0, T0 + 9);
				expect((await queue.page(cancelled.id, 1))?.ids).toBeUndefined();
			});

			it('refuses what is not an id and keeps what was there', async () => {
				const job = await running();
				await queue.update(ref(job), { now: T0, ids: [ids(0, 5)] });
				const bad = Float64Array.of(1, 2.5);
				await expect(queue.update(ref(job), { now: T0, ids: [bad] })).rejects.toThrow(
					/not an event id/,
				);
				expect((await queue.page(job.id, 1))?.ids).toEqual(ids(0, 5));
				expect((await queue.get(job.id))?.hits).toBe(5);
			});
		});

		describe('retry', () => {
			it('waits, counts the failure and keeps its error', async () => {
				const job = await running();
				const error = { code: 'ECONNRESET', message: 'reset' };
				await queue.release(ref(job), { now: T0 + 1, reason: 'retry', dueAt: T0 + 50, error });
				expect(await queue.get(job.id)).toMatchObject({
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
				const dead = await queue.finish(ref(job), { now: T0, ...failure });
				expect(dead).toMatchObject({
					state: 'FAILED',
					failures: 1,
					error: failure.error,
					deadReason: 'no',
				});
				const listed = await queue.list({ now: T0, states: ['FAILED'] });
				expect(listed.jobs).toEqual([dead]);
			});
		});

		describe('cancel and remove', () => {
			it('cancels what waits and what runs', async () => {
				const waiting = await add();
				expect(await queue.cancel(waiting.id, T0 + 1, T0 + 9)).toMatchObject({
					state: 'CANCELLED',
					finishedAt: T0 + 1,
					expiresAt: T0 + 9,
				});
				const job = await running();
				await queue.cancel(job.id, T0 + 1, T0 + 9);
				await expect(queue.finish(ref(job), { now: T0, ...success })).rejects.toMatchObject({
					code: 'JOB_LEASE_LOST',
				});
				expect(await claim(9)).toEqual([]);
			});

			it('cannot cancel what is over', async () => {
				const job = await running();
				await queue.finish(ref(job), { now: T0, ...success });
				await expect(queue.cancel(job.id, T0, T0)).rejects.toMatchObject({
					code: 'JOB_ILLEGAL_TRANSITION',
				});
				expect((await queue.get(job.id))?.state).toBe('SUCCESS');
			});

			it('removes in every state, once', async () => {
				const waiting = await add({ dueAt: T0 + 1 });
				const live = await running();
				const done = await running();
				await queue.finish(ref(done), { now: T0, ids: [ids(0, 5)], ...success });
				for (const { id } of [waiting, live, done]) {
					const removed = await queue.remove(id, T0 + 3);
					expect(removed).toMatchObject({
						state: 'EXPIRED',
						gone: 'deleted',
						payload: null,
						result: null,
						hits: 0,
					});
					expect(await queue.remove(id, T0 + 99)).toEqual(removed);
					expect((await queue.page(id, 1))?.ids).toBeUndefined();
				}
				expect((await queue.list({ now: T0 })).total).toBe(0);
			});

			it('says that a job is unknown', async () => {
				const notFound = { code: 'JOB_NOT_FOUND' };
				await expect(queue.cancel('x', T0, T0)).rejects.toMatchObject(notFound);
				await expect(queue.remove('x', T0)).rejects.toMatchObject(notFound);
				const nobody = { id: 'x', run: 1, instance: 'i1' };
				await expect(queue.update(nobody, { now: T0 })).rejects.toMatchObject(notFound);
			});
		});

		describe('sweep', () => {
			it('removes expired results on the millisecond, in small steps', async () => {
				const jobs = [];
				for (let n = 0; n < 3; n++) {
					const job = await running();
					const expiresAt = T0 + 100 + n;
					jobs.push(
						await queue.finish(ref(job), { now: T0, ids: [ids(0, 5)], ...success, expiresAt }),
					);
				}
				expect(await queue.sweep(T0 + 99, 0, 10)).toEqual({ expired: [], nextAt: T0 + 100 });
				const first = await queue.sweep(T0 + 101, 0, 1);
				expect(first).toEqual({ expired: [jobs[0]], nextAt: T0 + 101 });
				const rest = await queue.sweep(T0 + 200, 0, 10);
				expect(rest).toEqual({ expired: jobs.slice(1), nextAt: null });
				for (const { id } of jobs) {
					expect(await queue.get(id)).toMatchObject({ state: 'EXPIRED', gone: 'expired' });
					expect((await queue.page(id, 1))?.ids).toBeUndefined();
				}
			});

			it('leaves active jobs alone, however old', async () => {
				await add();
				await running();
				expect(await queue.sweep(T0 * 2, 0, 10)).toEqual({ expired: [], nextAt: null });
			});

			it('forgets tombstones in the end', async () => {
				const { id } = await add();
				await queue.remove(id, T0 + 10);
				await queue.sweep(T0 + 20, T0 + 10, 10);
				expect(await queue.get(id)).toBeDefined();
				await queue.sweep(T0 + 20, T0 + 11, 10);
				expect(await queue.get(id)).toBeUndefined();
			});
		});

		describe('list', () => {
			it('filters by owner, kind and state, newest first, and counts beyond the limit', async () => {
				const a = await add();
				const b = await add({ owner: 'bob' });
				const c = await add({ kind: 'export' });
				const found = async (filter: object) =>
					(await queue.list({ now: T0, ...filter })).jobs.map(({ id }) => id);
				expect(await found({})).toEqual([c.id, b.id, a.id]);
				expect(await found({ owner: 'ann' })).toEqual([c.id, a.id]);
				expect(await found({ kinds: ['search', 'alert'] })).toEqual([b.id, a.id]);
				expect(await found({ states: ['RUNNING'] })).toEqual([]);
				expect(await queue.list({ now: T0, limit: 1 })).toEqual({ total: 3, jobs: [c] });
			});

			it('leaves out what is past its time, swept or not', async () => {
				const job = await running();
				await queue.finish(ref(job), { now: T0, ...success, expiresAt: T0 + 10 });
				expect((await queue.list({ now: T0 + 9 })).total).toBe(1);
				expect((await queue.list({ now: T0 + 10 })).total).toBe(0);
			});
		});

		it('is the same after it was closed and opened again', async () => {
			if (opened.reopen === undefined) return;
			const waiting = await add({ key: 'k', dueAt: T0 + 5 });
			const live = await running({ pageSize: 3 });
			await queue.update(ref(live), { now: T0, ids: [ids(0, 8)] });
			const over = await running();
			await queue.finish(ref(over), { now: T0, ...success });
			const before = await queue.list({ now: T0 });
			await queue.close();
			queue = await opened.reopen();
			expect(await queue.list({ now: T0 })).toEqual(before);
			expect((await queue.page(live.id, 3))?.ids).toEqual(ids(6, 2));
			expect((await queue.recover(recover)).map(({ id }) => id)).toEqual([live.id]);
			expect((await claim(9, {}, T0 + 5)).map(({ id }) => id)).toEqual([waiting.id, live.id]);
		});
	});
}
