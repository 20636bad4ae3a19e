/** Jobs that are cancelled or deleted, whether they wait, run or have ended. */
import { admin, ann, makeEngine, settle, untilAborted } from './engine-fixture';

describe('cancel and delete', () => {
	test('deleting a running job stops its handler at once and leaves a tombstone', async () => {
		const { engine, submit, log } = makeEngine();
		const stopped = jest.fn();
		engine.register('work', async (context) => {
			await context.results.append(Float64Array.of(1));
			await untilAborted(context).catch(stopped);
			await expect(context.results.append(Float64Array.of(2))).rejects.toThrow('was cancelled');
		});
		await engine.start();
		const { id } = await submit({ secret: 'query' });
		await settle();
		await engine.delete(id, ann);
		await settle();
		expect(stopped).toHaveBeenCalledTimes(1);
		expect(engine.runningJobs).toBe(0);
		expect(log).toEqual(['started run 1', 'finished EXPIRED']);
		const gone = { code: 'JOB_GONE', message: `Job "${id}" was deleted` };
		await expect(engine.get(id, ann)).rejects.toMatchObject(gone);
		await expect(engine.page(id, 1, ann)).rejects.toMatchObject(gone);
		await expect(engine.delete(id, ann)).rejects.toMatchObject(gone);
		expect(await engine.list(ann)).toEqual({ total: 0, jobs: [] });
	});

	test('a job deleted while it is being claimed does not stay at work', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', untilAborted);
		await engine.start();
		const { id } = await submit();
		await engine.delete(id, ann);
		await settle();
		expect(engine.runningJobs).toBe(0);
	});

	test('cancelling keeps the record', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', untilAborted);
		await engine.start();
		const { id } = await submit();
		await engine.cancel(id, ann);
		expect((await engine.get(id, ann)).state).toBe('CANCELLED');
		await expect(engine.cancel(id, ann)).rejects.toThrow('cannot go from CANCELLED to CANCELLED');
	});

	test('waiting for a job that is deleted ends with JOB_GONE', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', untilAborted);
		await engine.start();
		const { id } = await submit();
		const waiting = expect(engine.wait(id, ann)).rejects.toMatchObject({ code: 'JOB_GONE' });
		await settle();
		await engine.delete(id, ann);
		await waiting;
	});

	test('deleteAll takes the viewer’s jobs of the kinds named, no others', async () => {
		const { engine, submit } = makeEngine();
		engine.register('work', async () => null);
		engine.register('export', async () => null);
		await engine.start();
		await submit();
		await submit();
		await submit(null, { kind: 'export' });
		await submit(null, { owner: 'bob' });
		expect(await engine.deleteAll(ann, ['work'])).toBe(2);
		expect((await engine.list(admin)).total).toBe(2);
	});

	test('files beside the job are cleaned up, and trouble with them is reported', async () => {
		const { engine, submit, log } = makeEngine();
		const removed = jest.fn().mockImplementationOnce(() => undefined);
		removed.mockRejectedValue(new Error('EPERM'));
		engine.register('work', async () => ({ file: 'f' }), { removed });
		await engine.start();
		for (let n = 0; n < 2; n++) {
			const { id } = await submit();
			await engine.wait(id, ann);
			await engine.delete(id, ann);
		}
		expect(removed).toHaveBeenCalledWith(expect.objectContaining({ result: { file: 'f' } }));
		expect(log.filter((line) => line.startsWith('trouble'))).toEqual([
			expect.stringMatching(/^trouble: clean up after work job .{20}: EPERM$/),
		]);
	});
});
