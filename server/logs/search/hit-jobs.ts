/** Asynchronous searches, of events or alerts, as jobs: start one, and read its results page by page. */
import type { NameForm } from '../store';
import {
	type HitSource,
	type JobEngine,
	type JobHandler,
	type JobLimits,
	JobQuota,
	type JobRecord,
	type KindOptions,
	PermanentJobError,
	type ResultPage,
	searchJob,
	type Viewer,
} from '../../jobs';
import { type Callback, CALLBACK_KIND, type JobCallbacks } from './callbacks';

/**
 * Jobs of a kind at work at the same time, and of one owner. Many, as their scans take turns in short slices: a small
 * search behind large ones begins at once, and ends soon.
 */
const CONCURRENCY = 64;
const PER_OWNER = 56;

/** What a token may have of search jobs, and what one of them may find; results are ids, at most 8 bytes each. */
const LIMITS: JobLimits = { active: 200, kept: 1_000, results: 50_000_000 };
const MAX_HITS = 20_000_000;

/** What a search job of any kind carries beside the search itself. */
interface HitJobPayload<S> {
	readonly search: S;
	/** Field names of the results. */
	readonly form: NameForm;
}

/** Where a kind of job searches; results come as joined JSON text, see `EventStore.fetch`. */
export interface JobSource<S> {
	readonly scan: HitSource<S, NameForm>['scan'];
	fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }>;
}

/** A page of results as a route answers it. */
export interface HitJobPage extends ResultPage {
	/** JSON text of the hits, comma separated, UTF-8. */
	readonly hits: Uint8Array;
	readonly count: number;
}

/** A job has results of another kind than those that are asked for. */
export class JobKindError extends Error {
	readonly code = 'JOB_KIND';

	/** @param does what the job does instead */
	constructor(id: string, does: string) {
		super(`${JSON.stringify(id)} ${does}`);
		this.name = 'JobKindError';
	}
}

/** Search jobs of all kinds over one engine. */
export class HitJobs {
	private readonly sources = new Map<string, JobSource<never>>();
	private readonly names = new Set<string>();
	private readonly quota: JobQuota;

	/** @param limits what an owner may have */
	constructor(
		private readonly engine: JobEngine,
		private readonly pageSize: number,
		private readonly callbacks: JobCallbacks,
		limits = LIMITS,
	) {
		this.quota = new JobQuota(limits, async (owner) => {
			const viewer = { owner, admin: false };
			return (await engine.list(viewer, { kinds: this.kinds, limit: limits.kept + 1 })).jobs;
		});
	}

	/** Jobs refused since the start, as their token had as many, or as many results, as it may. */
	get refused(): number {
		return this.quota.refused;
	}

	/** Names of the kinds, for listing. */
	get kinds(): readonly string[] {
		return [...this.names];
	}

	/** Adds a kind that finds hits; before the engine starts. */
	register<S>(kind: string, source: JobSource<S>): void {
		this.sources.set(kind, source);
		const run = searchJob<S, NameForm>(source, { maxHits: MAX_HITS });
		this.add<HitJobPayload<S>>(
			kind,
			(context) => run({ ...context, payload: context.payload.search }),
			{ pageSize: this.pageSize, concurrency: CONCURRENCY, perOwner: PER_OWNER },
		);
	}

	/** Adds a kind of any other result, which its owner lists, deletes and has in the bounds of a token as its searches. */
	add<P>(kind: string, run: JobHandler<P>, options: KindOptions): void {
		this.names.add(kind);
		this.engine.register<P>(
			kind,
			(context) => {
				const { owner, id } = context.job;
				const told = (active: boolean) =>
					this.quota.changed(owner, id, { active, hits: context.results.count });
				told(true);
				return run(context)
					.catch(asPermanent)
					.finally(() => told(false));
			},
			{ ...options, removed: ({ owner, id }) => this.quota.removed(owner, id) },
		);
	}

	/** Starts a search, see {@link submit}. */
	start<S>(
		kind: string,
		owner: string,
		search: S,
		form: NameForm,
		callback: Callback | undefined,
	): Promise<string> {
		return this.submit<HitJobPayload<S>>(kind, owner, { search, form }, callback);
	}

	/**
	 * Starts a job; resolves with its id once it is on disk.
	 *
	 * @param callback whom to call when it has ended
	 * @throws JobQuotaError when the owner has as many jobs, or results, as it may
	 */
	async submit<P>(
		kind: string,
		owner: string,
		payload: P,
		callback: Callback | undefined,
	): Promise<string> {
		const place = await this.quota.take(owner);
		const { job } = await this.engine.submit({ kind, owner, payload }).catch((error: unknown) => {
			place.free();
			throw error;
		});
		place.taken(job.id);
		if (callback !== undefined) await this.callbacks.request(job.id, owner, callback);
		return job.id;
	}

	/** The viewer's jobs, newest first, or the one of that id. Errors as `JobEngine.get`. */
	async list(viewer: Viewer, id?: string): Promise<{ total: number; jobs: readonly JobRecord[] }> {
		if (id === undefined) return this.engine.list(viewer, { kinds: this.kinds });
		return { total: 1, jobs: [await this.get(id, viewer)] };
	}

	/** Stops and deletes a job. Errors as `JobEngine.get`. */
	async delete(id: string, viewer: Viewer): Promise<void> {
		await this.get(id, viewer);
		await this.engine.delete(id, viewer);
	}

	/** Stops and deletes all jobs of the viewer. */
	deleteAll(viewer: Viewer): Promise<number> {
		return this.engine.deleteAll(viewer, this.kinds);
	}

	/** Stops what a token has at work, callbacks included: it was revoked. Answers how many jobs. */
	cancelAll(owner: string): Promise<number> {
		return this.engine.cancelAll(owner, [...this.kinds, CALLBACK_KIND]);
	}

	/**
	 * One page of results, partial ones while the job runs; every page of a failed job is empty. Errors as `JobEngine.page`.
	 *
	 * @throws JobKindError for a job that finds no hits
	 */
	async page(id: string, number: number, viewer: Viewer): Promise<HitJobPage> {
		const job = await this.get(id, viewer);
		if (!this.sources.has(job.kind)) throw new JobKindError(id, 'counts, and has no hits');
		if (job.state === 'FAILED' || job.state === 'CANCELLED') return noResults(job, number);
		const page = await this.engine.page(id, number, viewer);
		const source = this.sources.get(page.job.kind) as JobSource<never>;
		const { form } = page.job.payload as unknown as HitJobPayload<unknown>;
		return { ...page, ...(await source.fetch(page.ids, form)) };
	}

	/** One job. Those of other parts of the server, such as exports, are none of a search client's business. Errors as `JobEngine.get`. */
	async get(id: string, viewer: Viewer): Promise<JobRecord> {
		const job = await this.engine.get(id, viewer);
		if (this.names.has(job.kind)) return job;
		return this.engine.get('', viewer);
	}
}

/** That a job failed matters more than whether it would have had this page. */
function noResults(job: JobRecord, page: number): HitJobPage {
	const empty = { ids: new Float64Array(0), hits: new Uint8Array(0), count: 0 };
	return { job, page, pages: 0, nextPage: null, complete: true, ...empty };
}

/** A query that cannot be parsed cannot be parsed next time either. */
function asPermanent(error: unknown): never {
	if (error instanceof Error && error.name === 'QuerySyntaxError') {
		throw new PermanentJobError(error.message, 'QUERY_SYNTAX');
	}
	throw error;
}
