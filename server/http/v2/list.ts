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
	return v2Slice(key, items.slice(page.from - 1, page.from - 1 + page.limit), items.length, show);
}

/** The answer that shows a slice of a list of `total` items. */
export function v2Slice<K extends string, T, R>(
	key: K,
	slice: readonly T[],
	total: number,
	show: (item: T) => R,
) {
	return {
		data: { [key]: slice.map((item) => show(item)) } as Record<K, R[]>,
		meta: { total_items: total, items_in_current_page: slice.length },
	};
}
