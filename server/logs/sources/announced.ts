/** Finds the log sources that a change names, and adds those that have sent nothing yet, so that their zone holds from their first line on. */
import { InventoryError, quotedList } from '../../platform';
import type { LogSource } from '../events';
import { sourcesNamed } from './by-name';
import type { SourceChange, SourceInventory } from './changes';

/** What is taken for the type of a source until it sends something. */
const UNTIL_IT_SENDS = 'Syslog Device';

/** A change of a log source that is named by its id or by its name. */
export interface NamedChange extends Omit<SourceChange, 'id'> {
	readonly id?: number | undefined;
	/** Host name, display name or address, compared without case. */
	readonly name?: string | undefined;
}

/**
 * Makes the changes, all or none.
 *
 * @returns the sources as they are now
 * @throws InventoryError `conflict` for a name that stands for several, `unknown_host` for an id or name without source; a name is
 * unknown only where more than its zone is to be changed
 */
export async function changeSources(
	store: { sources(): Promise<readonly LogSource[]> },
	inventory: SourceInventory,
	changes: readonly NamedChange[],
): Promise<LogSource[]> {
	const all = changes.some(({ name }) => name !== undefined) ? await store.sources() : [];
	const known: SourceChange[] = [];
	const announced: NamedChange[] = [];
	for (const { name, ...change } of changes) {
		if (change.id !== undefined) known.push({ ...change, id: change.id });
		else if (name !== undefined) {
			const [found, ...others] = sourcesNamed(all, name);
			if (others.length > 0) throw severalOf(name, [found as LogSource, ...others]);
			if (found === undefined) announced.push({ ...change, name });
			else known.push({ ...change, id: found.id });
		}
	}
	const more = announced.filter((it) => !isZoneAlone(it)).map(({ name }) => name ?? '');
	if (more.length > 0) {
		throw new InventoryError(
			'unknown_host',
			`${quotedList(more)}, of which only the zone can be set`,
		);
	}
	// What is refused is refused before anything is added.
	const changed = await inventory.updateSources(known);
	if (announced.length === 0) return changed;
	const added = await inventory.addSources(
		announced.map(({ name = '' }) => ({
			...{ name, logType: UNTIL_IT_SENDS, domain: null, agentId: null },
		})),
	);
	const zones = added.map(({ id }, at) => ({ id, timeZone: announced[at]?.timeZone }));
	return [...changed, ...(await inventory.updateSources(zones))];
}

function isZoneAlone({ timeZone, displayName, groupId, enabled }: NamedChange): boolean {
	const others = [displayName, groupId, enabled].some((value) => value !== undefined);
	return typeof timeZone === 'string' && !others;
}

function severalOf(name: string, found: readonly LogSource[]): InventoryError {
	const names = quotedList(found.map((source) => source.name));
	return new InventoryError(
		'conflict',
		`log_source: ${JSON.stringify(name)} stands for ${names}; give an id.`,
	);
}
