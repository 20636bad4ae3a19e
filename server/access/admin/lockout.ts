/** Locks whoever keeps failing to log in out, for longer with every further failure. */

import { type Clock, isLoopback } from '../../platform';

/** After how many failures the lock closes, and for how long. */
export interface LockoutRule {
	/** Failures that are free. */
	readonly free: number;
	/** Length of the first lock, ms; each further failure doubles it. */
	readonly firstMs: number;
	/** Longest lock, ms. */
	readonly longestMs: number;
}

/**
 * An account is locked for minutes only, and only for addresses that have failed before: otherwise anybody could keep its
 * owner out for good. An address is locked for up to an hour.
 */
export const LOCKOUT_RULES = {
	account: { free: 10, firstMs: 10_000, longestMs: 300_000 },
	address: { free: 5, firstMs: 30_000, longestMs: 3_600_000 },
} as const satisfies Record<string, LockoutRule>;

/** Failures are forgotten after this time without another one, ms. */
const FORGET_MS = 86_400_000;

/** Most names that are remembered; the longest silent ones go first. */
const MOST_REMEMBERED = 10_000;

interface Failures {
	count: number;
	last: number;
	lockedUntil: number;
}

/** Counts failures by name: of an account or of an address. Kept in memory: a restart forgets them. */
export class Lockout {
	private readonly failures = new Map<string, Failures>();

	constructor(
		private readonly rule: LockoutRule,
		private readonly clock: Clock,
	) {}

	/** How long `name` is locked still, ms; 0 = it may try. */
	lockedFor(name: string): number {
		const entry = this.failures.get(name);
		if (entry === undefined) return 0;
		// A clock that was set back must not prolong a lock.
		return Math.min(Math.max(0, entry.lockedUntil - this.clock.now()), this.rule.longestMs);
	}

	/** How many failures of `name` are remembered. */
	failuresOf(name: string): number {
		const entry = this.failures.get(name);
		return entry === undefined || this.clock.now() - entry.last > FORGET_MS ? 0 : entry.count;
	}

	/**
	 * Counts an attempt as failed, before its password is checked: of many attempts at the same time no more
	 * get through than one after another. `succeeded` takes it back.
	 */
	attempt(name: string): void {
		const now = this.clock.now();
		const before = this.failures.get(name);
		const count = before === undefined || now - before.last > FORGET_MS ? 1 : before.count + 1;
		const excess = count - this.rule.free;
		const lockMs = excess < 0 ? 0 : Math.min(this.rule.longestMs, this.rule.firstMs * 2 ** excess);
		this.failures.delete(name);
		this.failures.set(name, { count, last: now, lockedUntil: now + lockMs });
		if (this.failures.size > MOST_REMEMBERED) {
			this.failures.delete(this.failures.keys().next().value as string);
		}
	}

	/** Forgets the failures of `name`. */
	succeeded(name: string): void {
		this.failures.delete(name);
	}
}

/**
 * The name under which an address is counted: of IPv6 the network, since a client has a whole one to itself; this
 * machine's own addresses are one.
 */
export function addressName(address: string): string {
	const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	const plain = v4?.[1] ?? address;
	if (isLoopback(plain)) return 'this machine';
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
	const left = head === '' ? [] : head.split(':');
	const right = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
	const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
	return `${groups.slice(0, 4).join(':')}::/64`;
}
