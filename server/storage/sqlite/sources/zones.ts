/** Reads the time zones of the log sources of a data folder, beside a server that may run on it. */
import { zonesOf, type ZonesBySource } from '../../../logs/sources';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { listSources } from './table';

/**
 * Changes nothing in the folder.
 *
 * @throws Error when the folder has no events, or some of an older version that no server has opened since
 */
export function readZones(directory: string): ZonesBySource {
	const file = join(directory, 'events.db');
	if (!existsSync(file)) throw new Error(`${directory} is no data folder: it has no events.db`);
	const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
	try {
		return zonesOf(listSources(database));
	} catch (error) {
		throw new Error(`${file}: the zones of its log sources cannot be read: ${String(error)}`, {
			cause: error,
		});
	} finally {
		database.close();
	}
}
