/** What the job engine should do, told as plainly as possible: the model of the model-based test. */
import { HOUR } from './engine-fixture';

export const PAGE_SIZE = 10;
export const MAX_ATTEMPTS = 3;
const TOMBSTONE = 7 * 24 * HOUR;

/** One job as the model knows it. */
export interface ModelJob {
	readonly id: string;
	readonly owner: string;
	readonly key: string | undefined;
	/** Hits the search will have. */
	readonly size: number;
	dueAt: number;
	/** Hits of this run so far. */
	hits: number;
	failures: number;
	state: 'active' | 'SUCCESS' | 'FAILED' | 'CANCELLED' | 'GONE';
	/** When results go, or the tombstone came to be. */
	expiresAt: number;
}

/** Answers in the words of the engine: a state, or an error code. */
export class Model {
	readonly jobs: ModelJob[] = [];

	constructor(public now: number) {}

	submit(job: Pick<ModelJob, 'id' | 'owner' | 'key' | 'size' | 'dueAt'>): void {
		this.jobs.push({ ...job, hits: 0, failures: 0, state: 'active', expiresAt: Infinity });
	}

	/** The job that holds this key now. */
	byKey(owner: string, key: string | undefined): ModelJob | undefined {
		return this.jobs.find(
			(job) => key !== undefined && job.owner === owner && job.key === key && !this.isGone(job),
		);
	}

	isGone(job: ModelJob): boolean {
		return job.state === 'GONE' || job.expiresAt <= this.now;
	}

	isRunning(job: ModelJob): boolean {
		return job.state === 'active' && job.dueAt <= this.now;
	}

	/** What `get` answers. */
	stateOf(job: ModelJob, viewer: { owner: string; admin: boolean }): string {
		if (!viewer.admin && viewer.owner !== job.owner) return 'JOB_NOT_FOUND';
		// The sweeper forgets tombstones once an hour or later; in between both answers are right.
		if (this.isGone(job))
			return job.expiresAt + TOMBSTONE < this.now ? 'GONE_OR_NOT_FOUND' : 'JOB_GONE';
		if (job.state === 'active') return this.isRunning(job) ? 'RUNNING' : 'QUEUED';
		return job.state;
	}

	/** The numbers of the hits on a page, or an error code. */
	page(job: ModelJob, page: number, viewer: { owner: string; admin: boolean }): number[] | string {
		const state = this.stateOf(job, viewer);
		if (/[A-Z]_/.test(state)) return state;
		const last = Math.max(1, Math.ceil(job.hits / PAGE_SIZE));
		if (page > last && job.state !== 'active') return 'JOB_INVALID';
		const from = (page - 1) * PAGE_SIZE;
		const count = Math.max(0, Math.min(PAGE_SIZE, job.hits - from));
		return Array.from({ length: count }, (_, n) => from + n);
	}

	/** A running search finds `count` more hits; ends when it has all. */
	step(job: ModelJob, count: number): void {
		job.hits = Math.min(job.size, job.hits + count);
	}

	finish(job: ModelJob): void {
		job.state = 'SUCCESS';
		job.expiresAt = this.now + 24 * HOUR;
	}

	/** A running search throws. */
	fail(job: ModelJob): void {
		job.failures += 1;
		if (job.failures === MAX_ATTEMPTS) {
			job.state = 'FAILED';
			job.expiresAt = this.now + 24 * HOUR;
		} else {
			job.hits = 0;
			job.dueAt = this.now + 1_000 * 2 ** (job.failures - 1);
		}
	}

	delete(job: ModelJob): void {
		job.state = 'GONE';
		job.expiresAt = this.now;
	}

	cancel(job: ModelJob): void {
		job.state = 'CANCELLED';
		job.hits = 0;
		job.expiresAt = this.now + 24 * HOUR;
	}

	/** The process died: what ran starts over. */
	crash(): void {
		for (const job of this.jobs) {
			if (this.isRunning(job)) {
				job.hits = 0;
				job.dueAt = this.now;
			}
		}
	}
}
