/** Seeded random choices, so that every run can be repeated. */

/** A small generator (mulberry32) and the choices that the fuzzer makes with it. */
export class Prng {
	/** @param {number} seed whole number */
	constructor(seed) {
		this.state = seed >>> 0;
	}

	/** @returns {number} from 0 (inclusive) to 1 (exclusive) */
	next() {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** @returns {number} whole number from `low` to `high`, both possible */
	between(low, high) {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	/** @returns {boolean} true with this probability */
	chance(share) {
		return this.next() < share;
	}

	/** @template T @param {readonly T[]} list @returns {T} */
	pick(list) {
		return list[Math.floor(this.next() * list.length)];
	}

	/** @template T @param {readonly (readonly [number, T])[]} choices weight and value @returns {T} */
	weighted(choices) {
		let at = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
		return (choices.find(([weight]) => (at -= weight) < 0) ?? choices.at(-1))[1];
	}
}
