/** V1 search: cursor-paged, in the observed `results` envelope or the documented `hits` one. */
import type { HitJobs, PagedSearch } from '../../logs/search';
import type { Clock } from '../../platform';
import type { EventStore, NameForm } from '../../logs/store';
import { resolveFilters } from '../../logs/sources';
import { callbackOf } from '../callback';
import type { Handler } from '../endpoint';
import { refuseForeignFields } from '../foreign-fields';
import { abortedWithCaller } from '../hang-up';
import { type V1Envelope, v1Page } from './page';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The body of a V1 search without a cursor. */
interface V1SearchBody {
	readonly query: string;
	readonly from?: number | undefined;
	readonly to?: number | undefined;
	readonly hosts?: readonly (string | number)[] | undefined;
	readonly groups?: readonly (string | number)[] | undefined;
}

/** Turns a V1 search body into a search: ids become names, missing times the last 24 hours (documented). */
async function v1SearchStart(store: EventStore, clock: Clock, body: V1SearchBody) {
	const now = clock.now();
	await refuseForeignFields(store, body.query);
	return {
		query: body.query,
		from: body.from ?? now - DAY_MS,
		to: body.to ?? now,
		...(await resolveFilters(store, body)),
	};
}

/** `POST /RestAPI/v1/search/async`. Source: asynchronous-search page. */
export function v1SearchAsync(options: V1SearchOptions, jobs: HitJobs): Handler<'v1.search.start'> {
	const { store, clock, form } = options;
	return async ({ body, token, ctx }) => {
		const search = await v1SearchStart(store, clock, body);
		return { request_id: await jobs.start('search', token.id, search, form, callbackOf(ctx)) };
	};
}

/** What V1's search needs. */
export interface V1SearchOptions {
	readonly search: PagedSearch;
	readonly store: EventStore;
	readonly clock: Clock;
	readonly envelope: V1Envelope;
	/** Field names: display names were observed, server names stand in the vendor's older sample. */
	readonly form: NameForm;
}

/** `POST /RestAPI/v1/search`. Source: synchronous-search page. */
export function v1Search(options: V1SearchOptions): Handler<'v1.search.run'> {
	const { search, store, clock, envelope, form } = options;
	return async ({ body, token, ctx }) => {
		const gone = abortedWithCaller(ctx);
		const page =
			body.cursor === undefined
				? await search.first(token.id, { ...(await v1SearchStart(store, clock, body)), form }, gone)
				: await search.next(token.id, body.cursor, gone);
		return v1Page(page, envelope);
	};
}
