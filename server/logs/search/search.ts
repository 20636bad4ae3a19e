/** Cursor-paged search over events or alerts: what the search and alert routes of both dialects share. */
import type { Clock } from '../../platform';
import type { NameForm, SearchCaller, SearchPage } from '../store';
import { CursorCodec } from './cursor';

/** Where a page lies in the hits. */
interface Position {
	readonly before?: number;
	readonly upTo?: number;
	readonly limit: number;
	readonly withTotal: boolean;
}

/** What is searched: the event store, or the alerts. */
export interface PageSource<Start> {
	/** One page, newest first, see `EventStore.search`. */
	search(request: Start & Position, caller?: SearchCaller): Promise<SearchPage>;
}

/** What the first page of a search of events asks for. */
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

interface State<Start> {
	readonly start: Start;
	readonly before: number;
	readonly upTo: number;
	readonly total: number;
}

/** Options of {@link PagedSearch}. */
export interface PagedSearchOptions<Start> {
	readonly store: PageSource<Start>;
	readonly clock: Clock;
	/** Signing key of the cursors. */
	readonly key: Uint8Array;
	/** Hits per page. */
	readonly pageSize: number;
	/** What the cursors are for, see {@link CursorCodec}. */
	readonly use: string;
}

/** Searches page by page. New hits never shift a page: the first page fixes the largest id. */
export class PagedSearch<Start extends object = SearchStart> {
	private readonly codec: CursorCodec<State<Start>>;

	constructor(private readonly options: PagedSearchOptions<Start>) {
		this.codec = new CursorCodec(options.key, options.clock, options.use);
	}

	/**
	 * The first page.
	 *
	 * @param owner id of the token that asks; only it can use the cursor
	 * @param signal aborted when nobody waits for the page any more
	 */
	async first(owner: string, start: Start, signal?: AbortSignal): Promise<FoundPage> {
		const { store, pageSize } = this.options;
		const page = await store.search(
			{ ...start, limit: pageSize, withTotal: true },
			{ owner, signal },
		);
		const { lastId, upTo, total, count } = page;
		return this.found(owner, page, { start, before: lastId, upTo, total: total ?? count });
	}

	/**
	 * The page that a cursor stands for.
	 *
	 * @throws CursorError see {@link CursorCodec.open}
	 */
	async next(owner: string, cursor: string, signal?: AbortSignal): Promise<FoundPage> {
		const { store, pageSize } = this.options;
		const state = this.codec.open(owner, cursor);
		const { before, upTo } = state;
		const page = await store.search(
			{ ...state.start, before, upTo, limit: pageSize, withTotal: false },
			{ owner, signal },
		);
		return this.found(owner, page, { ...state, before: page.lastId });
	}

	private found(owner: string, page: SearchPage, state: State<Start>): FoundPage {
		return {
			hits: page.hits,
			count: page.count,
			total: state.total,
			cursor: page.more ? this.codec.seal(owner, state) : undefined,
		};
	}
}
