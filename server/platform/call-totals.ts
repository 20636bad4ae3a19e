/** Counts and times calls to something outside of this process. */

/** Totals since the start. */
export interface CallCounts {
	readonly calls: number;
	/** Of them, those that failed. */
	readonly failed: number;
	/** Time that all of them took, ms. */
	readonly ms: number;
}

/** Counts what passes through it. */
export class CallTotals {
	private calls = 0;
	private failed = 0;
	private ms = 0;

	/** @param elapsed monotonic milliseconds; the clock of the process by default */
	constructor(private readonly elapsed: () => number = () => performance.now()) {}

	/** Runs `call`, and counts it when it is over. @param isFailure whether what it threw counts as one; always by default */
	async count<T>(
		call: () => Promise<T>,
		isFailure: (error: unknown) => boolean = () => true,
	): Promise<T> {
		const start = this.elapsed();
		try {
			return await call();
		} catch (error) {
			if (isFailure(error)) this.failed++;
			throw error;
		} finally {
			this.calls++;
			this.ms += this.elapsed() - start;
		}
	}

	/** As they are now, plain, so that it may go to another thread. */
	now(): CallCounts {
		const { calls, failed, ms } = this;
		return { calls, failed, ms };
	}
}
