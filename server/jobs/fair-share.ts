/** Which owner's job runs next, so that one busy owner cannot hold up the others. */

/** The job an owner would run next. */
export interface Head {
	readonly owner: string;
	readonly priority: number;
	/** Order of acceptance. */
	readonly seq: number;
}

/** Remembers whose turn it was; lost at a restart without harm. */
export class Turns {
	private readonly last = new Map<string, number>();
	private turn = 0;

	/** Number of the owner's latest turn, 0 if it had none. */
	of(owner: string): number {
		return this.last.get(owner) ?? 0;
	}

	/** Notes that `owner` was served now. */
	take(owner: string): void {
		this.last.delete(owner);
		this.last.set(owner, ++this.turn);
		// The longest unserved owners are forgotten first: they would be next anyway.
		if (this.last.size > 10_000) this.last.delete(this.last.keys().next().value as string);
	}
}

/**
 * Picks among the owners' next jobs: highest priority, then the owner with the fewest jobs running,
 * then the one not served for longest, then the oldest job.
 *
 * @param heads one per owner
 * @param running jobs of the kind that an owner has running
 * @param perOwner owners with as many running are passed over
 */
export function pickFair<H extends Head>(
	heads: Iterable<H>,
	running: (owner: string) => number,
	perOwner: number,
	turns: Turns,
): H | undefined {
	let best: H | undefined;
	for (const head of heads) {
		if (running(head.owner) >= perOwner) continue;
		if (best === undefined || order(head, best, running, turns) < 0) best = head;
	}
	return best;
}

function order(a: Head, b: Head, running: (owner: string) => number, turns: Turns): number {
	return (
		b.priority - a.priority ||
		running(a.owner) - running(b.owner) ||
		turns.of(a.owner) - turns.of(b.owner) ||
		a.seq - b.seq
	);
}
