/** The job queue on PostgreSQL against the contract of job queues. */
import { JOB_LAYOUT, PostgresJobQueue } from '../../../server/storage/postgres';
import { describeJobQueue } from '../../server/jobs/queue-conformance';
import { describePostgres, newSchema, openPostgres } from './fixture';

describePostgres('PostgreSQL', () => {
	describeJobQueue('PostgresJobQueue', async () => {
		const schema = newSchema();
		const open = async () => new PostgresJobQueue(await openPostgres([JOB_LAYOUT], schema));
		return { queue: await open(), reopen: open, shared: true };
	});
});
