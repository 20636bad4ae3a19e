/** V1 search: cursor-paged, in the observed `results` envelope or the documented `hits` one. */
import type { PagedSearch } from '../../search/search';
import type { Clock } from '../../clock';
import type { EventStore, NameForm } from '../../events/store';
import { resolveFilters } from '../../sources/lookup';
import type { Handler } from '../endpoint';
import { RawJson } from '../raw-json';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What V1's search needs. */
export interface V1SearchOptions {
	readonly search: PagedSearch;
	readonly store: EventStore;
	readonly clock: Clock;
	/** Which key holds the hits: `results` was observed on a real server, `hits` is documented. */
	readonly envelope: 'results' | 'hits';
	/** Field names: display names were observed, server names stand in the vendor's older sample. */
	readonly form: NameForm;
}

/** `POST /RestAPI/v1/search`. Source: synchronous-search page. */
export function v1Search(options: V1SearchOptions): Handler<'v1.search.run'> {
	const { search, store, clock, envelope, form } = options;
	return async ({ body, token }) => {
		const page =
			body.cursor === undefined
				? await search.first(token.id, {
						query: body.query,
						from: body.from ?? clock.now() - DAY_MS,
						to: body.to ?? clock.now(),
						...(await resolveFilters(store, body)),
						form,
					})
				: await search.next(token.id, body.cursor);
		const cursor = page.cursor === undefined ? '' : `"cursor":${JSON.stringify(page.cursor)},`;
		const total = envelope === 'results' ? `"total_hits":${page.total},` : '';
		return new RawJson(
			`{${cursor}"${envelope}":{"hits":[`,
			page.hits,
			`],${total}"hits_count_in_current_page":${page.count}}}`,
		);
	};
}
