/** What callers may see of jobs: their own, unless they are administrators; and no results past their time. */
import type { Clock } from '../platform';
import { InvalidJobError, JobGoneError, JobNotFoundError } from './errors';
import { isExpired } from './lifecycle';
import type { JobFilter, JobQueue } from './queue';
import { pageCount, type JobRecord } from './record';
import { isActive } from './states';

/** Who asks. */
export interface Viewer {
	/** The owner name that was given at submission, e.g. a token's id. */
	readonly owner: string;
	/** Administrators see everybody's jobs. */
	readonly admin: boolean;
}

/** One page of results. */
export interface ResultPage {
	readonly job: JobRecord;
	/** Page number, from 1. */
	readonly page: number;
	/** Pages readable now; grows while the job runs. */
	readonly pages: number;
	readonly ids: Float64Array;
	/** The page to read next, null when this is the last one that exists now. */
	readonly nextPage: number | null;
	/** False while the page, or the pages behind it, may still grow. */
	readonly complete: boolean;
}

/** Reads jobs on behalf of a viewer. */
export class JobViews {
	constructor(
		private readonly queue: JobQueue,
		private readonly clock: Clock,
	) {}

	/**
	 * The job `id`.
	 *
	 * @throws JobNotFoundError when it is unknown, or somebody else's (which is not told apart)
	 * @throws JobGoneError when it expired or was deleted
	 */
	async get(id: string, viewer: Viewer): Promise<JobRecord> {
		return this.check(id, await this.queue.get(id), viewer);
	}

	/** The viewer's jobs, newest first; `total` counts beyond `limit`. */
	async list(
		viewer: Viewer,
		filter: Omit<JobFilter, 'owner' | 'now'> = {},
	): Promise<{ total: number; jobs: readonly JobRecord[] }> {
		const own = viewer.admin ? {} : { owner: viewer.owner };
		return this.queue.list({ ...filter, ...own, now: this.clock.now() });
	}

	/**
	 * Result page `page` of job `id`. Page 1 always exists, though it may be empty; of an active job
	 * pages that do not exist yet are empty as well.
	 *
	 * @throws InvalidJobError naming the pages there are; JobNotFoundError and JobGoneError as `get`
	 */
	async page(id: string, page: number, viewer: Viewer): Promise<ResultPage> {
		if (!Number.isInteger(page) || page < 1) {
			throw new InvalidJobError(`Page numbers are integers from 1, not ${page}`);
		}
		const found = await this.queue.page(id, page);
		const job = this.check(id, found?.job, viewer);
		const pages = pageCount(job);
		const active = isActive(job.state);
		if (page > Math.max(1, pages) && !active) {
			throw new InvalidJobError(
				`Job "${id}" has no page ${page}; its last page is ${Math.max(1, pages)}`,
			);
		}
		return {
			job,
			page,
			pages,
			ids: found?.ids ?? new Float64Array(0),
			nextPage: page < pages ? page + 1 : null,
			complete: !active,
		};
	}

	/** Applies visibility and expiry to a record. */
	check(id: string, job: JobRecord | undefined, viewer: Viewer): JobRecord {
		if (job === undefined || (!viewer.admin && job.owner !== viewer.owner)) {
			throw new JobNotFoundError(id);
		}
		// The clock decides, not the sweeper: results are gone on the millisecond.
		if (isExpired(job, this.clock.now())) throw new JobGoneError(id, job.gone ?? 'expired');
		return job;
	}
}
