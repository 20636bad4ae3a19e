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
export const MOST_REMEMBERED = 10_000;

/** What is remembered of a name; times in epoch ms. */
export interface Failures {
	readonly count: number;
	readonly last: number;
	readonly lockedUntil: number;
}

/** What is remembered after one more failure. */
export function oneMore(before: Failures | undefined, rule: LockoutRule, now: number): Failures {
	const count = failuresOf(before, now) + 1;
	const excess = count - rule.free;
	const lockMs = excess < 0 ? 0 : Math.min(rule.longestMs, rule.firstMs * 2 ** excess);
	return { count, last: now, lockedUntil: now + lockMs };
}

/** How many failures still count. */
export function failuresOf(known: Failures | undefined, now: number): number {
	return known === undefined || now - known.last > FORGET_MS ? 0 : known.count;
}

/** How long a name is locked still, ms; 0 = it may try. */
export function lockedFor(known: Failures | undefined, rule: LockoutRule, now: number): number {
	// A clock that was set back must not prolong a lock.
	return known === undefined ? 0 : Math.min(Math.max(0, known.lockedUntil - now), rule.longestMs);
}

/** An attempt to prove a password. */
export interface LoginAttempt {
	/** The account, or what else the password is for. */
	readonly account: string;
	/** Address or browser that tries; null = failures count for the account alone. */
	readonly from: string | null;
	/** For whom the account's lock holds: everybody, those whose address has failed before, or not for this one. */
	readonly accountLock: 'always' | 'failed' | 'never';
}

/** What is remembered of both names of an attempt. */
export interface BothFailures {
	readonly account: Failures | undefined;
	readonly from: Failures | undefined;
}

/** How long an attempt is locked still, ms; 0 = it may be made. */
export function attemptLockedFor(
	{ accountLock }: LoginAttempt,
	{ account, from }: BothFailures,
	now: number,
): number {
	const byAccount =
		accountLock === 'always' || (accountLock === 'failed' && failuresOf(from, now) > 0);
	return Math.max(
		lockedFor(from, LOCKOUT_RULES.address, now),
		byAccount ? lockedFor(account, LOCKOUT_RULES.account, now) : 0,
	);
}

/** Locks of logins, whoever keeps them. */
export interface LoginLocks {
	/**
	 * Counts an attempt as failed unless it is locked, before its password is checked: of many attempts at the same time no
	 * more get through than one after another. {@link succeeded} takes it back.
	 *
	 * @returns how long it is locked still, ms; 0 = it was counted and may be made
	 */
	begin(attempt: LoginAttempt): Promise<number>;
	/** Forgets the failures of both names. */
	succeeded(attempt: LoginAttempt): Promise<void>;
}

/** Counts failures by name: of an account or of an address. Kept in memory: a restart forgets them. */
export class Lockout {
	private readonly failures = new Map<string, Failures>();

	constructor(
		private readonly rule: LockoutRule,
		private readonly clock: Clock,
	) {}

	/** What is remembered of `name`. */
	known(name: string): Failures | undefined {
		return this.failures.get(name);
	}

	/** How long `name` is locked still, ms; 0 = it may try. */
	lockedFor(name: string): number {
		return lockedFor(this.known(name), this.rule, this.clock.now());
	}

	/** Counts an attempt as failed. */
	attempt(name: string): void {
		const after = oneMore(this.known(name), this.rule, this.clock.now());
		this.failures.delete(name);
		this.failures.set(name, after);
		if (this.failures.size > MOST_REMEMBERED) {
			this.failures.delete(this.failures.keys().next().value as string);
		}
	}

	/** Forgets the failures of `name`. */
	succeeded(name: string): void {
		this.failures.delete(name);
	}
}

/** Locks of one process. */
export class MemoryLoginLocks implements LoginLocks {
	readonly account: Lockout;
	readonly from: Lockout;

	constructor(private readonly clock: Clock) {
		this.account = new Lockout(LOCKOUT_RULES.account, clock);
		this.from = new Lockout(LOCKOUT_RULES.address, clock);
	}

	/** Without a pause between look and count, so that nothing comes between the two. */
	async begin(attempt: LoginAttempt): Promise<number> {
		const { account, from } = attempt;
		const known = {
			account: this.account.known(account),
			from: from === null ? undefined : this.from.known(from),
		};
		const locked = attemptLockedFor(attempt, known, this.clock.now());
		if (locked > 0) return locked;
		this.account.attempt(account);
		if (from !== null) this.from.attempt(from);
		return 0;
	}

	async succeeded({ account, from }: LoginAttempt): Promise<void> {
		this.account.succeeded(account);
		if (from !== null) this.from.succeeded(from);
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
