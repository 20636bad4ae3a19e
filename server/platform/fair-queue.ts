/** Shares a few places among owners: whoever asks for much waits behind those who ask for little. */

interface Waiting {
	readonly start: () => void;
}

/** A queue in front of places that take one piece of work at a time. */
export class FairQueue {
	private readonly waiting = new Map<string, Waiting[]>();
	private readonly running = new Map<string, number>();
	private free: number;

	/**
	 * @param places pieces of work at the same time
	 * @param perOwner of those, how many may belong to one owner; the others stay free for others
	 */
	constructor(
		places: number,
		private readonly perOwner: number,
	) {
		this.free = places;
	}

	/** Pieces of work that wait. */
	get size(): number {
		return [...this.waiting.values()].reduce((sum, { length }) => sum + length, 0);
	}

	/**
	 * Does `work` when the owner's turn has come.
	 *
	 * @param signal takes work that waits still out of the queue; that which runs has to see to itself
	 * @throws the signal's reason, or what the work throws
	 */
	async run<T>(owner: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		signal?.throwIfAborted();
		await this.turn(owner, signal);
		try {
			return await work();
		} finally {
			const left = this.of(owner) - 1;
			if (left === 0) this.running.delete(owner);
			else this.running.set(owner, left);
			this.free++;
			this.goBehind(owner);
			this.serve();
		}
	}

	/** Whoever has had a turn waits behind those who have not. */
	private goBehind(owner: string): void {
		const line = this.waiting.get(owner);
		if (line === undefined) return;
		this.waiting.delete(owner);
		this.waiting.set(owner, line);
	}

	private of(owner: string): number {
		return this.running.get(owner) ?? 0;
	}

	private turn(owner: string, signal: AbortSignal | undefined): Promise<void> {
		return new Promise((resolve, reject) => {
			const leave = () => {
				this.remove(owner, entry);
				reject(signal?.reason as Error);
			};
			const entry: Waiting = {
				start: () => {
					signal?.removeEventListener('abort', leave);
					resolve();
				},
			};
			signal?.addEventListener('abort', leave, { once: true });
			const line = this.waiting.get(owner);
			if (line === undefined) this.waiting.set(owner, [entry]);
			else line.push(entry);
			this.serve();
		});
	}

	/** Serves the owners with the fewest running first; among equals, the one that has waited longest since its last turn. */
	private serve(): void {
		while (this.free > 0) {
			let next: string | undefined;
			for (const owner of this.waiting.keys()) {
				if (this.of(owner) >= this.perOwner) continue;
				if (next === undefined || this.of(owner) < this.of(next)) next = owner;
			}
			if (next === undefined) return;
			const line = this.waiting.get(next) as Waiting[];
			const entry = line.shift() as Waiting;
			// Behind the others, who then have their turns first.
			this.waiting.delete(next);
			if (line.length > 0) this.waiting.set(next, line);
			this.running.set(next, this.of(next) + 1);
			this.free--;
			entry.start();
		}
	}

	private remove(owner: string, entry: Waiting): void {
		const line = this.waiting.get(owner) ?? [];
		const at = line.indexOf(entry);
		if (at >= 0) line.splice(at, 1);
		if (line.length === 0) this.waiting.delete(owner);
	}
}
