/** What the parts of the suite have in common: a queue, and jobs in it. */
import { newJobId } from '../../../../server/jobs/job-id';
import type { JobQueue, NewJob, RunRef } from '../../../../server/jobs/queue';
import type { JobRecord } from '../../../../server/jobs/record';

/** An opened queue, and how to open it again if it is kept on disk. */
export interface OpenedQueue {
	readonly queue: JobQueue;
	readonly reopen?: () => Promise<JobQueue>;
	/** Whether several servers share it: it takes back leases that ran out, and no others. */
	readonly shared?: boolean;
}

/** When everything begins, and an hour, ms. */
export const T0 = 1_700_000_000_000;
export const HOUR = 3_600_000;

/** How a run ends well, how it fails, and what takes back the runs of another instance. */
export const success = {
	state: 'SUCCESS',
	result: { ok: true },
	expiresAt: T0 + 24 * HOUR,
} as const;
export const failure = {
	state: 'FAILED',
	error: { code: 'X', message: 'no' },
	deadReason: 'no',
	expiresAt: T0 + 24 * HOUR,
} as const;
export const recover = { instance: 'i2', now: T0 + 5, maxInterruptions: 2, expiresAt: T0 + HOUR };

/** Names a job's run. */
export const ref = (job: JobRecord): RunRef => ({
	id: job.id,
	run: job.run,
	instance: job.holder ?? 'i1',
});

/** Ids of hits, newest first. */
export const ids = (from: number, count: number): Float64Array =>
	Float64Array.from({ length: count }, (_, index) => T0 * 1000 - from - index);

/** The queue of a test, and how jobs come into it. */
export interface QueueBench {
	readonly queue: JobQueue;
	/** Submits a job: a search of ann's that is due at once, unless it is said otherwise. */
	readonly add: (job?: Partial<NewJob>) => Promise<JobRecord>;
	/** Takes up to so many jobs. @param more what to ask for besides, and otherwise than a search */
	readonly claim: (free?: number, more?: object, now?: number) => Promise<readonly JobRecord[]>;
	/** How long a job is leased that is taken at a time: what is to be taken back must have run out where that counts. */
	readonly leaseUntil: (now: number) => number;
	/** Submits a job and takes it. */
	readonly running: (job?: Partial<NewJob>) => Promise<JobRecord>;
	/** Closes the queue and opens it again; false where it is kept in memory alone. */
	readonly reopen: () => Promise<boolean>;
}

/** A queue of its own for each test, which is closed after it. */
export function queueBench(open: () => Promise<OpenedQueue>): QueueBench {
	let opened: OpenedQueue;
	let queue: JobQueue;
	beforeEach(async () => {
		opened = await open();
		queue = opened.queue;
	});
	afterEach(async () => queue.close());

	const add: QueueBench['add'] = async (job = {}) => {
		const whole = { id: newJobId(), kind: 'search', owner: 'ann', payload: { q: 1 }, now: T0 };
		return (await queue.enqueue({ ...whole, ...job })).job;
	};
	const leaseUntil = (now: number): number => (opened.shared ? T0 + 4 : now + 30_000);
	const claim: QueueBench['claim'] = async (free = 1, more = {}, now = T0) => {
		const slots = [{ kind: 'search', free, perOwner: 99, ...more }];
		const claimed = await queue.claim({
			instance: 'i1',
			now,
			leaseUntil: leaseUntil(now),
			slots,
		});
		return claimed.jobs;
	};
	const running: QueueBench['running'] = async (job = {}) => {
		await add(job);
		return (await claim(1, { kind: job.kind ?? 'search' }))[0] as JobRecord;
	};
	const reopen = async () => {
		if (opened.reopen === undefined) return false;
		await queue.close();
		queue = await opened.reopen();
		return true;
	};
	return {
		get queue() {
			return queue;
		},
		...{ add, claim, leaseUntil, running, reopen },
	};
}
