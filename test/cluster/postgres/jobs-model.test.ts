/**
 * Random sequences of submit, poll, page, delete, cancel, failure, time and crash on PostgreSQL, against the model.
 *
 * `MODEL_SEQUENCES=1000` for more of them, `MODEL_SEED=n MODEL_SEQUENCES=1` to replay a difference.
 */
import type { JobQueue } from '../../../server/jobs';
import { JOB_LAYOUT, PostgresDatabase, PostgresJobQueue } from '../../../server/storage/postgres';
import { type CrashableQueue, ModelRun, seeded } from '../../server/jobs/model-run';
import { settle } from '../../server/jobs/engine-fixture';
import { runs } from '../../support/runs';
import { administer, cutConnections, describePostgres, newSchema, postgresUrl } from './fixture';

const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? runs(10));
const SEED = Number(process.env['MODEL_SEED'] ?? 20_260_101);
const COMMANDS = 60;

/** Calls that have not been answered. */
class UnderWay {
	private count = 0;

	/** The queue with its calls counted; the model's look at no job waits until nothing is under way. */
	around(queue: JobQueue): JobQueue {
		return new Proxy(queue, {
			get: (target, name) => {
				const value = Reflect.get(target, name) as unknown;
				if (typeof value !== 'function') return value;
				return async (...args: unknown[]) => {
					if (name === 'get' && args[0] === '') return this.idle();
					this.count++;
					try {
						return await (value.apply(target, args) as Promise<unknown>);
					} finally {
						this.count--;
					}
				};
			},
		});
	}

	async idle(): Promise<undefined> {
		for (let quiet = 0; quiet < 5; quiet = this.count > 0 ? 0 : quiet + 1) await settle();
		return undefined;
	}
}

/** Cuts the connections from the server's side, and lets the time of the leases pass, which moves no other timer. */
async function openCrashable(schema: string): Promise<CrashableQueue> {
	const database = await PostgresDatabase.open({ url: postgresUrl(), schema }, [JOB_LAYOUT]);
	const queue = new PostgresJobQueue(database);
	const close = queue.close.bind(queue);
	queue.close = async () => {
		await close();
		await database.close();
	};
	const crash = async (): Promise<void> => {
		await cutConnections();
		await administer((client) =>
			client.query(`UPDATE "${schema}".job SET lease = 0 WHERE state = 'RUNNING'`),
		);
		await queue.close();
	};
	return { queue: new UnderWay().around(queue), crash };
}

describePostgres('PostgreSQL', () => {
	test(`${SEQUENCES} sequences from seed ${SEED} show no difference`, async () => {
		for (let seed = SEED; seed < SEED + SEQUENCES; seed++) {
			const schema = newSchema();
			const run = new ModelRun(seeded(seed), () => openCrashable(schema));
			await run.run(COMMANDS).catch((error: Error) => {
				error.message = `MODEL_SEED=${seed}: ${error.message}`;
				throw error;
			});
		}
	});
});
