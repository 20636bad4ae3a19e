/** The methods of the thread that owns the job database. */

import { Transfer } from '../../../platform/threads';
import type { JobQueue } from '../../../jobs';
import { withLogAtRest } from '../data/log-at-rest';
import { SqliteJobQueue } from './queue';

/** Opens the queue; its methods run in the thread that hosts it. */
export function open({ file }: { readonly file: string }) {
	const queue = new SqliteJobQueue(file);

	return withLogAtRest(queue.log, {
		enqueue: (...args: Parameters<JobQueue['enqueue']>) => queue.enqueue(...args),
		claim: (...args: Parameters<JobQueue['claim']>) => queue.claim(...args),
		heartbeat: (...args: Parameters<JobQueue['heartbeat']>) => queue.heartbeat(...args),
		update: (...args: Parameters<JobQueue['update']>) => queue.update(...args),
		finish: (...args: Parameters<JobQueue['finish']>) => queue.finish(...args),
		release: (...args: Parameters<JobQueue['release']>) => queue.release(...args),
		cancel: (...args: Parameters<JobQueue['cancel']>) => queue.cancel(...args),
		remove: (...args: Parameters<JobQueue['remove']>) => queue.remove(...args),
		recover: (...args: Parameters<JobQueue['recover']>) => queue.recover(...args),
		sweep: (...args: Parameters<JobQueue['sweep']>) => queue.sweep(...args),
		get: (...args: Parameters<JobQueue['get']>) => queue.get(...args),
		list: (...args: Parameters<JobQueue['list']>) => queue.list(...args),
		close: () => queue.close(),
		page: async (...args: Parameters<JobQueue['page']>) => {
			const found = await queue.page(...args);
			if (found?.ids === undefined) return found;
			return new Transfer(found, [found.ids.buffer as ArrayBuffer]);
		},
	});
}

/** What the calling side can ask for. */
export type JobWorkerMethods = Omit<ReturnType<typeof open>, 'page'> & Pick<JobQueue, 'page'>;
