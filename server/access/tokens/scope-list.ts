/** Reads lists of scopes as people write them, with an answer that names the misspelled one. */

import { ALL_SCOPES, isScope, type Scope } from '../../contract';

/** Scopes, or one sentence that says what is wrong with them. */
export type ScopeList = { readonly scopes: readonly Scope[] } | { readonly error: string };

/**
 * Reads scope names; `*` stands for all but `admin`, which must be asked for by its name.
 *
 * @param names for instance `['search.READ', 'jobs.READ']`, in the spelling of the table
 */
export function parseScopes(names: readonly string[]): ScopeList {
	const scopes = new Set<Scope>();
	for (const name of names) {
		if (name === '*') {
			for (const scope of ALL_SCOPES) if (scope !== 'admin') scopes.add(scope);
		} else if (isScope(name)) {
			scopes.add(name);
		} else {
			return { error: unknownScope(name) };
		}
	}
	if (scopes.size === 0)
		return { error: `expected at least one scope of ${ALL_SCOPES.join(', ')}` };
	return { scopes: ALL_SCOPES.filter((scope) => scopes.has(scope)) };
}

function unknownScope(name: string): string {
	const wanted = ALL_SCOPES.find((scope) => plain(scope) === plain(name));
	const shown = JSON.stringify(name.slice(0, 64));
	return wanted === undefined
		? `unknown scope ${shown}; expected one of ${ALL_SCOPES.join(', ')}`
		: `unknown scope ${shown}; did you mean ${wanted}?`;
}

/** Case and the vendor's wavering plural are what people get wrong. */
function plain(name: string): string {
	return name.toLowerCase().replace(/s?\./, '.');
}
