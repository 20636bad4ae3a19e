/** Promises of jobs' ends. */
import type { JobRecord } from './record';

/** Hands each finished job to whoever waits for it. */
export class Waiters {
	private readonly byId = new Map<string, Set<(job: JobRecord) => void>>();

	/** Resolves when job `id` is settled; `forget` gives up. */
	wait(id: string): { over: Promise<JobRecord>; forget: () => void } {
		let resolve: (job: JobRecord) => void = () => undefined;
		const over = new Promise<JobRecord>((settle) => (resolve = settle));
		const waiting = this.byId.get(id) ?? new Set();
		this.byId.set(id, waiting.add(resolve));
		const forget = (): void => {
			waiting.delete(resolve);
			if (waiting.size === 0) this.byId.delete(id);
		};
		return { over, forget };
	}

	/** Answers everybody who waits for this job. */
	settle(job: JobRecord): void {
		const waiting = this.byId.get(job.id);
		this.byId.delete(job.id);
		for (const resolve of waiting ?? []) resolve(job);
	}
}
