/** The thread that owns `inventory.db`. */
import type { InventoryStore } from '../../../inventory';
import { join } from 'node:path';
import { startStore, StoreClient } from '../threads/store-client';
import type { InventoryMethods } from './inventory-worker';

/**
 * Opens `inventory.db`, creating it when it is missing.
 *
 * @param directory folder of the data
 * @param demo whether the demo's rows are to be there; without them the administrator is the only entry
 * @throws Error when the file cannot be used, for instance written by a newer version
 */
export async function openInventoryStore(
	directory: string,
	demo: boolean,
): Promise<InventoryStore> {
	const data = { file: join(directory, 'inventory.db'), demo };
	return new StoreClient(await startStore<InventoryMethods>('inventory', data, directory));
}
