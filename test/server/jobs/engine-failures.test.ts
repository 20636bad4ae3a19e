/** What the engine does when handlers fail, processes die, disks fill up and servers stop. */
import { PermanentJobError, RetryLaterError } from '../../../server/jobs/errors';
import type { JobContext } from '../../../server/jobs/kinds';
import { MemoryJobQueue } from '../../../server/jobs/memory/queue';
import { ann, deferred, HOUR, makeEngine, settle, T0, untilAborted } from './engine-fixture';

describe('handlers that fail', () => {
	test('are tried again after 1, 2, 4, ... seconds and then given up with the reason', async () => {
		const { engine, submit, advance, log } = makeEngine();
		engine.register('work', async () => Promise.reject(new Error('mail server down')), {
			maxAttempts: 4,
		});
		await engine.start();
		const { id } = await submit();
		await settle();
		for (const wait of [1_000, 2_000, 4_000]) {
			await advance(wait - 1);
			expect((await engine.get(id, ann)).state).toBe('QUEUED');
			await advance(1);
		}
		expect(await engine.get(id, ann)).toMatchObject({
			state: 'FAILED',
			failures: 4,
			error: { code: 'Error', message: 'mail server down' },
			deadReason: 'Gave up after 4 attempts: mail server down',
		});
		expect(log.filter((line) => line === 'released retry')).toHaveLength(3);
	});

	test('succeed later and keep the last error for the record', async () => {
		const { engine, submit, advance } = makeEngine();
		engine.register('work', async ({ job }) => {
			if (job.failures === 0) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
			return 'ok';
		});
		await engine.start();
		const { id } = await submit();
		await settle();
		await advance(1_000);
		expect(await engine.get(id, ann)).toMatchObject({
			state: 'SUCCESS',
			result: 'ok',
			error: { code: 'ECONNRESET', message: 'reset' },
			deadReason: null,
		});
	});

	test('are not tried again when they say that it is no use', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => {
			throw new PermanentJobError('incident 7 does not exist', 'NO_INCIDENT');
		});
		await engine.start();
		expect(await engine.wait((await submit()).id, ann)).toMatchObject({
			state: 'FAILED',
			failures: 1,
			error: { code: 'NO_INCIDENT' },
			deadReason: 'incident 7 does not exist',
		});
	});

	test('are tried again no earlier than they ask for', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => {
			throw new RetryLaterError('HTTP 429', T0 + HOUR, 'HTTP_429');
		});
		await engine.start();
		const { id } = await submit();
		await settle();
		expect(await engine.get(id, ann)).toMatchObject({ state: 'QUEUED', dueAt: T0 + HOUR });
	});

	test('may throw what is no error', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', () => Promise.reject('just text'), { maxAttempts: 1 });
		await engine.start();
		expect(await engine.wait((await submit()).id, ann)).toMatchObject({
			error: { code: 'ERROR', message: 'just text' },
			deadReason: 'just text',
		});
	});

	test('fail for good when their value is not JSON', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => ({ count: 10n }));
		await engine.start();
		const job = await engine.wait((await submit()).id, ann);
		expect(job.deadReason).toMatch(/^The work handler returned what is not JSON: /);
	});

	test('lose the results of the failed attempt, so that none is doubled', async () => {
		const { engine, submit, advance } = makeEngine();
		engine.register('work', async ({ job, results }) => {
			await results.append(Float64Array.of(1, 2, 3));
			if (job.run === 1) throw new Error('once');
		});
		await engine.start();
		const { id } = await submit();
		await settle();
		await advance(1_000);
		expect([...(await engine.page(id, 1, ann)).ids]).toEqual([1, 2, 3]);
	});
});

describe('what cannot be accepted', () => {
	test('an unknown kind, naming those that are known', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => null);
		engine.register('mail', async () => null);
		await expect(submit(null, { kind: 'sing' })).rejects.toThrow(
			'Unknown job kind "sing"; known: work, mail',
		);
	});

	test('a payload that is not JSON', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => null);
		await expect(submit({ n: 1n })).rejects.toThrow('The payload is not JSON');
	});

	test('a kind registered twice, too late, or with limits that make no sense', async () => {
		const { engine } = makeEngine();
		engine.register('work', async () => null);
		expect(() => engine.register('work', async () => null)).toThrow('registered twice');
		expect(() => engine.register('odd', async () => null, { concurrency: 0 })).toThrow(
			'Job kind "odd": concurrency must be an integer of at least 1, not 0',
		);
		await engine.start();
		expect(() => engine.register('late', async () => null)).toThrow('before the engine starts');
		await expect(engine.start()).rejects.toThrow('started before');
	});
});

describe('a process that dies', () => {
	test('loses its running jobs to the next one at once, whatever their leases', async () => {
		const queue = new MemoryJobQueue();
		const dead = makeEngine({ queue });
		dead.engine.register('work', untilAborted);
		await dead.engine.start();
		const { id } = await dead.submit();
		await settle();

		const next = makeEngine({ queue });
		next.engine.register('work', async ({ job }) => `run ${job.run}`);
		await next.engine.start();
		expect(await next.engine.wait(id, ann)).toMatchObject({
			state: 'SUCCESS',
			result: 'run 2',
			interruptions: 1,
			failures: 0,
		});
		expect(next.log).toEqual(['released recovered', 'started run 2', 'finished SUCCESS']);
		await dead.advance(10_000); // the heartbeat of the one thought dead
		expect(dead.engine.runningJobs).toBe(0);
		expect(dead.log).toEqual(['started run 1']);
	});

	test('again and again over the same job, fails it', async () => {
		const queue = new MemoryJobQueue();
		for (let start = 0; start < 3; start++) {
			const { engine, submit, log } = makeEngine({ queue, maxInterruptions: 1 });
			engine.register('work', untilAborted);
			await engine.start();
			if (start === 0) await submit();
			await settle();
			if (start === 2) expect(log).toEqual(['finished FAILED']);
		}
	});
});

describe('leases', () => {
	test('are kept by heartbeats, also when the clock jumps a day', async () => {
		const { engine, submit, advance, clock } = makeEngine({ leaseMs: 30_000 });
		engine.register('work', untilAborted);
		await engine.start();
		const { id } = await submit();
		await settle();
		await advance(10_000);
		expect((await engine.get(id, ann)).leaseUntil).toBe(T0 + 40_000);
		clock.advance(24 * HOUR);
		await engine.wake();
		expect(await engine.get(id, ann)).toMatchObject({
			state: 'RUNNING',
			leaseUntil: T0 + 10_000 + 24 * HOUR + 30_000,
		});
	});

	test('that cannot be renewed are reported and tried again', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit, advance, log } = makeEngine({ queue });
		engine.register('work', untilAborted);
		await engine.start();
		await submit();
		await settle();
		const beat = jest.spyOn(queue, 'heartbeat').mockRejectedValueOnce(new Error('disk I/O error'));
		await advance(10_000);
		await advance(10_000);
		expect(beat).toHaveBeenCalledTimes(2);
		expect(log).toEqual(['started run 1', 'trouble: renew leases: disk I/O error']);
	});
});

describe('a queue that fails', () => {
	test('while results are stored, makes the job start over', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit, advance } = makeEngine({ queue });
		engine.register('work', async ({ results }) => {
			for (let n = 0; n < 3; n++) await results.append(new Float64Array(16_000).fill(n));
			return 'all there';
		});
		await engine.start();
		jest.spyOn(queue, 'update').mockRejectedValueOnce(new Error('disk full'));
		const { id } = await submit();
		await settle();
		expect(await engine.get(id, ann)).toMatchObject({
			state: 'QUEUED',
			failures: 1,
			error: { code: 'STORAGE' },
			hits: 0,
		});
		await advance(1_000);
		expect(await engine.get(id, ann)).toMatchObject({ state: 'SUCCESS', hits: 48_000 });
	});

	test('while progress is stored, does not let the job succeed as if nothing was', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit, advance } = makeEngine({ queue });
		const gate = deferred();
		engine.register('work', async ({ results, job }) => {
			await results.append(Float64Array.of(1));
			if (job.run === 1) await gate.promise;
		});
		await engine.start();
		const { id } = await submit();
		await settle();
		jest.spyOn(queue, 'update').mockRejectedValueOnce(new Error('disk full'));
		await advance(250);
		gate.resolve();
		await settle();
		expect(await engine.get(id, ann)).toMatchObject({ state: 'QUEUED', hits: 0 });
		await advance(1_000);
		expect(await engine.get(id, ann)).toMatchObject({ state: 'SUCCESS', hits: 1 });
	});

	test('at the end of a job, is asked again until the outcome is stored', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit, advance, log } = makeEngine({ queue });
		const handler = jest.fn(async ({ results }: JobContext) => {
			await results.append(Float64Array.of(1, 2));
			return 'precious';
		});
		engine.register('work', handler, { concurrency: 1 });
		await engine.start();
		jest
			.spyOn(queue, 'finish')
			.mockRejectedValueOnce(new Error('disk full'))
			.mockRejectedValueOnce(new Error('disk full'));
		const { id } = await submit();
		await settle();
		await advance(500);
		expect((await engine.get(id, ann)).state).toBe('RUNNING');
		await advance(1_000);
		expect(await engine.get(id, ann)).toMatchObject({
			state: 'SUCCESS',
			result: 'precious',
			hits: 2,
		});
		expect(handler).toHaveBeenCalledTimes(1);
		expect(log.filter((line) => line.includes('disk full'))).toHaveLength(2);
	});

	test('to claim, is asked again', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit, advance, log } = makeEngine({ queue });
		engine.register('work', async () => null);
		jest.spyOn(queue, 'claim').mockRejectedValueOnce(new Error('busy'));
		await engine.start();
		await settle();
		expect(log).toEqual(['trouble: claim jobs: busy']);
		await advance(500);
		expect(await engine.wait((await submit()).id, ann)).toMatchObject({ state: 'SUCCESS' });
	});

	test('to cancel, leaves the job to be run again', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit } = makeEngine({ queue });
		engine.register('work', (context) =>
			context.job.run === 1 ? untilAborted(context) : Promise.resolve(2),
		);
		await engine.start();
		const { id } = await submit();
		await settle();
		jest.spyOn(queue, 'remove').mockRejectedValueOnce(new Error('disk full'));
		await expect(engine.delete(id, ann)).rejects.toThrow('disk full');
		expect(await engine.wait(id, ann)).toMatchObject({ state: 'SUCCESS', result: 2 });
	});

	test('to accept, says so', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit } = makeEngine({ queue });
		engine.register('work', async () => null);
		jest.spyOn(queue, 'enqueue').mockRejectedValueOnce(new Error('disk full'));
		await expect(submit()).rejects.toThrow('disk full');
	});

	test('to sweep, is asked again a minute later', async () => {
		const queue = new MemoryJobQueue();
		const { engine, advance, log } = makeEngine({ queue });
		const sweep = jest.spyOn(queue, 'sweep').mockRejectedValueOnce(new Error('busy'));
		await engine.start();
		expect(log).toEqual(['trouble: remove expired jobs: busy']);
		await advance(60_000);
		expect(sweep).toHaveBeenCalledTimes(2);
	});
});

describe('shutdown', () => {
	test('lets a job finish within the grace period', async () => {
		const { engine, submit, log } = makeEngine();
		const gate = deferred();
		engine.register('work', () => gate.promise);
		await engine.start();
		await submit();
		await settle();
		const stopped = engine.stop(5_000);
		await expect(submit()).rejects.toThrow('shutting down');
		gate.resolve();
		await stopped;
		expect(log).toEqual(['started run 1', 'finished SUCCESS']);
	});

	test('hands back what does not, for the next start', async () => {
		const { engine, submit, queue, log } = makeEngine();
		engine.register('work', untilAborted);
		await engine.start();
		const { id } = await submit();
		await settle();
		await engine.stop(0);
		expect(await queue.get(id)).toMatchObject({
			state: 'QUEUED',
			failures: 0,
			interruptions: 0,
			holder: null,
		});
		expect(log).toEqual(['started run 1', 'released handBack']);
	});

	test('does not wait for ever for a handler that ignores its signal', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', () => new Promise(() => undefined));
		await engine.start();
		await submit();
		await settle();
		await engine.stop(0, 0);
		expect(engine.runningJobs).toBe(1);
		await engine.stop();
	});

	test('starts nothing that was claimed in that moment', async () => {
		const queue = new MemoryJobQueue();
		const { engine, submit } = makeEngine({ queue });
		const handler = jest.fn(async () => null);
		engine.register('work', handler);
		await engine.start();
		await settle();
		const gate = deferred();
		const claim = queue.claim.bind(queue);
		jest.spyOn(queue, 'claim').mockImplementationOnce(async (request) => {
			const claimed = await claim(request);
			await gate.promise;
			return claimed;
		});
		const { id } = await submit();
		const stopped = engine.stop(1_000);
		gate.resolve();
		await stopped;
		expect(handler).not.toHaveBeenCalled();
		expect(await queue.get(id)).toMatchObject({ state: 'QUEUED', interruptions: 0 });
	});
});
