/** V2's answer to a page of hits: `data.hits` with `meta` (observed). */
import type { FoundPage } from '../../logs/search';
import { RawJson } from '../raw-json';

/** Writes a page. */
export function v2Page(page: FoundPage): RawJson {
	const cursor = page.cursor === undefined ? '' : `"cursor":${JSON.stringify(page.cursor)},`;
	return v2Hits(page, cursor);
}

/**
 * Writes hits.
 *
 * @param more JSON text of further keys of `meta`, each with a comma behind it
 */
export function v2Hits(page: Pick<FoundPage, 'hits' | 'count' | 'total'>, more = ''): RawJson {
	return new RawJson(
		'{"data":{"hits":[',
		page.hits,
		`]},"meta":{${more}"total_items":${page.total},"items_in_current_page":${page.count}}}`,
	);
}
