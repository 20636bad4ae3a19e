/** What the administrator API works on. */
import type { Clock } from '../../platform';
import type { TokenRegistry } from '../tokens';
import type { AdminAccount } from './account';
import type { AuditLog } from './audit';
import type { KnownDevices } from './devices';
import type { HashThread } from './hashing';
import type { LoginLocks } from './lockout';
import type { SessionBook } from './sessions';

/** The parts behind the administrator API. */
export interface AdminParts {
	readonly registry: TokenRegistry;
	readonly clock: Clock;
	readonly audit: AuditLog;
	readonly account: AdminAccount;
	readonly sessions: SessionBook;
	readonly devices: KnownDevices;
	/** Where passwords are hashed. */
	readonly hashing: HashThread;
	readonly locks: LoginLocks;
}
