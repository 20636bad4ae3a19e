/** The answer that shows a page that a part has cut already. */

/** Writes the page under `key`, as {@link v2List} does for lists that it cuts itself. */
export function partsPage<K extends string, T, R>(
	key: K,
	{ total, items }: { readonly total: number; readonly items: readonly T[] },
	show: (item: T) => R,
) {
	return {
		data: { [key]: items.map(show) } as Record<K, R[]>,
		meta: { total_items: total, items_in_current_page: items.length },
	};
}
