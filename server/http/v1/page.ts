/** V1's answer to a page of hits: in the observed `results` envelope or the documented `hits` one. */
import type { FoundPage } from '../../logs/search';
import { RawJson } from '../raw-json';

/** Which key holds the hits: `results` was observed on a real server, `hits` is documented. */
export type V1Envelope = 'results' | 'hits';

/** Writes a page; only the observed form tells the total. */
export function v1Page(page: FoundPage, envelope: V1Envelope): RawJson {
	const cursor = page.cursor === undefined ? '' : `"cursor":${JSON.stringify(page.cursor)},`;
	const total = envelope === 'results' ? `"total_hits":${page.total},` : '';
	return new RawJson(
		`{${cursor}"${envelope}":{"hits":[`,
		page.hits,
		`],${total}"hits_count_in_current_page":${page.count}}}`,
	);
}
