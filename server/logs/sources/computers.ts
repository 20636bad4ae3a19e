/** The computers of the domains, each with the log source that it is, if any. */
import type { LogSource } from '../events';
import { InventoryError, quotedList } from '../../platform';
import type { Directory, DirectoryComputer } from './directory';

/** A computer, and the id of its log source. */
export interface ListedComputer extends DirectoryComputer {
	readonly sourceId: number | undefined;
}

/**
 * All computers, or those of one domain.
 *
 * @param domain name in any case
 * @throws InventoryError `unknown_domain`
 */
export async function listComputers(
	inventory: Pick<Directory, 'computers' | 'domains'>,
	sources: readonly LogSource[],
	domain?: string,
): Promise<ListedComputer[]> {
	const wanted = domain?.toLowerCase();
	if (wanted !== undefined) {
		const domains = await inventory.domains();
		if (!domains.some(({ name }) => name.toLowerCase() === wanted)) {
			throw new InventoryError('unknown_domain', quotedList([domain as string]));
		}
	}
	const byName = new Map(sources.map(({ id, name }) => [shortName(name), id]));
	return (await inventory.computers())
		.filter((computer) => wanted === undefined || computer.domain.toLowerCase() === wanted)
		.map((computer) => ({ ...computer, sourceId: byName.get(shortName(computer.name)) }));
}

/** Logs name a computer with or without its DNS domain. */
function shortName(name: string): string {
	return (name.split('.', 1)[0] as string).toLowerCase();
}
