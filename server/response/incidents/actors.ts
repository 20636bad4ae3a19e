/** Brings actors into the documented form: one role an object, every role and every name once. */

import type { Actors } from '../../detection';

/** Names that repeats add to one role. */
const MOST_NAMES = 100;

/**
 * Merges actors; roles and names keep the order in which they first appear.
 *
 * @param lists later ones add to earlier ones
 */
export function mergeActors(...lists: readonly Actors[]): Actors {
	const roles = new Map<string, Set<string>>();
	for (const [role, names] of lists.flat().flatMap((entry) => Object.entries(entry))) {
		const known = roles.get(role) ?? new Set();
		for (const name of names) known.add(name);
		roles.set(role, known);
	}
	return [...roles].map(([role, names]) => ({ [role]: [...names] }));
}

/** Of a role that has grown past the limit, what it was before. */
export function limitedActors(merged: Actors, before: Actors): Actors {
	return merged.map((entry) => {
		const [role = '', names = []] = Object.entries(entry)[0] ?? [];
		const known = before.find((other) => role in other)?.[role] ?? [];
		return names.length > MOST_NAMES && known.length > 0 ? { [role]: known } : entry;
	});
}
