/** The arrangement of one process on one machine: everything in files of one folder. */
import { systemClock } from '../platform';
import { openEmbeddedStores } from './embedded-stores';
import type { Opened } from './opened';
import { openParts, type Parts } from './parts';
import type { ServerOptions } from './server';

/**
 * Opens all parts.
 *
 * @param opened closes them, also after a failure
 * @throws FolderInUseError when another server has the data folder
 */
export function openEmbedded(options: ServerOptions, opened: Opened): Promise<Parts> {
	const { data: directory, empty, readers, searchMs, clock = systemClock } = options;
	const stores = openEmbeddedStores({ directory, readers, demo: !empty, clock, searchMs }, opened);
	return openParts(stores, options, opened);
}
