/** Brings actors into the documented form: one role an object, every role and every name once. */
import type { Actors } from './incident';

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
