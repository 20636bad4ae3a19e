/** What the job API should answer, told as plainly as possible: the model of the model-based test over HTTP. */
import type { ShownJob } from './jobs-dialects';

export const PAGE_SIZE = 10;
export const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOMBSTONE = 7 * DAY;
const MAX_ATTEMPTS = 5;

/** Who asks. */
export interface Person {
	readonly name: string;
	readonly admin: boolean;
}

/** One job as the model knows it. */
export interface ModelJob {
	readonly id: string;
	readonly tag: string;
	/** Sequence that submitted it. */
	readonly sequence: string;
	readonly owner: string;
	/** Selects the events of its sequence with a smaller `N`. */
	readonly below: number;
	readonly submittedAt: number;
	/** What the present run will find: serial numbers of events, newest first. */
	snapshot: readonly number[];
	/** How many of them it has found. */
	hits: number;
	failures: number;
	state: 'RUNNING' | 'SUCCESS' | 'FAILED' | 'DELETED';
	endedAt: number;
}

/** An event as far as searches of the test look at it. */
export interface ModelEvent {
	readonly sequence: string;
	readonly N: number;
	readonly serial: number;
}

/** The server's events and jobs of the sequences that share it. */
export class Model {
	readonly jobs: ModelJob[] = [];
	private readonly events: ModelEvent[] = [];

	constructor(public now: number) {}

	ingest(events: readonly ModelEvent[]): void {
		this.events.push(...events);
	}

	submit(job: Pick<ModelJob, 'id' | 'tag' | 'sequence' | 'owner' | 'below'>): ModelJob {
		const made: ModelJob = {
			...job,
			submittedAt: this.now,
			snapshot: [],
			hits: 0,
			failures: 0,
			state: 'RUNNING',
			endedAt: Infinity,
		};
		this.jobs.push(made);
		this.begin(made);
		return made;
	}

	/** A run begins: what arrives from now on is none of its business. */
	begin(job: ModelJob): void {
		job.hits = 0;
		job.snapshot = this.events
			.filter(({ sequence, N }) => sequence === job.sequence && N < job.below)
			.map(({ serial }) => serial)
			.reverse();
	}

	/** A run fails; answers whether there will be another. The last one's count stays to be seen. */
	fail(job: ModelJob): boolean {
		job.failures += 1;
		if (job.failures === MAX_ATTEMPTS) {
			this.end(job, 'FAILED');
			return false;
		}
		job.hits = 0;
		return true;
	}

	end(job: ModelJob, state: 'SUCCESS' | 'FAILED'): void {
		job.state = state;
		job.endedAt = this.now;
	}

	/** Jobs that search. */
	running(): ModelJob[] {
		return this.jobs.filter(({ state }) => state === 'RUNNING');
	}

	/** Jobs in lists of `person`, newest first. */
	listed(person: Person): ModelJob[] {
		return this.jobs
			.filter((job) => this.sees(person, job) && this.missing(job) === undefined)
			.reverse();
	}

	/** The names of the errors that may be the answer about `job`, or undefined when there is none. */
	error(job: ModelJob, person: Person): readonly string[] | undefined {
		return this.sees(person, job) ? this.missing(job) : ['unknown'];
	}

	/** The names of the errors that may be the answer to reading a page. */
	pageError(job: ModelJob, page: number, person: Person): readonly string[] | undefined {
		const error = this.error(job, person);
		if (error !== undefined) return error;
		if (job.state === 'FAILED') return ['failed'];
		return job.state === 'SUCCESS' && page > Math.max(1, this.pages(job)) ? ['page'] : undefined;
	}

	/** The page's serial numbers and the next page's number. */
	page(job: ModelJob, page: number): { serials: readonly number[]; next: number | undefined } {
		const found = job.snapshot.slice(0, job.hits);
		return {
			serials: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
			next: page < this.pages(job) ? page + 1 : undefined,
		};
	}

	/** The job as it is shown, save what only one dialect tells. */
	shown(job: ModelJob): Omit<ShownJob, 'totalHits' | 'message'> {
		const { id, hits, submittedAt, state, endedAt } = job;
		return {
			id,
			state: state === 'DELETED' ? 'FAILED' : state,
			hits,
			pages: this.pages(job),
			time: Math.min(this.now, endedAt) - submittedAt,
			submittedAt,
			startedAt: submittedAt,
		};
	}

	private pages(job: ModelJob): number {
		return Math.ceil(job.hits / PAGE_SIZE);
	}

	private sees(person: Person, job: ModelJob): boolean {
		return person.admin || job.owner === person.name;
	}

	private missing(job: ModelJob): readonly string[] | undefined {
		if (job.state === 'DELETED') return ['unknown'];
		if (job.endedAt + DAY > this.now) return undefined;
		// The sweeper forgets tombstones at most an hour late; until then both answers are right.
		return job.endedAt + DAY + TOMBSTONE < this.now ? ['expired', 'unknown'] : ['expired'];
	}
}
