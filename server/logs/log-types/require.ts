/** Finds a log type by its id, or says that there is none. */

import type { EventStore } from '../store';
import type { LogType } from '../events';
import { InventoryError, quotedList } from '../../platform';

/**
 * The log type of that id, compared without case.
 *
 * @throws InventoryError `unknown_log_type`
 */
export async function requireLogType(
	store: Pick<EventStore, 'logTypes'>,
	id: string,
): Promise<LogType> {
	const wanted = id.toLowerCase();
	const found = (await store.logTypes()).find((type) => type.id.toLowerCase() === wanted);
	if (found === undefined) throw new InventoryError('unknown_log_type', quotedList([id]));
	return found;
}
