/** Cursor-paged search over the event store: what both dialects' search routes share. */
import type { Clock } from '../clock';
import type { EventStore, NameForm, SearchPage } from '../events/store';
import { CursorCodec } from './cursor';

/** What the first page of a search asks for. */
export interface SearchStart {
	/** Query in the search language. */
	readonly query: string;
	/** Time range, epoch ms, both ends inclusive. */
	readonly from: number;
	readonly to: number;
	/** Host names; absent = all. */
	readonly hosts?: readonly string[] | undefined;
	/** Log types; absent = all. */
	readonly logTypes?: readonly string[] | undefined;
	/** Field names of the hits. */
	readonly form: NameForm;
}

/** One page as a route answers it. */
export interface FoundPage {
	/** JSON text of the hits, comma separated, UTF-8. */
	readonly hits: Uint8Array;
	/** Hits in this page. */
	readonly count: number;
	/** All hits of the search; exact up to `TOTAL_LIMIT`, a lower bound beyond. */
	readonly total: number;
	/** Opens the next page; undefined on the last one. */
	readonly cursor: string | undefined;
}

interface State {
	readonly start: SearchStart;
	readonly before: number;
	readonly upTo: number;
	readonly total: number;
}

/** Options of {@link PagedSearch}. */
export interface PagedSearchOptions {
	readonly store: EventStore;
	readonly clock: Clock;
	/** Signing key of the cursors. */
	readonly key: Uint8Array;
	/** Hits per page. */
	readonly pageSize: number;
	/** What the cursors are for, see {@link CursorCodec}. */
	readonly use: string;
}

/** Searches page by page. New events never shift a page: the first page fixes the largest id. */
export class PagedSearch {
	private readonly codec: CursorCodec<State>;

	constructor(private readonly options: PagedSearchOptions) {
		this.codec = new CursorCodec(options.key, options.clock, options.use);
	}

	/**
	 * The first page.
	 *
	 * @param owner id of the token that asks; only it can use the cursor
	 */
	async first(owner: string, start: SearchStart): Promise<FoundPage> {
		const { store, pageSize } = this.options;
		const page = await store.search({ ...defined(start), limit: pageSize, withTotal: true });
		const { lastId, upTo, total, count } = page;
		return this.found(owner, page, { start, before: lastId, upTo, total: total ?? count });
	}

	/**
	 * The page that a cursor stands for.
	 *
	 * @throws CursorError see {@link CursorCodec.open}
	 */
	async next(owner: string, cursor: string): Promise<FoundPage> {
		const { store, pageSize } = this.options;
		const state = this.codec.open(owner, cursor);
		const { before, upTo } = state;
		const page = await store.search({
			...defined(state.start),
			before,
			upTo,
			limit: pageSize,
			withTotal: false,
		});
		return this.found(owner, page, { ...state, before: page.lastId });
	}

	private found(owner: string, page: SearchPage, state: State): FoundPage {
		return {
			hits: page.hits,
			count: page.count,
			total: state.total,
			cursor: page.more ? this.codec.seal(owner, state) : undefined,
		};
	}
}

function defined(start: SearchStart) {
	const { hosts, logTypes, ...rest } = start;
	return {
		...rest,
		...(hosts === undefined ? {} : { hosts }),
		...(logTypes === undefined ? {} : { logTypes }),
	};
}
