/** The SQLite queue against the contract, in its worker thread (compiled: run `npm run build:server` first). */
import { newJobId } from '../../../../../server/jobs';
import { writeFileSync } from 'node:fs';

import { ThreadedJobQueue } from '../../../../../server/storage/sqlite/jobs/threaded-queue';
import { describeJobQueue } from '../../../jobs/queue-conformance';
import { tempFile } from './temp-file';

describeJobQueue('ThreadedJobQueue', async () => {
	const file = tempFile();
	return { queue: await ThreadedJobQueue.open(file), reopen: () => ThreadedJobQueue.open(file) };
});

describe('ThreadedJobQueue', () => {
	const job = () => ({ id: newJobId(), kind: 'k', owner: 'o', payload: null, now: 1 });

	it('says why it cannot open', async () => {
		const file = tempFile();
		writeFileSync(file, 'x'.repeat(10_000));
		await expect(ThreadedJobQueue.open(file)).rejects.toThrow(/Cannot open the job database/);
	});

	it('keeps what it acknowledged when its thread is ended', async () => {
		const file = tempFile();
		const queue = await ThreadedJobQueue.open(file);
		const acknowledged: string[] = [];
		for (let n = 0; n < 20; n++) acknowledged.push((await queue.enqueue(job())).job.id);
		const unanswered = queue.enqueue(job()).catch((error: Error) => error);
		await queue.kill();
		await unanswered;
		const again = await ThreadedJobQueue.open(file);
		for (const id of acknowledged) expect(await again.get(id)).toBeDefined();
		await again.close();
	});

	it('refuses calls after its thread is gone', async () => {
		const queue = await ThreadedJobQueue.open(tempFile());
		await queue.kill();
		await expect(queue.get('x')).rejects.toThrow('The worker was terminated');
	});
});
