/** V2 search: cursor-paged, `data.hits` with `meta`. */
import type { HitJobs, PagedSearch, SearchStart } from '../../logs/search';
import type { EventStore } from '../../logs/store';
import { resolveFilters } from '../../logs/sources';
import { callbackOf } from '../callback';
import type { Handler } from '../endpoint';
import { refuseForeignFields } from '../foreign-fields';
import { abortedWithCaller } from '../hang-up';
import { v2Page } from './page';

/** What V2's search needs. */
export interface V2SearchOptions {
	readonly search: PagedSearch;
	readonly store: EventStore;
}

/** `POST /api/v2/search`. Source: the V2 search page; the answer's form is observed. */
export function v2Search({ search, store }: V2SearchOptions): Handler<'v2.search.run'> {
	return async ({ body, token, ctx }) => {
		const gone = abortedWithCaller(ctx);
		const page =
			body.cursor === undefined
				? await search.first(token.id, await v2SearchStart(store, body), gone)
				: await search.next(token.id, body.cursor, gone);
		return v2Page(page);
	};
}

/** `POST /api/v2/search/async`. Path observed, answer inferred from V1. */
export function v2SearchAsync(store: EventStore, jobs: HitJobs): Handler<'v2.search.start'> {
	return async ({ body, token, ctx }) => {
		const { form, ...search } = await v2SearchStart(store, body);
		return {
			data: { request_id: await jobs.start('search', token.id, search, form, callbackOf(ctx)) },
		};
	};
}

/** The body of a V2 search without a cursor; the contract made sure that query and times are there. */
export interface V2SearchBody {
	readonly query?: string | undefined;
	readonly start_time?: number | undefined;
	readonly end_time?: number | undefined;
	readonly log_source_ids?: readonly number[] | undefined;
	readonly log_source_group_ids?: readonly number[] | undefined;
	readonly log_types?: readonly string[] | undefined;
	readonly response_type?: 'server' | 'client' | undefined;
}

/** Turns a V2 search body into a search, resolving ids to names. */
export async function v2SearchStart(store: EventStore, body: V2SearchBody): Promise<SearchStart> {
	const query = body.query ?? '*';
	await refuseForeignFields(store, query);
	return {
		query,
		from: body.start_time ?? 0,
		to: body.end_time ?? 0,
		...(await resolveFilters(store, {
			hosts: body.log_source_ids,
			groups: body.log_source_group_ids,
			logTypes: body.log_types,
		})),
		form: body.response_type ?? 'server',
	};
}
