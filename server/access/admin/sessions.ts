/** Administrators' sessions: in memory, found by a random id that only the cookie knows. */
import type { Clock } from '../../platform';
import { createHash, randomBytes } from 'node:crypto';

/** A session ends after this time without a request, ms. */
export const IDLE_MS = 30 * 60_000;

/** A session ends this time after the login, ms. */
export const LONGEST_MS = 12 * 3_600_000;

/** Most sessions at once; the longest silent one goes first. */
const MOST_SESSIONS = 100;

/** A session; times in epoch ms. */
export interface Session {
	readonly user: string;
	readonly createdAt: number;
	/** The moment it ends without another request. */
	readonly idleUntil: number;
	/** The moment it ends whatever happens. */
	readonly endsAt: number;
}

/** All sessions. A restart ends them. */
export class Sessions {
	private readonly sessions = new Map<string, Session>();

	constructor(private readonly clock: Clock) {}

	/** Starts a session; the id, 256 random bits, is for the cookie alone. */
	start(user: string): { id: string; session: Session } {
		const id = randomBytes(32).toString('base64url');
		const now = this.clock.now();
		const session = { user, createdAt: now, idleUntil: now + IDLE_MS, endsAt: now + LONGEST_MS };
		this.sessions.set(keyOf(id), session);
		if (this.sessions.size > MOST_SESSIONS) {
			this.sessions.delete(this.sessions.keys().next().value as string);
		}
		return { id, session };
	}

	/** The session of an id, kept alive by being asked for; undefined when there is none or it has ended. */
	use(id: string | undefined): Session | undefined {
		if (id === undefined) return undefined;
		const key = keyOf(id);
		const before = this.sessions.get(key);
		if (before === undefined) return undefined;
		this.sessions.delete(key);
		const now = this.clock.now();
		if (now >= before.idleUntil || now >= before.endsAt) return undefined;
		const session = { ...before, idleUntil: Math.min(now + IDLE_MS, before.endsAt) };
		this.sessions.set(key, session);
		return session;
	}

	/** Ends a session. */
	end(id: string): void {
		this.sessions.delete(keyOf(id));
	}

	/** Ends all sessions but one, for instance after a change of the password. */
	endOthers(id: string | undefined): void {
		const kept = id === undefined ? undefined : keyOf(id);
		for (const key of this.sessions.keys()) if (key !== kept) this.sessions.delete(key);
	}

	get size(): number {
		return this.sessions.size;
	}
}

/** Ids are looked up by their hash, so that the time of a look-up says nothing about the ids there are. */
function keyOf(id: string): string {
	return createHash('sha256').update(id).digest('base64');
}
