/** Checks a login: locks first, then the password, and an audit entry for each outcome. */
import type { AdminAccount } from './account';
import type { AuditLog } from './audit';
import { AdminError } from './errors';
import { type Lockout, addressName } from './lockout';
import type { Session, Sessions } from './sessions';

/** What a login needs. */
export interface LoginParts {
	readonly account: Pick<AdminAccount, 'verify'>;
	readonly sessions: Sessions;
	readonly audit: Pick<AuditLog, 'did' | 'refused'>;
	readonly accountLockout: Lockout;
	readonly addressLockout: Lockout;
}

/** Longest user name that the audit log repeats: it may be a password typed into the wrong field. */
const MAX_NAME = 3;

/**
 * Logs in.
 *
 * @param address of the client
 * @throws AdminError 401 invalid_credentials; 429 locked, with `Retry-After`
 */
export async function logIn(
	parts: LoginParts,
	credentials: { username: string; password: string },
	address: string,
): Promise<{ id: string; session: Session }> {
	const { accountLockout, addressLockout, audit } = parts;
	const { username, password } = credentials;
	const from = addressName(address);
	checkUnlocked(parts, username, address);
	accountLockout.attempt(username);
	addressLockout.attempt(from);
	if (!(await parts.account.verify(username, password))) {
		audit.refused('login_failed', { address, actor: shownName(username) });
		throw new AdminError(401, 'invalid_credentials', 'The user name or the password is wrong.');
	}
	accountLockout.succeeded(username);
	addressLockout.succeeded(from);
	await audit.did('login', { actor: username, address });
	return parts.sessions.start(username);
}

/**
 * Refuses locked accounts and addresses without looking at the password.
 *
 * @throws AdminError 429 locked
 */
export function checkUnlocked(parts: LoginParts, username: string, address: string): void {
	const lockedMs = Math.max(
		parts.accountLockout.lockedFor(username),
		parts.addressLockout.lockedFor(addressName(address)),
	);
	if (lockedMs === 0) return;
	const seconds = Math.ceil(lockedMs / 1000);
	parts.audit.refused('login_locked', { address, actor: shownName(username) });
	const wait = `${seconds} second${seconds === 1 ? '' : 's'}`;
	throw new AdminError(429, 'locked', `Too many logins failed. Try again in ${wait}.`, {
		'Retry-After': String(seconds),
	});
}

function shownName(username: string): string {
	return username === 'admin' ? username : `${username.slice(0, MAX_NAME)}… (unknown)`;
}
