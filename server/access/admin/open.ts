/** Puts the parts of the administrator API together. */
import type { Clock } from '../../platform';
import type { TokenRegistry } from '../tokens';
import { AdminAccount } from './account';
import { AuditLog } from './audit';
import { LOCKOUT_RULES, Lockout } from './lockout';
import type { AdminParts } from './parts';
import type { ScryptCost } from './password';
import { Sessions } from './sessions';
import type { AdminStore } from './store';

/** Options of {@link openAdministration}. */
export interface AdministrationOptions {
	/** Of the account and the audit log; whoever made it closes it. */
	readonly store: AdminStore;
	readonly registry: TokenRegistry;
	readonly clock: Clock;
	/** From the configuration, see `configuredPassword`; null = keep or generate. */
	readonly password: string | null;
	/** Told when the audit log cannot be written. */
	readonly onError?: (error: unknown) => void;
	/** How long refusals are gathered before they are written, ms. */
	readonly gatherMs?: number;
	/** Work of a password hash; tests take less. */
	readonly cost?: ScryptCost;
}

/**
 * Opens the audit log and the administrator's account. Whoever closes the store calls `audit.flush()` before.
 *
 * @returns the parts; `account.generatedPassword` is to be shown once when it is there
 * @throws Error when the configured password is too short or too long
 */
export async function openAdministration(options: AdministrationOptions): Promise<AdminParts> {
	const { store, registry, clock, password, onError, gatherMs, cost } = options;
	const audit = new AuditLog({
		store,
		clock,
		...(onError === undefined ? {} : { onError }),
		...(gatherMs === undefined ? {} : { gatherMs }),
	});
	const account = await AdminAccount.open({
		store,
		clock,
		audit,
		password,
		...(cost === undefined ? {} : { cost }),
	});
	return {
		registry,
		clock,
		audit,
		account,
		sessions: new Sessions(clock),
		accountLockout: new Lockout(LOCKOUT_RULES.account, clock),
		addressLockout: new Lockout(LOCKOUT_RULES.address, clock),
	};
}
