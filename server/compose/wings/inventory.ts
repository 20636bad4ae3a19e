/** Agents, domains, computers, users and reports. */
import { Inventory } from '../../inventory';
import type { Stores } from '../stores';

/** Opens them; there is nothing to close but the store. */
export function openInventory(store: Stores['inventory']) {
	return new Inventory(store);
}
