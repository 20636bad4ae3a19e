/** The SQLite job queue in a worker thread of its own: what the server uses. */
import type { WorkerClient } from '../../../platform/threads';
import type {
	Claimed,
	ClaimRequest,
	Enqueued,
	JobFilter,
	JobQueue,
	JobRecord,
	NewJob,
	Outcome,
	RecoverRequest,
	Release,
	RunRef,
	RunUpdate,
	Swept,
} from '../../../jobs';
import { randomUUID } from 'node:crypto';
import { startStore } from '../threads/store-client';
import type { JobWorkerMethods } from './worker';

/** {@link JobQueue} whose disk waits never block the calling thread. */
export class ThreadedJobQueue implements JobQueue {
	private constructor(private readonly worker: WorkerClient<JobWorkerMethods>) {}

	/**
	 * Opens `file` in a thread.
	 *
	 * @param thread name of the thread, to share it with other stores; a thread of its own by default
	 * @throws Error when another process holds the file, or when it is not a job database
	 */
	static async open(file: string, thread: string = randomUUID()): Promise<ThreadedJobQueue> {
		return new ThreadedJobQueue(await startStore<JobWorkerMethods>('jobs', { file }, thread));
	}

	enqueue(job: NewJob): Promise<Enqueued> {
		return this.worker.call('enqueue', [job]);
	}

	claim(request: ClaimRequest): Promise<Claimed> {
		return this.worker.call('claim', [request]);
	}

	heartbeat(runs: readonly RunRef[], now: number, leaseUntil: number): Promise<readonly string[]> {
		return this.worker.call('heartbeat', [runs, now, leaseUntil]);
	}

	/**
	 * Hands the buffers of `update.ids` over: the caller cannot use them afterwards. `finish` and
	 * `release` copy instead, because they are repeated when the disk was full.
	 */
	update(run: RunRef, update: RunUpdate): Promise<void> {
		return this.worker.call('update', [run, update], buffers(update));
	}

	finish(run: RunRef, outcome: Outcome): Promise<JobRecord> {
		return this.worker.call('finish', [run, outcome]);
	}

	release(run: RunRef, release: Release): Promise<JobRecord> {
		return this.worker.call('release', [run, release]);
	}

	cancel(id: string, now: number, expiresAt: number): Promise<JobRecord> {
		return this.worker.call('cancel', [id, now, expiresAt]);
	}

	remove(id: string, now: number): Promise<JobRecord> {
		return this.worker.call('remove', [id, now]);
	}

	recover(request: RecoverRequest): Promise<readonly JobRecord[]> {
		return this.worker.call('recover', [request]);
	}

	sweep(now: number, forgetBefore: number, limit: number): Promise<Swept> {
		return this.worker.call('sweep', [now, forgetBefore, limit]);
	}

	get(id: string): Promise<JobRecord | undefined> {
		return this.worker.call('get', [id]);
	}

	list(filter: JobFilter): Promise<{ total: number; jobs: readonly JobRecord[] }> {
		return this.worker.call('list', [filter]);
	}

	page(
		id: string,
		page: number,
	): Promise<{ job: JobRecord; ids: Float64Array | undefined } | undefined> {
		return this.worker.call('page', [id, page]);
	}

	async close(): Promise<void> {
		await this.worker.call('close', []);
		await this.worker.terminate();
	}

	/** Ends the thread without closing, as a crash would; for tests. */
	async kill(): Promise<void> {
		await this.worker.terminate();
	}
}

/** Every buffer once: two arrays over the same one would make the hand-over fail. */
function buffers(update: RunUpdate): ArrayBuffer[] {
	return [...new Set((update.ids ?? []).map((ids) => ids.buffer as ArrayBuffer))];
}
