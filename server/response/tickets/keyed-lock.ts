/** Runs work on the same thing one after the other, work on different things side by side. */

/** What keeps messages about one ticket apart: in this process, or among all servers. */
export interface TicketLocks {
	/** Runs `work` when no other work with the same key is under way. */
	run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** A queue for each key. */
export class KeyedLock implements TicketLocks {
	private readonly tails = new Map<string, Promise<unknown>>();

	/** Runs `work` once everything before it with the same key is over. */
	async run<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.tails.get(key) ?? Promise.resolve();
		const own = before.then(work, work);
		const tail = own.catch(() => undefined);
		this.tails.set(key, tail);
		try {
			return await own;
		} finally {
			if (this.tails.get(key) === tail) this.tails.delete(key);
		}
	}
}
