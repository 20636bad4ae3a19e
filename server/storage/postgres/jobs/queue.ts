/** The job queue on PostgreSQL, which any number of servers share. */
import type {
	Claimed,
	ClaimRequest,
	Enqueued,
	JobFilter,
	JobQueue,
	JobRecord,
	NewJob,
	Outcome,
	QueueNews,
	RecoverRequest,
	Release,
	RunRef,
	RunUpdate,
	Swept,
} from '../../../jobs';
import { randomUUID } from 'node:crypto';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import { GroupTransaction } from './group';
import type { Listener } from '../data/listener';
import { newsListener, tell } from './news';
import { idsOf } from './pages';
import { getJob, listJobs, readJobPage } from './reader';
import { JobWriter } from './store';

const WORK: QueueNews = { news: 'work' };

/** {@link JobQueue} in one schema. Writes of one server take effect in their order; reads see what is committed. */
export class PostgresJobQueue implements JobQueue {
	private readonly name = randomUUID();
	private readonly writer = new JobWriter();
	private readonly group: GroupTransaction;
	private readonly listeners = new Set<Listener>();
	/** Of the transaction at hand. */
	private readonly news: QueueNews[] = [];

	/** @param database with {@link JOB_LAYOUT}; stays open when the queue closes */
	constructor(private readonly database: PostgresDatabase) {
		this.group = new GroupTransaction(database, {
			begin: () => this.news.splice(0),
			end: (sql) => tell(sql, database.schema, this.name, this.news),
		});
	}

	enqueue(job: NewJob): Promise<Enqueued> {
		return this.group.run(async (sql) => {
			const enqueued = await this.writer.enqueue(sql, job);
			if (enqueued.created) this.news.push(WORK);
			return enqueued;
		});
	}

	claim(request: ClaimRequest): Promise<Claimed> {
		return this.group.run((sql) => this.writer.claim(sql, request));
	}

	heartbeat(runs: readonly RunRef[], now: number, leaseUntil: number): Promise<readonly string[]> {
		return this.group.run((sql) => this.writer.heartbeat(sql, runs, now, leaseUntil));
	}

	update(run: RunRef, update: RunUpdate): Promise<void> {
		return this.group.run((sql) => this.writer.update(sql, run, update));
	}

	finish(run: RunRef, outcome: Outcome): Promise<JobRecord> {
		return this.ending((sql) => this.writer.finish(sql, run, outcome));
	}

	release(run: RunRef, release: Release): Promise<JobRecord> {
		return this.group.run(async (sql) => {
			const job = await this.writer.release(sql, run, release);
			this.news.push(WORK);
			return job;
		});
	}

	cancel(id: string, now: number, expiresAt: number): Promise<JobRecord> {
		return this.ending((sql) => this.writer.cancel(sql, id, now, expiresAt));
	}

	remove(id: string, now: number): Promise<JobRecord> {
		return this.ending((sql) => this.writer.remove(sql, id, now));
	}

	recover(request: RecoverRequest): Promise<readonly JobRecord[]> {
		return this.group.run(async (sql) => {
			const recovered = await this.writer.recover(sql, request);
			for (const { id, state } of recovered)
				this.news.push(state === 'QUEUED' ? WORK : { news: 'ended', job: id });
			return recovered;
		});
	}

	sweep(now: number, forgetBefore: number, limit: number): Promise<Swept> {
		return this.group.run((sql) => this.writer.sweep(sql, now, forgetBefore, limit));
	}

	get(id: string): Promise<JobRecord | undefined> {
		return this.database.read((sql) => getJob(sql, id));
	}

	list(filter: JobFilter): Promise<{ total: number; jobs: readonly JobRecord[] }> {
		return this.database.read((sql) => listJobs(sql, filter));
	}

	async page(
		id: string,
		page: number,
	): Promise<{ job: JobRecord; ids: Float64Array | undefined } | undefined> {
		const found = await this.database.read((sql) => readJobPage(sql, id, page));
		if (found === undefined) return undefined;
		return { job: found.job, ids: found.page === undefined ? undefined : idsOf(found.page) };
	}

	async watch(hear: (news: QueueNews) => void): Promise<() => void> {
		const listener = newsListener(this.database, this.name, hear);
		await listener.start();
		this.listeners.add(listener);
		return () => {
			this.listeners.delete(listener);
			listener.stop();
		};
	}

	async close(): Promise<void> {
		for (const listener of this.listeners) listener.stop();
		this.listeners.clear();
		await this.group.idle();
	}

	private ending(operation: (sql: Sql) => Promise<JobRecord>): Promise<JobRecord> {
		return this.group.run(async (sql) => {
			const job = await operation(sql);
			this.news.push({ news: 'ended', job: job.id });
			return job;
		});
	}
}
