/** The process that the crash test kills: an engine under mixed load that reports what it was promised. */
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import jobsDoor from '../../server/dist/jobs/index.js';
import platformDoor from '../../server/dist/platform/index.js';
import sqliteDoor from '../../server/dist/storage/sqlite/index.js';
import { exportLines, hitId, makeSubmission, pick, seeded } from './load.mjs';

const { systemClock } = platformDoor;
const { exportJob, JobEngine, JobFiles, removeOrphanExports, searchJob } = jobsDoor;
const { ThreadedJobQueue } = sqliteDoor;

const [directory, seedText, mode] = argv.slice(2);
const random = seeded(Number(seedText));
const admin = { owner: 'admin', admin: true };
const known = [];
let active = 0;

/** A pipe is written synchronously on Linux: a line is out before the next statement. */
const say = (line) => stdout.write(`${JSON.stringify(line)}\n`);

const queue = await ThreadedJobQueue.open(join(directory, 'jobs.db'));
const files = new JobFiles(join(directory, 'exports'));
const engine = new JobEngine({
	queue,
	clock: systemClock,
	flushMs: 5,
	maxInterruptions: 100_000,
	observer: {
		finished: ({ id, state, result }) => say({ finished: id, state, result }),
		trouble: (doing, error) => say({ trouble: `${doing}: ${error.message}` }),
	},
});

const options = { concurrency: 6, backoff: { baseMs: 10, capMs: 40 }, maxAttempts: 4 };
const source = {
	async *scan({ seed, hits, batch }) {
		for (let from = 0; from < hits; from += batch) {
			const count = Math.min(batch, hits - from);
			yield { ids: Float64Array.from({ length: count }, (_, n) => hitId(seed, from + n)) };
			if (from % 7000 === 0) await sleep(1);
		}
	},
};
engine.register('search', searchJob(source), options);
const { handler, options: exportOptions } = exportJob(files, async ({ payload }) => ({
	name: `${payload.seed}.csv`,
	contentType: 'text/csv',
	body: exportLines(payload),
}));
engine.register('export', handler, {
	...exportOptions,
	...options,
	removed: exportOptions.removed,
});
engine.register(
	'workflow',
	async (context) => {
		const { seed, steps } = context.payload;
		const step = context.checkpoint?.step ?? 0;
		if (step === steps) return { steps };
		for (let n = 0; n < 3; n++) {
			await context.results.append(Float64Array.of(hitId(seed, step * 3 + n)));
			if (n === 1) await sleep(2);
		}
		await context.saveCheckpoint({ step: step + 1 });
		if (step % 2 === 0) {
			// Written after the checkpoint and lost with the attempt: the next run must not find it.
			await context.results.append(Float64Array.of(-1));
			throw new Error('one failed attempt between two steps');
		}
		return context.sleepUntil(systemClock.now() + 5);
	},
	{ ...options, maxAttempts: 100 },
);
engine.register(
	'delivery',
	async ({ payload, job }) => {
		if (job.failures < payload.failures) throw new Error('HTTP 503');
		return { delivered: payload.seed };
	},
	options,
);

await removeOrphanExports(files, queue);
await engine.start();
say({ ready: true });
if (mode === 'drain') await drain();
else await Promise.all([load(), load(), load(), read()]);

/** Submits, deletes and repeats until killed. */
async function load() {
	for (let n = 0; ; n++) {
		if (n % 10 === 0 || active > 60) {
			const { total } = await engine.list(admin, { states: ['QUEUED', 'RUNNING'], limit: 1 });
			active = total;
		}
		if (active > 60) await sleep(5);
		else if (random() < 0.12 && known.length > 0) await remove(pick(random, known));
		else await submit();
	}
}

async function submit() {
	const key = random() < 0.3 ? `key ${Math.floor(random() * 1e9)}` : undefined;
	const submission = makeSubmission(random, key);
	const { job } = await engine.submit(submission);
	say({ accepted: job.id, ...submission });
	known.push({ id: job.id, ...submission });
	if (key === undefined) return;
	const again = await engine.submit(submission);
	if (again.created || again.job.id !== job.id) say({ violation: `key ${key} made a second job` });
}

async function remove({ id }) {
	say({ deleting: id });
	await engine.delete(id, admin).catch((error) => {
		if (error.code !== 'JOB_GONE') throw error;
	});
	say({ deleted: id });
}

/** Reads pages all the time: whatever can be seen must be right. */
async function read() {
	for (;;) {
		await sleep(1);
		const job = known.length > 0 ? pick(random, known) : undefined;
		if (job === undefined || (job.kind !== 'search' && job.kind !== 'workflow')) continue;
		const page = 1 + Math.floor(random() * 3);
		const found = await engine.page(job.id, page, admin).catch(() => undefined);
		if (found === undefined) continue;
		const { hits } = found.job;
		const expected = Math.max(0, Math.min(1000, hits - (page - 1) * 1000));
		if (found.ids.length !== expected) {
			say({
				violation: `page ${page} of ${job.id} has ${found.ids.length} ids, ${hits} are counted`,
			});
		}
		for (const [index, id] of found.ids.entries()) {
			const wanted = hitId(job.payload.seed, (page - 1) * 1000 + index);
			if (id === wanted || (job.kind === 'workflow' && id === -1)) continue;
			say({ violation: `page ${page} of ${job.id} has ${id} at ${index} instead of ${wanted}` });
			break;
		}
	}
}

/** Lets everything end, then ends itself. */
async function drain() {
	for (;;) {
		const { total } = await engine.list(admin, { states: ['QUEUED', 'RUNNING'], limit: 1 });
		if (total === 0) break;
		await sleep(20);
	}
	await engine.stop();
	await queue.close();
	say({ drained: true });
}
