/** Administration: the account, its sessions, and the audit log; what others may use of it. */

/** The audit log: who was refused and why, and what administrators did; durable, bounded, without secrets. */
export { type AccessEvent, AUDIT_EVENTS, AuditLog } from './audit';

/** Finds the administrator's password in the configuration. */
export { configuredPassword } from './configured-password';

/** The errors of the administrator API, and the middleware that answers them as JSON. */
export { AdminError, answerAdminErrors } from './errors';

/** Checks a login: locks first, then the password, and an audit entry for each outcome. */
export { confirmPassword, logIn } from './login';

/** Puts the parts of the administrator API together. */
export { openAdministration } from './open';

/** What the administrator API works on. */
export type { AdminParts } from './parts';

/** The work of a password's hash. */
export type { ScryptCost } from './derive';

/** Locks whoever keeps failing to log in out, for longer with every further failure. */
export {
	attemptLockedFor,
	type Failures,
	LOCKOUT_RULES,
	type LoginAttempt,
	type LoginLocks,
	MemoryLoginLocks,
	MOST_REMEMBERED,
	oneMore,
} from './lockout';

/** Hashes administrators' passwords with scrypt, and checks them. */
export { PASSWORD_LENGTH, passwordProblem } from './password';

/** Administrators' sessions, found by a random id that only the cookie knows; kept in memory, unless servers share them. */
export {
	IDLE_MS,
	LONGEST_MS,
	MOST_SESSIONS,
	newSession,
	newSessionId,
	type Session,
	type SessionBook,
	sessionKey,
	Sessions,
	usedSession,
} from './sessions';

/** The store of administrators and of the audit log. */
export { AUDIT_CATEGORIES } from './store';
export type {
	Account,
	AdminStore,
	AdminStoreMethods,
	AuditCategory,
	AuditDetails,
	AuditEntry,
	AuditQuery,
	StoredAuditEntry,
} from './store';
