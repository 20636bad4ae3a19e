/** Checks a login: locks first, then the password, and an audit entry for each outcome. */
import type { AdminAccount } from './account';
import type { AuditLog } from './audit';
import type { KnownDevices } from './devices';
import { AdminError } from './errors';
import { addressName, type LoginAttempt, type LoginLocks } from './lockout';
import type { Session, SessionBook } from './sessions';

/** What a login needs. */
export interface LoginParts {
	readonly account: Pick<AdminAccount, 'verify'>;
	readonly sessions: SessionBook;
	readonly devices: KnownDevices;
	readonly audit: Pick<AuditLog, 'did' | 'refused'>;
	readonly locks: LoginLocks;
}

/** From where somebody logs in. */
export interface LoginOrigin {
	/** Address of the client. */
	readonly address: string;
	/** Value of the cookie of a browser that has signed in before, if any. */
	readonly device: string | undefined;
}

/** Longest user name that the audit log repeats: it may be a password typed into the wrong field. */
const MAX_NAME = 3;

/** Failed checks of a present session's password are counted apart: nobody else can add to them. */
const PASSWORD_CHANGE = 'change of the password';

/**
 * Logs in.
 *
 * @returns `device` is a value to keep in the browser, when it has none that is good
 * @throws AdminError 401 invalid_credentials; 429 locked, with `Retry-After`; 503 busy
 */
export async function logIn(
	parts: LoginParts,
	credentials: { username: string; password: string },
	origin: LoginOrigin,
): Promise<{ id: string; session: Session; device: string | undefined }> {
	const { locks, audit, devices } = parts;
	const { username, password } = credentials;
	const { address } = origin;
	const device = devices.idOf(origin.device);
	const attempt = attemptOf(username, address, device);
	refuseLocked(parts, await locks.begin(attempt), { address, actor: shownName(username) });
	const lane = device === undefined ? 'others' : 'known';
	if (!(await parts.account.verify(username, password, lane))) {
		audit.refused('login_failed', { address, actor: shownName(username) });
		throw new AdminError(401, 'invalid_credentials', 'The user name or the password is wrong.');
	}
	await locks.succeeded(attempt);
	await audit.did('login', { actor: username, address });
	return {
		...(await parts.sessions.start(username)),
		device: device === undefined ? devices.issue() : undefined,
	};
}

/**
 * What an attempt counts for. A browser that has signed in before has a lock of its own; others are locked by their address
 * and, once they have failed, by their account: the first try of an address always counts, so that nobody can keep the
 * owner out by guessing from elsewhere.
 */
function attemptOf(account: string, address: string, device: string | undefined): LoginAttempt {
	return device === undefined
		? { account, from: addressName(address), accountLock: 'failed' }
		: { account, from: `device ${device}`, accountLock: 'never' };
}

/**
 * Checks the present password of whoever has a session.
 *
 * @throws AdminError 401 invalid_credentials; 429 locked; 503 busy
 */
export async function confirmPassword(
	parts: LoginParts,
	{ user, password }: { readonly user: string; readonly password: string },
	address: string,
): Promise<void> {
	const { locks, audit } = parts;
	const attempt = { account: PASSWORD_CHANGE, from: null, accountLock: 'always' } as const;
	refuseLocked(parts, await locks.begin(attempt), { address, actor: user });
	if (!(await parts.account.verify(user, password, 'known'))) {
		audit.refused('login_failed', { address, actor: user, note: PASSWORD_CHANGE });
		throw new AdminError(401, 'invalid_credentials', 'current: the password is wrong.');
	}
	await locks.succeeded(attempt);
}

function refuseLocked(
	{ audit }: Pick<LoginParts, 'audit'>,
	lockedMs: number,
	who: { readonly address: string; readonly actor: string },
): void {
	if (lockedMs === 0) return;
	const seconds = Math.ceil(lockedMs / 1000);
	audit.refused('login_locked', who);
	const wait = `${seconds} second${seconds === 1 ? '' : 's'}`;
	throw new AdminError(429, 'locked', `Too many logins failed. Try again in ${wait}.`, {
		'Retry-After': String(seconds),
	});
}

function shownName(username: string): string {
	return username === 'admin' ? username : `${username.slice(0, MAX_NAME)}… (unknown)`;
}
