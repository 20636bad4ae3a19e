/** Access: API tokens, the administrator's account and the audit log. */
import { openAdministration } from '../../access/admin';
import { TokenRegistry } from '../../access/tokens';
import type { Clock } from '../../platform';
import { together } from '../opened';
import type { ServerOptions } from '../server';
import type { Stores } from '../stores';

/** What access is made of. */
export interface AccessPorts {
	readonly store: Stores['access'];
	readonly clock: Clock;
	/** Secret of the installation, 32 bytes. */
	readonly key: Uint8Array;
	/** Sessions and locks of several servers; in memory when absent. */
	readonly others: Stores['others'];
	readonly trouble: (doing: string, error: unknown) => void;
}

/** Opens it. @throws Error when the configured password is too short or too long */
export function openAccess(
	{ store, clock, key, others, trouble }: AccessPorts,
	{ adminPassword, passwordCost }: Pick<ServerOptions, 'adminPassword' | 'passwordCost'>,
) {
	return together(async (own) => {
		const tokens = own.add(await TokenRegistry.open({ store, clock }));
		const admin = await openAdministration({
			...{ store, registry: tokens, clock, key, password: adminPassword, cost: passwordCost },
			...{ sessions: others?.sessions, locks: others?.loginLocks },
			onError: (error) => trouble('audit log', error),
		});
		own.finally(() => admin.audit.flush());
		own.add(admin.hashing);
		return { tokens, admin };
	});
}
