/** Finds log sources as people name them: by host name, display name or address. */

import type { LogSource } from '../events';

/**
 * The sources of a name, compared without case; an address that several share stands for all of them.
 *
 * @param name host name or display name, or, when no source has that, an address
 */
export function sourcesNamed(sources: readonly LogSource[], name: string): LogSource[] {
	const wanted = name.toLowerCase();
	const byName = sources.filter(
		(source) => source.name.toLowerCase() === wanted || source.displayName.toLowerCase() === wanted,
	);
	return byName.length > 0 ? byName : sources.filter(({ ip }) => ip.toLowerCase() === wanted);
}
