/** Aggregates as jobs: as long as they take, over a restart, with the sums as the job's result. */
import type { AggregateResult, EventStore } from '../store';
import type { JobRecord, Viewer } from '../../jobs';
import type { NamedAggregate } from './aggregate';
import type { Callback } from './callbacks';
import { type HitJobs, JobKindError } from './hit-jobs';

/** The kind of the jobs that count. */
export const AGGREGATE_KIND = 'aggregate';

/** Few at a time: each may hold its most groups and distinct values in memory. */
const CONCURRENCY = 3;
const PER_OWNER = 2;

/** A job that counts, and what it counted. */
export interface CountedJob {
	readonly job: JobRecord;
	/** What was asked for. */
	readonly asked: NamedAggregate;
	/** Undefined while the job is not over, and of one that failed. */
	readonly result: AggregateResult | undefined;
}

/** Aggregates in the background; they are listed, deleted and bounded with the searches of their token. */
export class AggregateJobs {
	constructor(
		private readonly jobs: HitJobs,
		store: Pick<EventStore, 'aggregate'>,
	) {
		jobs.add<NamedAggregate>(
			AGGREGATE_KIND,
			async (context) => {
				const result = await store.aggregate(context.payload.request, context.signal, (looked) =>
					context.progress({ done: looked }),
				);
				context.progress({ done: result.total });
				return result;
			},
			{ concurrency: CONCURRENCY, perOwner: PER_OWNER },
		);
	}

	/** Starts one; see `HitJobs.submit`. */
	start(owner: string, asked: NamedAggregate, callback: Callback | undefined): Promise<string> {
		return this.jobs.submit(AGGREGATE_KIND, owner, asked, callback);
	}

	/**
	 * A job and what it counted. Errors as `JobEngine.get`.
	 *
	 * @throws JobKindError for a job that finds hits
	 */
	async get(id: string, viewer: Viewer): Promise<CountedJob> {
		const job = await this.jobs.get(id, viewer);
		if (job.kind !== AGGREGATE_KIND) throw new JobKindError(id, 'finds hits, and counts nothing');
		return {
			job,
			asked: job.payload as unknown as NamedAggregate,
			result: job.state === 'SUCCESS' ? (job.result as unknown as AggregateResult) : undefined,
		};
	}
}
