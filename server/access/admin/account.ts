/** The administrator's account: its password, set at the first start or from outside. */
import type { Clock } from '../../platform';
import type { AdminStore } from './store';
import type { AuditLog } from './audit';
import {
	SCRYPT_COST,
	generatePassword,
	hashPassword,
	passwordProblem,
	verifyPassword,
} from './password';
import type { ScryptCost } from './derive';
import type { Derive, HashQueue, Lane } from './hashing';

/** The one account that there is. */
export const ADMINISTRATOR = 'admin';

/** Options of {@link AdminAccount.open}. */
export interface AccountOptions {
	/** Where the account is kept. */
	readonly store: Pick<AdminStore, 'call'>;
	readonly clock: Clock;
	readonly audit: Pick<AuditLog, 'did'>;
	/** Password from the configuration; null = keep the present one, or generate one at the first start. */
	readonly password: string | null;
	/** Work of a hash; the default is for production, tests take less. */
	readonly cost?: ScryptCost;
	/** Where passwords are hashed once the account is open; in libuv's pool by default. */
	readonly queue?: HashQueue;
}

/** How a new password came to be, and where it is hashed. */
interface Replacement {
	readonly note: string;
	readonly address?: string | undefined;
	readonly derive?: Derive | undefined;
}

/** The administrator's account. */
export class AdminAccount {
	/** The password that was just generated, to be shown once; undefined when there was one already. */
	readonly generatedPassword: string | undefined;

	private constructor(
		private readonly options: AccountOptions,
		private stored: string,
		generatedPassword?: string,
	) {
		this.generatedPassword = generatedPassword;
	}

	/**
	 * Opens the account, creating it at the first start. A configured password that differs from the stored
	 * one replaces it: that is how a forgotten password is reset.
	 *
	 * @throws Error when the configured password is too short or too long
	 */
	static async open(options: AccountOptions): Promise<AdminAccount> {
		const { password, store } = options;
		const problem = password === null ? undefined : passwordProblem(password);
		if (problem !== undefined) throw new Error(`The administrator's password: ${problem}`);
		const before = await store.call('account', [ADMINISTRATOR]);
		if (
			before !== undefined &&
			(password === null || (await verifyPassword(password, before.password)))
		) {
			return new AdminAccount(options, before.password);
		}
		const chosen = password ?? generatePassword();
		const account = new AdminAccount(options, '', password === null ? chosen : undefined);
		const note = password === null ? 'generated at the first start' : 'from the configuration';
		await account.replace(chosen, { note });
		return account;
	}

	/**
	 * Whether the name and the password are right. A wrong name costs as much time as a wrong password.
	 *
	 * @param lane where to wait for a turn
	 * @throws AdminError 503 busy
	 */
	async verify(name: string, password: string, lane: Lane = 'others'): Promise<boolean> {
		// Another server may have replaced it.
		const account = await this.options.store.call('account', [ADMINISTRATOR]);
		const stored = account?.password ?? this.stored;
		const right = await verifyPassword(password, stored, this.deriveIn(lane));
		return right && name === ADMINISTRATOR;
	}

	/**
	 * Replaces the password; it is on disk when this resolves.
	 *
	 * @param password checked by `passwordProblem` before
	 * @param note how it came to be, for the audit log
	 * @param address of whoever set it; absent at a start
	 */
	async save(password: string, note: string, address?: string): Promise<void> {
		await this.replace(password, { note, address, derive: this.deriveIn('known') });
	}

	private async replace(password: string, { note, address, derive }: Replacement): Promise<void> {
		const { store, clock, audit, cost = SCRYPT_COST } = this.options;
		const hash = await hashPassword(password, cost, derive);
		await store.call('saveAccount', [
			{ name: ADMINISTRATOR, password: hash, changedAt: clock.now() },
		]);
		this.stored = hash;
		await audit.did('password_set', {
			...{ actor: ADMINISTRATOR, note },
			...(address === undefined ? {} : { address }),
		});
	}

	private deriveIn(lane: Lane): Derive | undefined {
		const { queue } = this.options;
		return queue === undefined ? undefined : (...work) => queue.hash(lane, ...work);
	}
}
