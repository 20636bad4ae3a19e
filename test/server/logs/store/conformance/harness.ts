/** What the parts of the suite have in common: how stores are opened, and what is asked of them. */
import {
	type EventStore,
	type ScanRequest,
	type SearchRequest,
} from '../../../../../server/logs/store/store';
import type { OracleStore } from '../../../../support/oracle-store';

/** How the suite gets at one implementation. */
export interface StoreHarness {
	/** Opens the store of a folder. */
	open(directory: string): Promise<EventStore>;
	/** Stops taking in the logs of a host. */
	disableSource(directory: string, name: string): void | Promise<void>;
}

/** Opens a store that is closed after the test, or after those of its group; of a new folder by default. */
export type Open = (directory?: string) => Promise<EventStore>;

/** Every event. */
export const ALL: ScanRequest = { query: '*', from: 0, to: Number.MAX_SAFE_INTEGER };

/** Holds when a search finds what the oracle finds, and as many. */
export async function expectSame(
	store: EventStore,
	oracle: OracleStore,
	request: ScanRequest,
	form: 'server' | 'client' = 'server',
): Promise<void> {
	const found = await page(store, { ...request, form });
	const expected = oracle.documents({ ...request, form });
	expect({ query: request.query, hits: textOf(found.hits) }).toEqual({
		query: request.query,
		hits: expected.join(','),
	});
	expect(found).toMatchObject({
		count: expected.length,
		total: oracle.total(request),
		more: false,
	});
}

/** A page of up to 100,000 hits with their total, unless the request says otherwise. */
export function page(store: EventStore, request: ScanRequest & Partial<SearchRequest>) {
	return store.search({ limit: 100_000, form: 'server', withTotal: true, ...request });
}

/** All hits of a request, newest first. */
export async function hitsOf(
	store: EventStore,
	request: ScanRequest,
): Promise<Record<string, unknown>[]> {
	return JSON.parse(`[${textOf((await page(store, request)).hits)}]`) as Record<string, unknown>[];
}

/** All hits by way of pages of a size, as their JSON text. */
export async function allPages(
	store: EventStore,
	request: ScanRequest,
	limit: number,
): Promise<string[]> {
	const upTo = await store.maxId();
	const documents: string[] = [];
	let before: number | undefined;
	for (;;) {
		const found = await page(store, {
			...request,
			limit,
			upTo,
			withTotal: false,
			...(before === undefined ? {} : { before }),
		});
		if (found.count > 0) documents.push(textOf(found.hits));
		if (!found.more) break;
		expect(found.count).toBe(limit);
		before = found.lastId;
	}
	return documents.length === 0
		? []
		: (JSON.parse(`[${documents.join(',')}]`) as unknown[]).map((hit) => JSON.stringify(hit));
}

/** The ids that a scan tells, in its order. */
export async function idsOf(
	store: EventStore,
	request: ScanRequest,
	signal?: AbortSignal,
): Promise<number[]> {
	const ids: number[] = [];
	for await (const batch of store.scan(request, signal)) ids.push(...batch.ids);
	return ids;
}

/** Bytes of UTF-8 as a text. */
export function textOf(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString();
}
