/** Quotas of jobs: by what is at work, by what is kept, by results; exact over ends, removals and races. */
import { JobQuota } from '../../../server/jobs';
import { deferred } from './engine-fixture';

const LIMITS = { active: 2, kept: 4, results: 100 };

/** A quota beside a queue that knows the jobs, as far as they are told. */
function makeQuota() {
	const stored = new Map<string, { id: string; state: string; hits: number; owner: string }>();
	const quota = new JobQuota(
		LIMITS,
		async (owner) => [...stored.values()].filter((job) => job.owner === owner) as never,
	);
	const start = async (id: string, owner = 'ann') => {
		const place = await quota.take(owner);
		stored.set(id, { id, owner, state: 'QUEUED', hits: 0 });
		place.taken(id);
	};
	const end = (id: string, hits = 0, owner = 'ann') => {
		quota.changed(owner, id, { active: false, hits });
		stored.set(id, { id, owner, state: 'SUCCESS', hits });
	};
	const remove = (id: string, owner = 'ann') => {
		stored.delete(id);
		quota.removed(owner, id);
	};
	return { quota, stored, start, end, remove };
}

it('counts what is at work, and lets others in when something ends', async () => {
	const { quota, start, end } = makeQuota();
	await start('a');
	await start('b');
	await expect(quota.take('ann')).rejects.toMatchObject({ limit: 'active', has: 2 });
	await start('c', 'bob');
	expect(quota.refused).toBe(1);
	end('a');
	await start('d');
});

it('takes places before the jobs are accepted, so that many at once get no more', async () => {
	const { quota } = makeQuota();
	const places = await Promise.allSettled(Array.from({ length: 20 }, () => quota.take('ann')));
	expect(places.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
	expect(quota.refused).toBe(18);
});

it('gives a place back when a job was not accepted', async () => {
	const { quota, start } = makeQuota();
	await start('a');
	(await quota.take('ann')).free();
	await start('b');
	await expect(quota.take('ann')).rejects.toMatchObject({ code: 'JOB_QUOTA' });
});

it('counts kept jobs and their results until they are removed', async () => {
	const { quota, start, end, remove } = makeQuota();
	for (const id of ['a', 'b', 'c', 'd']) {
		await start(id);
		end(id, 10);
	}
	await expect(quota.take('ann')).rejects.toMatchObject({ limit: 'kept', has: 4 });
	remove('a');
	await start('e');
	end('e', 80);
	remove('b');
	await expect(quota.take('ann')).rejects.toMatchObject({ limit: 'results', has: 100 });
	remove('c');
	await start('f');
});

it('knows the jobs from before its start', async () => {
	const { quota, stored } = makeQuota();
	for (const id of ['a', 'b']) stored.set(id, { id, owner: 'ann', state: 'RUNNING', hits: 1 });
	await expect(quota.take('ann')).rejects.toMatchObject({ limit: 'active', has: 2 });
});

it('asks the queue again before it refuses: another server on it may have removed some', async () => {
	const { quota, stored, start } = makeQuota();
	await start('a');
	await start('b');
	stored.delete('a');
	await start('c');
	await expect(quota.take('ann')).rejects.toMatchObject({ limit: 'active', has: 2 });
});

it('loses nothing that changes while the queue is asked', async () => {
	const asked = deferred();
	const quota = new JobQuota(LIMITS, async () => {
		await asked.promise;
		return [
			{ id: 'a', state: 'RUNNING', hits: 0 },
			{ id: 'b', state: 'RUNNING', hits: 0 },
		] as never;
	});
	const first = quota.take('ann');
	quota.changed('ann', 'a', { active: true, hits: 5 });
	quota.changed('ann', 'a', { active: false, hits: 5 });
	asked.resolve();
	await expect(first).resolves.toBeDefined();
});

it('does not count a job that was removed while it worked', async () => {
	const { quota, start, remove } = makeQuota();
	await start('a');
	remove('a');
	quota.changed('ann', 'a', { active: false, hits: 1_000 });
	await start('b');
	await start('c');
});

it('does not remember that the queue could not be asked', async () => {
	let fails = true;
	const quota = new JobQuota(LIMITS, async () => {
		if (fails) throw new Error('closed');
		return [];
	});
	await expect(quota.take('ann')).rejects.toThrow('closed');
	fails = false;
	await expect(quota.take('ann')).resolves.toBeDefined();
});
