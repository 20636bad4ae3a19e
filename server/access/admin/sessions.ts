/** Administrators' sessions, found by a random id that only the cookie knows; kept in memory, unless servers share them. */
import type { Clock } from '../../platform';
import { createHash, randomBytes } from 'node:crypto';

/** A session ends after this time without a request, ms. */
export const IDLE_MS = 30 * 60_000;

/** A session ends this time after the login, ms. */
export const LONGEST_MS = 12 * 3_600_000;

/** Most sessions at once; the longest silent one goes first. */
export const MOST_SESSIONS = 100;

/** A session; times in epoch ms. */
export interface Session {
	readonly user: string;
	readonly createdAt: number;
	/** The moment it ends without another request. */
	readonly idleUntil: number;
	/** The moment it ends whatever happens. */
	readonly endsAt: number;
}

/** All sessions, whoever keeps them. */
export interface SessionBook {
	/** Starts a session; the id, 256 random bits, is for the cookie alone. */
	start(user: string): Promise<{ id: string; session: Session }>;
	/** The session of an id, kept alive by being asked for; undefined when there is none or it has ended. */
	use(id: string | undefined): Promise<Session | undefined>;
	/** Ends a session. */
	end(id: string): Promise<void>;
	/** Ends all sessions but one, for instance after a change of the password. @returns how many */
	endOthers(id: string | undefined): Promise<number>;
}

/** A new session. */
export function newSession(user: string, now: number): Session {
	return { user, createdAt: now, idleUntil: now + IDLE_MS, endsAt: now + LONGEST_MS };
}

/** The session after another request; undefined when it has ended. */
export function usedSession(before: Session, now: number): Session | undefined {
	if (now >= before.idleUntil || now >= before.endsAt) return undefined;
	return { ...before, idleUntil: Math.min(now + IDLE_MS, before.endsAt) };
}

/** A new id. */
export function newSessionId(): string {
	return randomBytes(32).toString('base64url');
}

/** What a session is kept under: its id's hash, so that the time of a look-up says nothing about the ids there are. */
export function sessionKey(id: string): string {
	return createHash('sha256').update(id).digest('base64');
}

/** Sessions of one process. A restart ends them. */
export class Sessions implements SessionBook {
	private readonly sessions = new Map<string, Session>();

	constructor(private readonly clock: Clock) {}

	async start(user: string): Promise<{ id: string; session: Session }> {
		const id = newSessionId();
		const session = newSession(user, this.clock.now());
		this.sessions.set(sessionKey(id), session);
		if (this.sessions.size > MOST_SESSIONS) {
			this.sessions.delete(this.sessions.keys().next().value as string);
		}
		return { id, session };
	}

	async use(id: string | undefined): Promise<Session | undefined> {
		if (id === undefined) return undefined;
		const key = sessionKey(id);
		const before = this.sessions.get(key);
		if (before === undefined) return undefined;
		this.sessions.delete(key);
		const session = usedSession(before, this.clock.now());
		if (session !== undefined) this.sessions.set(key, session);
		return session;
	}

	async end(id: string): Promise<void> {
		this.sessions.delete(sessionKey(id));
	}

	async endOthers(id: string | undefined): Promise<number> {
		const kept = id === undefined ? undefined : sessionKey(id);
		const others = [...this.sessions.keys()].filter((key) => key !== kept);
		for (const key of others) this.sessions.delete(key);
		return others.length;
	}

	/** How many there are. */
	get size(): number {
		return this.sessions.size;
	}
}
