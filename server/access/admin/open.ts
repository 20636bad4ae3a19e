/** Puts the parts of the administrator API together. */
import { type Clock, derivedKey } from '../../platform';
import type { TokenRegistry } from '../tokens';
import { AdminAccount } from './account';
import { AuditLog } from './audit';
import { KnownDevices } from './devices';
import { HashQueue, HashThread } from './hashing';
import { type LoginLocks, MemoryLoginLocks } from './lockout';
import type { AdminParts } from './parts';
import type { ScryptCost } from './derive';
import { type SessionBook, Sessions } from './sessions';
import type { AdminStore } from './store';

/** Options of {@link openAdministration}. */
export interface AdministrationOptions {
	/** Of the account and the audit log; whoever made it closes it. */
	readonly store: AdminStore;
	readonly registry: TokenRegistry;
	readonly clock: Clock;
	/** Secret of the installation, 32 bytes. */
	readonly key: Uint8Array;
	/** Where sessions are kept; in memory by default. */
	readonly sessions?: SessionBook | undefined;
	/** Who counts failed logins; in memory by default. */
	readonly locks?: LoginLocks | undefined;
	/** From the configuration, see `configuredPassword`; null = keep or generate. */
	readonly password: string | null;
	/** Told when the audit log cannot be written. */
	readonly onError?: (error: unknown) => void;
	/** How long refusals are gathered before they are written, ms. */
	readonly gatherMs?: number;
	/** Work of a password hash; tests take less. */
	readonly cost?: ScryptCost | undefined;
}

/**
 * Opens the audit log and the administrator's account. Whoever closes the store calls `audit.flush()` and `hashing.close()` before.
 *
 * @returns the parts; `account.generatedPassword` is to be shown once when it is there
 * @throws Error when the configured password is too short or too long
 */
export async function openAdministration(options: AdministrationOptions): Promise<AdminParts> {
	const { store, registry, clock, key, password, onError, gatherMs, cost } = options;
	const audit = new AuditLog({
		store,
		clock,
		...(onError === undefined ? {} : { onError }),
		...(gatherMs === undefined ? {} : { gatherMs }),
	});
	const hashing = new HashThread();
	const account = await AdminAccount.open({
		store,
		clock,
		audit,
		password,
		queue: new HashQueue(hashing.derive),
		...(cost === undefined ? {} : { cost }),
	});
	return {
		registry,
		clock,
		audit,
		account,
		hashing,
		sessions: options.sessions ?? new Sessions(clock),
		devices: new KnownDevices(derivedKey(key, 'known devices')),
		locks: options.locks ?? new MemoryLoginLocks(clock),
	};
}
