/** Adds Windows log sources: their domains and agents must be known. */
import type { LogSource } from '../events';
import { InventoryError, quotedList } from '../../platform';
import type { Directory } from './directory';
import type { SourceInventory } from './changes';

/** A Windows log source to be added. */
export interface WindowsSource {
	/** Host name or address. */
	readonly name: string;
	/** Name of a configured domain, in any case. */
	readonly domain: string;
	readonly agentId: number | undefined;
}

/**
 * Adds the sources, all or none.
 *
 * @throws InventoryError `unknown_domain`, `unknown_agent`, or `conflict` when a name is taken
 */
export async function addWindowsSources(
	sources: SourceInventory,
	inventory: Pick<Directory, 'agents' | 'domains'>,
	wanted: readonly WindowsSource[],
): Promise<LogSource[]> {
	const [agents, domains] = await Promise.all([inventory.agents(), inventory.domains()]);
	const names = new Map(domains.map(({ name }) => [name.toLowerCase(), name]));
	const unknownDomains = wanted.filter(({ domain }) => !names.has(domain.toLowerCase()));
	if (unknownDomains.length > 0) {
		throw new InventoryError('unknown_domain', distinct(unknownDomains.map((it) => it.domain)));
	}
	const ids = new Set(agents.map(({ id }) => id));
	const unknownAgents = wanted.flatMap(({ agentId }) =>
		agentId === undefined || ids.has(agentId) ? [] : [agentId],
	);
	if (unknownAgents.length > 0) throw new InventoryError('unknown_agent', distinct(unknownAgents));
	return sources.addSources(
		wanted.map(({ name, domain, agentId }) => ({
			name,
			logType: 'Windows',
			domain: names.get(domain.toLowerCase()) ?? domain,
			agentId: agentId ?? null,
		})),
	);
}

function distinct(values: readonly (string | number)[]): string {
	return quotedList([...new Set(values)]);
}
