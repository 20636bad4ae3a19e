/** A small seeded random number generator (mulberry32), so that demo data is the same on every machine. */

/** Seeded randomness. Not for secrets. */
export class Prng {
	private state: number;

	/** @param seed any integer; its low 32 bits count */
	constructor(seed: number) {
		this.state = seed | 0;
	}

	/** A number in [0, 1). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** An integer in [0, limit). */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** An integer in [from, to]. */
	between(from: number, to: number): number {
		return from + this.below(to - from + 1);
	}

	/** True with the given probability. */
	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** One of `items`, all alike. */
	pick<T>(items: readonly T[]): T {
		return items[this.below(items.length)]!;
	}

	/** One of `items`, the first ones far more often, as hosts and users are in real logs. */
	skewed<T>(items: readonly T[]): T {
		const u = this.next();
		return items[Math.floor(u * u * u * items.length)]!;
	}
}
