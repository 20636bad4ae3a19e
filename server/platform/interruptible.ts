/** Runs synchronous work that can be stopped from outside, even in the midst of matching a regular expression. */
import { type Context, createContext, Script } from 'node:vm';

/** Runs work under a budget of time. Only code that runs inside of `node:vm` can be stopped. */
export class Interruptible {
	private work: () => void = () => undefined;
	private readonly script = new Script('work()');
	private readonly context: Context = createContext({ work: () => this.work() });

	/**
	 * Runs `work`, which must leave what it writes to in order at any point: it may be stopped anywhere.
	 *
	 * @param budget longest time, ms
	 * @returns false when it was stopped; what it throws is thrown on
	 */
	run(work: () => void, budget: number): boolean {
		this.work = work;
		try {
			this.script.runInContext(this.context, { timeout: budget });
			return true;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
			throw error;
		} finally {
			this.work = () => undefined;
		}
	}
}
