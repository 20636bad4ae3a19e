/** The job queue on SQLite in the calling thread, with group commit; `threaded-queue.ts` moves it to a worker. */
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
import type { DatabaseSync } from 'node:sqlite';

import { LogAtRest } from '../data/log-at-rest';
import { GroupCommit } from './group-commit';
import { lockFile } from './lock';
import { JobReader } from './reader';
import { openJobDatabase, openJobReader } from './schema';
import { JobStore } from './store';

/** {@link JobQueue} on one database file, which one process at a time may hold. */
export class SqliteJobQueue implements JobQueue {
	/** What empties the write-ahead log once nothing is written any more. */
	readonly log: LogAtRest;
	private readonly unlock: () => void;
	private readonly db: DatabaseSync;
	private readonly readerDb: DatabaseSync;
	private readonly store: JobStore;
	private readonly reader: JobReader;
	private readonly commit: GroupCommit;

	/**
	 * @param file path of the database, made if missing
	 * @throws Error when another process holds it, or when it is not a job database of this version
	 */
	constructor(file: string) {
		this.unlock = lockFile(`${file}.lock`);
		try {
			this.db = openJobDatabase(file);
		} catch (error) {
			this.unlock();
			throw error;
		}
		this.log = new LogAtRest(this.db, file);
		this.readerDb = openJobReader(file);
		this.store = new JobStore(this.db);
		this.reader = new JobReader(this.readerDb);
		this.commit = new GroupCommit(this.db);
	}

	enqueue(job: NewJob): Promise<Enqueued> {
		return this.commit.run(() => this.store.enqueue(job));
	}

	claim(request: ClaimRequest): Promise<Claimed> {
		return this.commit.run(() => this.store.claim(request));
	}

	heartbeat(runs: readonly RunRef[], now: number, leaseUntil: number): Promise<readonly string[]> {
		return this.commit.run(() => this.store.heartbeat(runs, now, leaseUntil));
	}

	update(run: RunRef, update: RunUpdate): Promise<void> {
		return this.commit.run(() => this.store.update(run, update));
	}

	finish(run: RunRef, outcome: Outcome): Promise<JobRecord> {
		return this.commit.run(() => this.store.finish(run, outcome));
	}

	release(run: RunRef, release: Release): Promise<JobRecord> {
		return this.commit.run(() => this.store.release(run, release));
	}

	cancel(id: string, now: number, expiresAt: number): Promise<JobRecord> {
		return this.commit.run(() => this.store.cancel(id, now, expiresAt));
	}

	remove(id: string, now: number): Promise<JobRecord> {
		return this.commit.run(() => this.store.remove(id, now));
	}

	recover(request: RecoverRequest): Promise<readonly JobRecord[]> {
		return this.commit.run(() => this.store.recover(request));
	}

	async sweep(now: number, forgetBefore: number, limit: number): Promise<Swept> {
		const swept = await this.commit.run(() => this.store.sweep(now, forgetBefore, limit));
		if (swept.expired.length > 0) {
			this.commit.flush();
			this.store.shrink();
		}
		return swept;
	}

	async get(id: string): Promise<JobRecord | undefined> {
		return this.reader.get(id);
	}

	async list(filter: JobFilter): Promise<{ total: number; jobs: readonly JobRecord[] }> {
		return this.reader.list(filter);
	}

	async page(
		id: string,
		page: number,
	): Promise<{ job: JobRecord; ids: Float64Array | undefined } | undefined> {
		return this.reader.page(id, page);
	}

	async close(): Promise<void> {
		this.log.close();
		this.commit.flush();
		this.readerDb.close();
		this.db.close();
		this.unlock();
	}
}
