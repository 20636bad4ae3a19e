/** One server's job engine on PostgreSQL as a process, for a test that kills it: `node job-server.mjs URL SCHEMA`. */
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../server/dist/', import.meta.url));
const { JobEngine } = require('./jobs/index.js');
const { systemClock } = require('./platform/index.js');
const { JOB_LAYOUT, PostgresDatabase, PostgresJobQueue } = require('./storage/postgres/index.js');

const [url, schema] = process.argv.slice(2);
/** Results of a job, in batches with a checkpoint after each. */
const BATCHES = 5;
const BATCH = 20;

/** Appends the numbers of its job from where the last run came to. */
async function work({ payload, checkpoint, results, saveCheckpoint, signal }) {
	for (let batch = checkpoint ?? 0; batch < BATCHES; batch++) {
		signal.throwIfAborted();
		const from = payload.first + batch * BATCH;
		await results.append(Float64Array.from({ length: BATCH }, (_, n) => from + n));
		await saveCheckpoint(batch + 1);
		await new Promise((resolve) => setImmediate(resolve));
	}
	return process.pid;
}

async function main() {
	const database = await PostgresDatabase.open({ url, schema }, [JOB_LAYOUT]);
	const queue = new PostgresJobQueue(database);
	// Short leases: what dies is to be taken up soon.
	const engine = new JobEngine({
		queue,
		clock: systemClock,
		leaseMs: 600,
		maxInterruptions: 1_000,
	});
	engine.register('work', work, { concurrency: 4 });
	await engine.start();
	process.send('started');
}

main().catch((error) => {
	console.error(error);
	process.exit(1);
});
