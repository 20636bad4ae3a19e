/** Opens the tokens of a data folder beside a server that may run on it, for the command line. */

import { TokenRegistry } from '../access/tokens';
import type { Clock } from '../platform';
import { SqliteTokenStore } from '../storage/sqlite';

/** Options of {@link openTokens}. */
export interface OpenTokensOptions {
	/** Folder of the data. */
	readonly directory: string;
	readonly clock: Clock;
	/** As in `RegistryOptions`. */
	readonly refreshMs?: number;
	readonly onError?: (error: unknown) => void;
}

/**
 * Opens them; closing the registry closes the store.
 *
 * @throws Error when the file cannot be used
 */
export async function openTokens({ directory, ...options }: OpenTokensOptions) {
	const store = await SqliteTokenStore.open(directory);
	return { store, registry: await TokenRegistry.open({ store, ...options }) };
}
