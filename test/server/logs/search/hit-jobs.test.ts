/** Search jobs of a server: how many run at a time, whose they are, and what a stopped one leaves. */
import { SecretBox } from '../../../../server/platform';
import { JobCallbacks } from '../../../../server/logs/search/callbacks';
import { HitJobs, type JobSource } from '../../../../server/logs/search/hit-jobs';
import type { JobLimits } from '../../../../server/jobs';
import { ann, bob, deferred, makeEngine, settle } from '../../jobs/engine-fixture';

/** Searches that find their number of hits and then wait until they are let go. */
async function makeJobs(limits?: JobLimits) {
	const { engine, clock } = makeEngine();
	const open = new Set<string>();
	const release = deferred();
	const source: JobSource<{ tag: string; hits: number }> = {
		async *scan({ tag, hits }) {
			open.add(tag);
			yield { ids: Float64Array.from({ length: hits }, (_, n) => 1_000 - n) };
			await release.promise;
			open.delete(tag);
		},
		fetch: async (ids, form) => ({
			hits: Buffer.from([...ids].map((id) => JSON.stringify({ id, form })).join(',')),
			count: ids.length,
		}),
	};
	const nobody = async () => {
		throw new Error('No callback was asked for');
	};
	const jobs = new HitJobs(
		engine,
		2,
		new JobCallbacks({ engine, clock, box: new SecretBox(Buffer.alloc(32, 1)) }, nobody),
		limits,
	);
	jobs.register('search', source);
	engine.register('export', async () => null);
	await engine.start();
	const submit = (owner: string, tag: string, hits = 0) =>
		jobs.start('search', owner, { tag, hits }, 'server', undefined);
	return { engine, jobs, open, release, submit };
}

it('starts fifty searches behind a long one of the same owner at once', async () => {
	const { open, submit } = await makeJobs();
	await submit('ann', 'large');
	await Promise.all(Array.from({ length: 50 }, (_, n) => submit('ann', `small ${n}`)));
	await settle();
	expect(open.size).toBe(51);
});

it('leaves places for others when one owner asks for more than there are', async () => {
	const { open, release, submit } = await makeJobs();
	await Promise.all(Array.from({ length: 80 }, (_, n) => submit('ann', `ann ${n}`)));
	await settle();
	expect(open.size).toBe(56);
	await submit('bob', 'bob');
	await settle();
	expect(open.has('bob')).toBe(true);
	release.resolve();
});

it('hands out pages in the form that was asked for at the start', async () => {
	const { jobs, release, submit } = await makeJobs();
	const id = await submit('ann', 'one', 3);
	release.resolve();
	await settle();
	const page = await jobs.page(id, 2, ann);
	expect(Buffer.from(page.hits).toString()).toBe('{"id":998,"form":"server"}');
	expect(page).toMatchObject({ count: 1, pages: 2, nextPage: null, complete: true });
});

it('knows only jobs of searches, and only those of the viewer', async () => {
	const { engine, jobs, submit } = await makeJobs();
	const own = await submit('ann', 'own');
	const { job } = await engine.submit({ kind: 'export', owner: 'ann', payload: null });
	await settle();
	expect((await jobs.list(ann)).jobs.map(({ id }) => id)).toEqual([own]);
	expect(await jobs.list(bob)).toEqual({ total: 0, jobs: [] });
	for (const call of [
		() => jobs.list(ann, job.id),
		() => jobs.page(job.id, 1, ann),
		() => jobs.delete(job.id, ann),
		() => jobs.delete(own, bob),
	]) {
		await expect(call()).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
	}
	expect(await jobs.deleteAll(ann)).toBe(1);
	expect((await engine.get(job.id, ann)).state).toBe('SUCCESS');
});

it('refuses a job of an owner that has as many, or as many hits, as it may, until some are deleted or over', async () => {
	const { jobs, release, submit } = await makeJobs({ active: 2, kept: 4, results: 10 });
	const first = await submit('ann', 'first', 6);
	await submit('ann', 'second');
	await settle();
	await expect(submit('ann', 'third')).rejects.toMatchObject({
		code: 'JOB_QUOTA',
		limit: 'active',
	});
	await submit('bob', 'one');
	release.resolve();
	await settle();
	await submit('ann', 'third', 4);
	await settle();
	await expect(submit('ann', 'fourth')).rejects.toMatchObject({ limit: 'results', has: 10 });
	await jobs.delete(first, ann);
	await settle();
	await submit('ann', 'fourth');
	await submit('ann', 'fifth');
	await settle();
	await expect(submit('ann', 'sixth')).rejects.toMatchObject({ limit: 'kept', has: 4 });
	expect(jobs.refused).toBe(3);
	await jobs.deleteAll(ann);
	await settle();
	await submit('ann', 'sixth');
});

it('stops what an owner has at work, and nothing else', async () => {
	const { jobs, release, submit, engine } = await makeJobs();
	const running = await submit('ann', 'running');
	const others = await submit('bob', 'running too');
	await settle();
	expect(await jobs.cancelAll('ann')).toBe(1);
	expect((await engine.get(running, ann)).state).toBe('CANCELLED');
	expect((await engine.get(others, bob)).state).toBe('RUNNING');
	release.resolve();
	await settle();
	expect(await jobs.cancelAll('bob')).toBe(0);
});
