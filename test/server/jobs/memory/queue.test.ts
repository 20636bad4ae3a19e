/** The in-memory queue against the contract. */
import { MemoryJobQueue } from '../../../../server/jobs/memory/queue';
import { describeJobQueue } from '../queue-conformance';

describeJobQueue('MemoryJobQueue', async () => ({ queue: new MemoryJobQueue() }));
