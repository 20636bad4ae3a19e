/** The engine's life of a job: accepted, run within limits, paused, ended, expired. */
import { JobEngine } from '../../../server/jobs/engine';
import { MemoryJobQueue } from '../../../server/jobs/memory/queue';
import {
	admin,
	ann,
	bob,
	deferred,
	type Deferred,
	HOUR,
	makeEngine,
	settle,
	T0,
	untilAborted,
} from './engine-fixture';

describe('running', () => {
	test('a job runs as soon as it is accepted and its value becomes the result', async () => {
		const { engine, submit, clock } = makeEngine();
		engine.register<{ n: number }>('work', async ({ payload }) => {
			clock.advance(97);
			return { twice: payload.n * 2 };
		});
		await engine.start();
		const { id } = await submit({ n: 21 });
		expect(await engine.wait(id, ann)).toMatchObject({
			id,
			state: 'SUCCESS',
			result: { twice: 42 },
			submittedAt: T0,
			startedAt: T0,
			finishedAt: T0 + 97,
			expiresAt: T0 + 97 + 24 * HOUR,
		});
	});

	test('jobs submitted before the start wait for it', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => 'done');
		const { id } = await submit();
		await settle();
		expect((await engine.get(id, ann)).state).toBe('QUEUED');
		await engine.start();
		expect((await engine.wait(id, ann)).result).toBe('done');
	});

	test('a handler that returns nothing has the result null', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => undefined);
		await engine.start();
		expect(await engine.wait((await submit()).id, ann)).toMatchObject({
			state: 'SUCCESS',
			result: null,
		});
	});

	test('no more jobs run than the kind allows, and the next starts when a place is free', async () => {
		const { engine, submit } = makeEngine();
		const gates: Deferred[] = [];
		engine.register('work', () => gates[gates.push(deferred()) - 1]?.promise as Promise<void>, {
			concurrency: 2,
			perOwner: 2,
		});
		await engine.start();
		for (let n = 0; n < 4; n++) await submit(n);
		await settle();
		expect([gates.length, engine.runningJobs]).toEqual([2, 2]);
		gates[0]?.resolve();
		await settle();
		expect([gates.length, engine.runningJobs]).toEqual([3, 2]);
	});

	test('one owner leaves a place for the others, unless told otherwise', async () => {
		const { engine, submit } = makeEngine();
		const running: string[] = [];
		engine.register('work', (context) => {
			running.push(context.job.owner);
			return untilAborted(context);
		});
		await engine.start();
		for (let n = 0; n < 20; n++) await submit(n);
		await submit(0, { owner: 'bob' });
		await settle();
		expect(running).toEqual([...Array(7).fill('ann'), 'bob']);
	});

	test('a delayed job starts when its time comes', async () => {
		const { engine, submit, advance, log } = makeEngine();
		engine.register('work', async () => null);
		await engine.start();
		await submit(null, { dueAt: T0 + HOUR });
		await advance(HOUR - 1);
		expect(log).toEqual([]);
		await advance(1);
		expect(log).toEqual(['started run 1', 'finished SUCCESS']);
	});

	test('a repeated key answers the first job', async () => {
		const { engine } = makeEngine();
		engine.register('work', async () => null);
		const submission = { kind: 'work', owner: 'ann', payload: 1, key: 'k' };
		const [first, second] = [await engine.submit(submission), await engine.submit(submission)];
		expect(second).toEqual({ job: first.job, created: false });
	});
});

describe('progress and results', () => {
	test('progress is stored together, a little later', async () => {
		const { engine, submit, advance } = makeEngine({ flushMs: 100 });
		engine.register('work', (context) => {
			context.progress({ done: 1, total: 9 });
			context.progress({ done: 2, note: 'reading' });
			return untilAborted(context);
		});
		await engine.start();
		const { id } = await submit();
		await advance(99);
		expect((await engine.get(id, ann)).done).toBe(0);
		await advance(1);
		expect(await engine.get(id, ann)).toMatchObject({
			done: 2,
			total: 9,
			note: 'reading',
			syncedAt: T0 + 100,
		});
	});

	test('pages can be read while the job runs, and are counted with their progress', async () => {
		const { engine, submit, advance } = makeEngine();
		const gate = deferred();
		engine.register('work', async ({ results }) => {
			await results.append(Float64Array.of(9, 8, 7));
			expect(results.count).toBe(3);
			await gate.promise;
			await results.append(Float64Array.of(6, 5));
		});
		await engine.start();
		const { id } = await submit(null, { pageSize: 2 });
		expect(await engine.page(id, 1, ann)).toMatchObject({
			pages: 0,
			nextPage: null,
			complete: false,
		});
		await advance(250);
		const partial = await engine.page(id, 1, ann);
		expect(partial).toMatchObject({ page: 1, pages: 2, nextPage: 2, complete: false });
		expect([...partial.ids]).toEqual([9, 8]);
		expect((await engine.page(id, 3, ann)).ids).toHaveLength(0);
		gate.resolve();
		await engine.wait(id, ann);
		const last = await engine.page(id, 3, ann);
		expect(last).toMatchObject({ pages: 3, nextPage: null, complete: true });
		expect([...last.ids]).toEqual([5]);
		await expect(engine.page(id, 4, ann)).rejects.toThrow('has no page 4; its last page is 3');
	});

	test.each([0, -1, 1.5, NaN])('page %p is refused', async (page) => {
		const { engine } = makeEngine();
		await expect(engine.page('x', page, ann)).rejects.toThrow('Page numbers are integers from 1');
	});

	test('a search without hits has one empty page', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => null);
		await engine.start();
		const { id } = await submit();
		await engine.wait(id, ann);
		expect(await engine.page(id, 1, ann)).toMatchObject({
			pages: 0,
			nextPage: null,
			complete: true,
		});
	});

	test('a handler that waits for append keeps at most two batches in memory', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit } = makeEngine({ queue });
		const gates: Deferred[] = [];
		const update = queue.update.bind(queue);
		jest.spyOn(queue, 'update').mockImplementation(async (...args) => {
			await gates[gates.push(deferred()) - 1]?.promise;
			return update(...args);
		});
		let appended = 0;
		engine.register('work', async ({ results }) => {
			for (; appended < 5; appended++) await results.append(new Float64Array(16_000));
		});
		await engine.start();
		await submit();
		await settle();
		expect([appended, gates.length]).toEqual([1, 2]);
		gates[0]?.resolve();
		await settle();
		expect([appended, gates.length]).toEqual([2, 3]);
	});
});

describe('checkpoints and sleep', () => {
	test('a workflow sleeps between steps without holding a place, and goes on after a restart', async () => {
		const queue = new MemoryJobQueue();
		const steps: string[] = [];
		const register = (engine: JobEngine, name: string): void =>
			engine.register(
				'work',
				async (context) => {
					const step = (context.checkpoint as { step: number } | null)?.step ?? 0;
					steps.push(`${name} step ${step}`);
					if (step === 2) return 'done';
					await context.saveCheckpoint({ step: step + 1 });
					return context.sleepUntil(context.job.dueAt + HOUR);
				},
				{ concurrency: 1 },
			);
		const first = makeEngine({ queue });
		register(first.engine, 'first');
		await first.engine.start();
		const { id } = await first.submit();
		await settle();
		expect(first.engine.runningJobs).toBe(0);
		expect(await first.engine.get(id, ann)).toMatchObject({ state: 'QUEUED', dueAt: T0 + HOUR });
		await first.advance(HOUR);
		await first.engine.stop(0);

		const second = makeEngine({ queue, clock: first.clock });
		register(second.engine, 'second');
		await second.engine.start();
		await second.advance(HOUR);
		expect(await second.engine.get(id, ann)).toMatchObject({
			state: 'SUCCESS',
			failures: 0,
			run: 3,
		});
		expect(steps).toEqual(['first step 0', 'first step 1', 'second step 2']);
	});

	test('a sleep counts even if the handler swallows it', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async (context) => {
			try {
				context.sleepUntil(T0 + HOUR);
			} catch {
				return 'never mind';
			}
			return 'not reached';
		});
		await engine.start();
		const { id } = await submit();
		await settle();
		expect(await engine.get(id, ann)).toMatchObject({ state: 'QUEUED', result: null });
	});

	test('sleeping until no time fails the attempt', async () => {
		const { engine, submit, log } = makeEngine();
		engine.register('work', async (context) => context.sleepUntil(NaN), { maxAttempts: 1 });
		await engine.start();
		expect((await engine.wait((await submit()).id, ann)).deadReason).toContain('not a time');
		expect(log).toContain('finished FAILED');
	});
});

describe('who sees what', () => {
	test('owners see their own jobs, administrators all; others’ jobs look unknown', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => null);
		const mine = await submit();
		const theirs = await submit(null, { owner: 'bob' });
		expect((await engine.list(ann)).jobs.map(({ id }) => id)).toEqual([mine.id]);
		expect((await engine.list(admin)).jobs.map(({ id }) => id)).toEqual([theirs.id, mine.id]);
		for (const ask of [engine.get, engine.delete, engine.cancel, engine.wait]) {
			await expect(ask.call(engine, theirs.id, ann)).rejects.toMatchObject({
				code: 'JOB_NOT_FOUND',
			});
		}
		await expect(engine.page(theirs.id, 1, ann)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
		expect((await engine.get(theirs.id, bob)).owner).toBe('bob');
		await engine.delete(theirs.id, admin);
		await expect(engine.get(theirs.id, ann)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
		await expect(engine.get(theirs.id, bob)).rejects.toMatchObject({ code: 'JOB_GONE' });
	});
});

describe('expiry', () => {
	test('results die on the millisecond, the tombstone later', async () => {
		const removed = jest.fn();
		const { engine, submit, advance, clock } = makeEngine({ tombstoneMs: HOUR });
		engine.register('work', ({ results }) => results.append(Float64Array.of(1)), { removed });
		await engine.start();
		const { id } = await submit();
		await engine.wait(id, ann);
		await advance(24 * HOUR - 1);
		expect((await engine.page(id, 1, ann)).ids).toHaveLength(1);
		clock.advance(1); // the sweeper has not run
		await expect(engine.page(id, 1, ann)).rejects.toMatchObject({
			code: 'JOB_GONE',
			reason: 'expired',
		});
		expect(removed).not.toHaveBeenCalled();
		await engine.wake();
		expect(removed).toHaveBeenCalledTimes(1);
		await expect(engine.get(id, ann)).rejects.toMatchObject({ code: 'JOB_GONE' });
		await advance(2 * HOUR);
		await expect(engine.get(id, ann)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
	});

	test('more expired jobs than fit one sweep are all removed', async () => {
		const removed = jest.fn();
		const { engine, submit, advance } = makeEngine();
		engine.register('work', async () => null, { removed, concurrency: 9 });
		await engine.start();
		for (let n = 0; n < 120; n++) await submit(n);
		await settle();
		await advance(24 * HOUR);
		expect(removed).toHaveBeenCalledTimes(120);
	});
});
