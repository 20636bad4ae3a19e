/** What the job engine tells logs and metrics. */
import type { JobRecord } from './record';

/** All optional; must not throw. */
export interface JobObserver {
	/** A run began. */
	started?(job: JobRecord): void;
	/** The job is over: SUCCESS, FAILED, CANCELLED, or EXPIRED when it was deleted. */
	finished?(job: JobRecord): void;
	/** The run is over, the job is not. */
	released?(job: JobRecord, reason: 'retry' | 'sleep' | 'handBack' | 'recovered'): void;
	/** The queue could not do something (disk full, thread gone); the engine tries again. */
	trouble?(doing: string, error: Error): void;
}
