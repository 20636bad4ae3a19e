/** The beginning of a list of hits. */
import type { Hits } from '../dialects/dialect';

/** At most `limit` of the hits; those behind are never made. */
export function firstOf(hits: Hits, limit: number): Hits {
	if (hits.length <= limit) return hits;
	if (limit <= 0) return [];
	return {
		length: limit,
		*[Symbol.iterator]() {
			let left = limit;
			for (const hit of hits) {
				yield hit;
				left -= 1;
				if (left === 0) return;
			}
		},
	};
}
