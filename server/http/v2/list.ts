/** V2's list answers: a slice of a list under its key in `data`, with totals in `meta`. */

/** Position and size of a slice, as the contract parsed them. */
export interface PageQuery {
	/** Position of the first item, counted from 1. */
	readonly from: number;
	/** Most items. */
	readonly limit: number;
}

/** The answer that shows one slice of `items`. */
export function v2List<K extends string, T, R>(
	key: K,
	items: readonly T[],
	page: PageQuery,
	show: (item: T) => R,
) {
	const slice = items.slice(page.from - 1, page.from - 1 + page.limit).map(show);
	return {
		data: { [key]: slice } as Record<K, R[]>,
		meta: { total_items: items.length, items_in_current_page: slice.length },
	};
}
