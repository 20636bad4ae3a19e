/** Cuts what is too long for one request. */

/** The items in their order, `size` of them at a time. */
export function* inGroups<T>(items: readonly T[], size: number): Iterable<T[]> {
	for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
