/** Follows cursors from page to page, and always comes to an end. */
import type { IDataObject } from 'n8n-workflow';

import type { Hits, Page } from '../dialects/dialect';
import type { Call } from './call';
import type { Client } from './client';
import { causeOfError } from './errors';
import type { Cause } from './explanation';

/** Why a chain of pages ended before the server said so. */
export type EarlyEnd = 'repeatedPage' | 'tooManyPages';

export interface CursorSource {
	readonly first: Call;
	/** The call for the page behind a cursor. */
	next(cursor: string): Call;
	/** Reads an answer; throws when it is not understood. */
	read(body: unknown): Page;
	/** Told when the chain had to be cut. */
	onEarlyEnd?(reason: EarlyEnd): void;
}

const MAX_PAGES = 100_000;

/**
 * Yields page after page.
 *
 * A cursor may legally stay the same from page to page (a scroll id does), so a repeated cursor ends the chain only when the
 * page behind it is repeated too. An empty page ends it always.
 */
export async function* followCursor(client: Client, source: CursorSource): AsyncGenerator<Page> {
	const seen = new Set<string>();
	let page = source.read(await client.send(source.first));
	for (let count = 1; ; count += 1) {
		const { cursor } = page;
		if (page.hits.length > 0) yield page;
		if (cursor === undefined || page.hits.length === 0) return;
		if (count >= MAX_PAGES) {
			source.onEarlyEnd?.('tooManyPages');
			return;
		}
		const following = source.read(await client.send(source.next(cursor)));
		const standsStill = following.cursor === cursor && samePage(page, following);
		const turnsBack = following.cursor !== cursor && seen.has(markOf(following));
		if (standsStill || turnsBack) {
			source.onEarlyEnd?.('repeatedPage');
			return;
		}
		seen.add(markOf(page));
		page = following;
	}
}

/** Cursor, length, first and last hit: enough to recognise a page that comes round again. */
function markOf(page: Page): string {
	const ends = [page.hits[0], page.hits[page.hits.length - 1]];
	return JSON.stringify([page.cursor, page.hits.length, ...ends]);
}

/** Whether two pages hold the same hits; the ends are compared first, because that is cheap and mostly enough. */
export function samePage(one: Page, other: Page): boolean {
	if (one.hits.length !== other.hits.length) return false;
	const same = (index: number) =>
		JSON.stringify(one.hits[index]) === JSON.stringify(other.hits[index]);
	if (!same(0) || !same(one.hits.length - 1)) return false;
	return JSON.stringify(one.hits) === JSON.stringify(other.hits);
}

/** Collects pages until there are `limit` hits; `limit` may be Infinity. */
export async function collect(
	pages: AsyncIterable<{ readonly hits: Hits }>,
	limit: number,
): Promise<IDataObject[]> {
	const hits: IDataObject[] = [];
	for await (const page of pages) {
		// Not push(...page.hits): a long page would overflow the argument list.
		for (const hit of page.hits) {
			if (hits.length >= limit) break;
			hits.push(hit);
		}
		if (hits.length >= limit) break;
	}
	return hits;
}

/** Causes after which a chain of cursors is lost, while its first page can still be had. */
const LOST_CURSOR = new Set<Cause>(['cursorExpired', 'serverError', 'interrupted', 'timeout']);

/**
 * {@link collect}, started over once when the cursor was lost between pages.
 *
 * A page behind a cursor is not asked for twice, since a scroll id may have moved on and would skip a page in silence. The
 * time range is fixed, so a second run finds the same hits.
 *
 * @param start begins a new chain of pages
 */
export async function collectWithRestart(
	start: () => AsyncIterable<Page>,
	limit: number,
): Promise<IDataObject[]> {
	let pages = 0;
	const counted = async function* () {
		for await (const page of start()) {
			pages += 1;
			yield page;
		}
	};
	return await collect(counted(), limit).catch(async (error: unknown) => {
		const cause = causeOfError(error);
		if (pages > 0 && cause !== undefined && LOST_CURSOR.has(cause))
			return await collect(start(), limit);
		return await Promise.reject(error);
	});
}
