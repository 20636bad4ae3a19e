/** Resolves the host, group and log type filters of searches to what events carry, or says which one is unknown. */

import type { EventStore, SourceKeys } from '../store';
import type { LogSource } from '../events';

/** A filter named something the server does not have. */
export class UnknownFilterError extends Error {
	/**
	 * @param kind what was named
	 * @param given the id or name as the caller wrote it
	 */
	constructor(
		readonly kind: 'host' | 'group' | 'log type',
		readonly given: string | number,
	) {
		super(`Unknown ${kind} ${JSON.stringify(given)}`);
		this.name = 'UnknownFilterError';
	}
}

/** An id (number) or a name (string), as V1 accepts both. */
export type Reference = string | number;

/** Filters as the API takes them. */
export interface SourceFilters {
	readonly hosts?: readonly Reference[] | undefined;
	readonly groups?: readonly Reference[] | undefined;
	readonly logTypes?: readonly string[] | undefined;
}

/**
 * The host names and log types that the filters stand for; hosts and groups restrict each other.
 *
 * An empty list filters nothing, as in the product's samples, where all is the default.
 *
 * @throws UnknownFilterError for an id or name that the store does not have
 */
export async function resolveFilters(
	store: EventStore,
	filters: SourceFilters,
): Promise<{ hosts?: readonly string[]; logTypes?: readonly string[] }> {
	const hosts = filled(filters.hosts);
	const groups = filled(filters.groups);
	const logTypes = filled(filters.logTypes);
	const resolved: { hosts?: readonly string[]; logTypes?: readonly string[] } = {};
	if (hosts !== undefined || groups !== undefined) {
		const ids = groups === undefined ? undefined : new Set(await groupIds(store, groups));
		const sources = await store.sourcesWith(
			hosts === undefined ? { groups: [...(ids ?? [])] } : keysOf(hosts),
		);
		const chosen = hosts?.map((reference) => hostOf(sources, reference)) ?? sources;
		resolved.hosts = chosen
			.filter(({ groupId }) => ids?.has(groupId) ?? true)
			.map((source) => source.name);
	}
	if (logTypes !== undefined) {
		const known = new Map((await store.logTypes()).map(({ id }) => [id.toLowerCase(), id]));
		resolved.logTypes = logTypes.map(
			(given) => known.get(given.toLowerCase()) ?? unknown('log type', given),
		);
	}
	return resolved;
}

/** A text may be a name, or an id in digits. */
function keysOf(references: readonly Reference[]): SourceKeys {
	const ids = references.map(Number).filter((id) => Number.isSafeInteger(id));
	return { ids, names: references.filter((reference) => typeof reference === 'string') };
}

function hostOf(sources: readonly LogSource[], reference: Reference): LogSource {
	return find(sources, reference) ?? unknown('host', reference);
}

async function groupIds(store: EventStore, references: readonly Reference[]): Promise<number[]> {
	const groups = await store.groups();
	return references.map((reference) => find(groups, reference)?.id ?? unknown('group', reference));
}

/** A string of digits that is nobody's name is an id: workflow tools often hand numbers over as text. */
function find<T extends { readonly id: number; readonly name: string }>(
	items: readonly T[],
	reference: Reference,
): T | undefined {
	if (typeof reference === 'number') return items.find(({ id }) => id === reference);
	const name = reference.toLowerCase();
	return (
		items.find((item) => item.name.toLowerCase() === name) ??
		items.find(({ id }) => String(id) === reference)
	);
}

function unknown(kind: UnknownFilterError['kind'], given: Reference): never {
	throw new UnknownFilterError(kind, given);
}

function filled<T>(list: readonly T[] | undefined): readonly T[] | undefined {
	return list === undefined || list.length === 0 ? undefined : list;
}
