/** The engine's regular duties: heartbeats for what runs, and removing what expired. */
import type { Clock } from '../platform';
import type { JobQueue } from './queue';
import type { JobRecord } from './record';
import type { Run } from './run';
import type { Timers } from './timers';

/** Expired jobs removed in one transaction, so that no other call waits long behind a sweep. */
const SWEEP_BATCH = 20;
/** Tombstones are dropped this often even if no job expires, ms. */
const SWEEP_AT_LEAST_MS = 3_600_000;

/** What housekeeping needs of its engine; times in ms. */
export interface HousekeepingOptions {
	readonly queue: JobQueue;
	readonly clock: Clock;
	readonly timers: Timers;
	readonly leaseMs: number;
	readonly tombstoneMs: number;
	/** The runs whose leases are to be kept. */
	readonly runs: () => Iterable<Run>;
	/** A job's results were removed. */
	readonly removed: (job: JobRecord) => Promise<void>;
	readonly trouble: (doing: string, error: Error) => void;
	/** Takes back what other servers left behind; absent = there are none. */
	readonly takeBack?: () => Promise<void>;
}

/** Works from timers of the injected clock; without running jobs there is no heartbeat. */
export class Housekeeping {
	private cancelBeat: (() => void) | undefined;
	private cancelSweep: (() => void) | undefined;
	private cancelTakeBack: (() => void) | undefined;
	private sweepTime = Infinity;
	private stopped = false;

	constructor(private readonly options: HousekeepingOptions) {}

	/** Sweeps once, then whenever something expires; looks after what others left behind, now and then. */
	async start(): Promise<void> {
		await this.sweep();
		this.takeBackSoon();
	}

	/** No further duties. */
	stop(): void {
		this.stopped = true;
		this.cancelBeat?.();
		this.cancelSweep?.();
		this.cancelTakeBack?.();
	}

	/** Makes sure that leases are kept from now on: a run has begun. */
	beat(): void {
		if (this.cancelBeat !== undefined || this.stopped) return;
		const { clock, timers, leaseMs } = this.options;
		this.cancelBeat = timers.at(clock.now() + leaseMs / 3, () => {
			this.cancelBeat = undefined;
			void this.heartbeat();
		});
	}

	/** A job will expire at `time` (epoch ms). */
	expiresAt(time: number | null): void {
		if (this.stopped || time === null || time >= this.sweepTime) return;
		this.cancelSweep?.();
		this.sweepTime = time;
		this.cancelSweep = this.options.timers.at(time, () => void this.sweep());
	}

	/** Everything now; for after the clock was moved. */
	async tend(): Promise<void> {
		await this.heartbeat();
		await this.sweep();
	}

	/** Three times a lease: so much later at most is a job taken up whose server died. */
	private takeBackSoon(): void {
		const { clock, timers, leaseMs, takeBack } = this.options;
		if (takeBack === undefined || this.stopped) return;
		this.cancelTakeBack = timers.at(clock.now() + leaseMs / 3, () => {
			takeBack()
				.catch((error: Error) => this.options.trouble('take back leases that ran out', error))
				.finally(() => this.takeBackSoon());
		});
	}

	private async heartbeat(): Promise<void> {
		const { clock, queue, leaseMs } = this.options;
		const runs = [...this.options.runs()].filter((run) => !run.ending);
		if (runs.length === 0) return;
		this.beat();
		try {
			const now = clock.now();
			const lost = new Set(
				await queue.heartbeat(
					runs.map(({ ref }) => ref),
					now,
					now + leaseMs,
				),
			);
			for (const run of runs) {
				if (lost.has(run.ref.id)) run.abort('lost', 'The job was taken away from this server');
			}
		} catch (error) {
			this.options.trouble('renew leases', error as Error);
		}
	}

	private async sweep(): Promise<void> {
		const { clock, queue, tombstoneMs } = this.options;
		this.sweepTime = Infinity;
		let next: number | null = null;
		try {
			for (let more = true; more && !this.stopped; ) {
				const now = clock.now();
				const { expired, nextAt } = await queue.sweep(now, now - tombstoneMs, SWEEP_BATCH);
				for (const job of expired) await this.options.removed(job);
				more = expired.length === SWEEP_BATCH;
				next = nextAt;
			}
		} catch (error) {
			this.options.trouble('remove expired jobs', error as Error);
			// Reads go by the clock, so an expired job stays invisible while this is repeated.
			next = clock.now() + 60_000;
		}
		this.expiresAt(Math.min(next ?? Infinity, clock.now() + SWEEP_AT_LEAST_MS));
	}
}
