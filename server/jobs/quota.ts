/** Bounds what one owner may have of jobs: so many at work or waiting, so many that are kept, so many results in all of them. */
import type { JobRecord } from './record';
import { isActive } from './states';

/** Most jobs and results of one owner. */
export interface JobLimits {
	/** Jobs that are not over. */
	readonly active: number;
	/** Jobs that are kept, with those. */
	readonly kept: number;
	/** Results of all jobs together; each takes at most 8 bytes. */
	readonly results: number;
}

/** An owner has as many jobs, or results, as it may. */
export class JobQuotaError extends Error {
	readonly code = 'JOB_QUOTA';

	/**
	 * @param limit which one
	 * @param has how much the owner has
	 */
	constructor(
		readonly limit: keyof JobLimits,
		readonly has: number,
	) {
		super(`The owner has ${has} ${WORDS[limit]}, as many as it may`);
		this.name = 'JobQuotaError';
	}
}

const WORDS = { active: 'jobs at work or waiting', kept: 'jobs', results: 'results' } as const;

/** A place that a job is about to take. */
export interface JobPlace {
	/** The job is accepted. */
	taken(id: string): void;
	/** It is not. */
	free(): void;
}

interface Entry {
	readonly active: boolean;
	readonly hits: number;
}

/** Keeps count in memory, so that a submission costs no look at the queue but an owner's first. */
export class JobQuota {
	private readonly owners = new Map<string, OwnedJobs>();
	/** Submissions refused since the start. */
	refused = 0;

	/** @param list the jobs of an owner that are kept, at least one more than it may have */
	constructor(
		private readonly limits: JobLimits,
		private readonly list: (owner: string) => Promise<readonly JobRecord[]>,
	) {}

	/**
	 * Takes a place for one more job.
	 *
	 * @throws JobQuotaError when there is none
	 */
	async take(owner: string): Promise<JobPlace> {
		let jobs = this.owners.get(owner);
		if (jobs === undefined) this.owners.set(owner, (jobs = new OwnedJobs()));
		const known = jobs;
		await known.load(() => this.list(owner), false);
		// Another server on the same queue may have removed some.
		if (this.problem(known) !== undefined) await known.load(() => this.list(owner), true);
		const problem = this.problem(known);
		if (problem !== undefined) {
			this.refused++;
			throw problem;
		}
		known.places++;
		return {
			taken: (id) => {
				known.places--;
				// A short job may be over by now.
				if (!known.has(id)) known.set(id, { active: true, hits: 0 });
			},
			free: () => known.places--,
		};
	}

	/** A job has begun to work, is over, or has so many results by now. */
	changed(owner: string, id: string, entry: Readonly<Entry>): void {
		const jobs = this.owners.get(owner);
		// A job that was removed while it worked is over a little later.
		if (entry.active || jobs?.has(id) === true) jobs?.set(id, entry);
	}

	/** A job and its results were removed. */
	removed(owner: string, id: string): void {
		const jobs = this.owners.get(owner);
		jobs?.set(id, undefined);
		if (jobs?.isEmpty === true) this.owners.delete(owner);
	}

	private problem(jobs: OwnedJobs): JobQuotaError | undefined {
		const has = jobs.sums();
		for (const limit of ['active', 'kept', 'results'] as const)
			if (has[limit] >= this.limits[limit]) return new JobQuotaError(limit, has[limit]);
		return undefined;
	}
}

/** The jobs of one owner, as far as they are known. */
class OwnedJobs {
	/** Jobs that are about to be accepted. */
	places = 0;
	private jobs = new Map<string, Entry>();
	private loading: Promise<void> | undefined;
	private isLoaded = false;
	/** What changed since the list was asked for; undefined = removed. */
	private since = new Map<string, Entry | undefined>();

	has(id: string): boolean {
		return this.jobs.has(id);
	}

	get isEmpty(): boolean {
		return this.jobs.size === 0 && this.places === 0 && this.loading === undefined;
	}

	/** Sets what is known of a job; undefined = it was removed. */
	set(id: string, entry: Entry | undefined): void {
		if (entry === undefined) this.jobs.delete(id);
		else this.jobs.set(id, entry);
		if (this.loading !== undefined) this.since.set(id, entry);
	}

	/** Reads them from the queue, the first time or `again`; what changes meanwhile counts more than what is read. */
	load(list: () => Promise<readonly JobRecord[]>, again: boolean): Promise<void> {
		if (this.isLoaded && !again) return Promise.resolve();
		this.loading ??= list()
			.then((listed) => {
				this.jobs = new Map(
					listed.map(({ id, state, hits }) => [id, { active: isActive(state), hits }]),
				);
				for (const [id, entry] of this.since) {
					if (entry === undefined) this.jobs.delete(id);
					else this.jobs.set(id, entry);
				}
				this.isLoaded = true;
			})
			.finally(() => {
				this.loading = undefined;
				this.since = new Map();
			});
		return this.loading;
	}

	sums(): JobLimits {
		let active = this.places;
		let results = 0;
		for (const entry of this.jobs.values()) {
			if (entry.active) active++;
			results += entry.hits;
		}
		return { active, kept: this.jobs.size + this.places, results };
	}
}
