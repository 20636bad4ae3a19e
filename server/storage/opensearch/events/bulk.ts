/** Stores documents in bulk: every item's own answer is read, what the cluster cannot take now is sent again, nothing is stored twice. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SearchClient } from '../client';
import { StoreUnavailableError } from '../errors';
import type { EventDocument } from './document';
import { inGroups } from './groups';

/** A document and where it goes. */
export interface Placed {
	readonly index: string;
	readonly document: EventDocument;
}

/** Largest request, characters. */
const MAX_REQUEST = 8 * 1024 * 1024;
/** Requests of one batch that are under way at once. */
const AT_ONCE = 4;
/** How often an item that the cluster cannot take now is sent, and the pause before the second time, which then doubles, ms. */
const TRIES = 6;
const FIRST_PAUSE_MS = 100;

interface Answer {
	readonly status: number;
	readonly error?: { readonly type?: string; readonly reason?: string };
}

/** When an acknowledged document is found by searches: at the next refresh, which is waited for or not, or by one made for it. */
export type Refresh = 'wait_for' | 'true' | 'false';

/**
 * Stores documents under their ids. A document that is there already counts as stored when it is the same one: requests
 * whose answer is lost are sent again, by the client too.
 *
 * @returns those whose id another document has
 * @throws StoreUnavailableError when the cluster does not take some of them; others are stored then
 */
export async function storeAll(
	client: SearchClient,
	documents: readonly Placed[],
	refresh: Refresh,
): Promise<Placed[]> {
	let left = documents;
	const conflicts: Placed[] = [];
	for (let attempt = 1; left.length > 0; attempt++) {
		const again: Placed[] = [];
		let why = '';
		for (const requests of inGroups(requestsOf(left), AT_ONCE)) {
			const answers = await Promise.all(
				requests.map(({ lines }) => sendBulk(client, lines, refresh)),
			);
			for (const [at, { items }] of requests.entries()) {
				for (const [index, item] of items.entries()) {
					const { status, error } = answers[at]?.[index] as Answer;
					if (status === 409) conflicts.push(item);
					else if (status === 429 || status >= 500) {
						again.push(item);
						why = describe(error);
					} else if (status >= 300) {
						throw new Error(`OpenSearch refused an event: ${describe(error)}`);
					}
				}
			}
		}
		left = again;
		if (left.length === 0) break;
		if (attempt === TRIES)
			throw new StoreUnavailableError(
				`OpenSearch took ${documents.length - left.length} of ${documents.length} events: ${why}`,
			);
		await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
	}
	return conflicts.length === 0 ? [] : ofOthers(client, conflicts);
}

/**
 * Removes documents; removing what is not there is no error.
 *
 * @throws StoreUnavailableError when the cluster does not remove some of them now
 */
export async function removeAll(
	client: SearchClient,
	places: readonly { readonly index: string; readonly id: number }[],
	refresh: Refresh,
): Promise<void> {
	if (places.length === 0) return;
	const { items } = await client.call<{ items: { delete: Answer }[] }>({
		method: 'POST',
		path: '/_bulk',
		query: { refresh, filter_path: 'items.delete.status,items.delete.error' },
		lines: places.map(({ index, id }) => `{"delete":{"_index":"${index}","_id":"${id}"}}`),
	});
	const failed = items.filter(({ delete: { status } }) => status >= 300 && status !== 404);
	if (failed.length > 0)
		throw new StoreUnavailableError(
			`OpenSearch did not remove ${failed.length} of ${places.length} events: ${describe(failed[0]?.delete.error)}`,
		);
}

interface Request {
	readonly items: Placed[];
	readonly lines: string[];
}

function requestsOf(documents: readonly Placed[]): Request[] {
	const requests: Request[] = [];
	let room = 0;
	for (const item of documents) {
		const line = JSON.stringify(item.document);
		room -= line.length;
		if (room < 0) {
			requests.push({ items: [], lines: [] });
			room = MAX_REQUEST - line.length;
		}
		const { items, lines } = requests.at(-1) as Request;
		items.push(item);
		lines.push(`{"create":{"_index":"${item.index}","_id":"${item.document.id}"}}`, line);
	}
	return requests;
}

async function sendBulk(
	client: SearchClient,
	lines: readonly string[],
	refresh: Refresh,
): Promise<Answer[]> {
	const { items } = await client.call<{ items: { create: Answer }[] }>({
		method: 'POST',
		path: '/_bulk',
		query: { refresh, filter_path: 'items.create.status,items.create.error' },
		lines,
	});
	return items.map(({ create }) => create);
}

/** Those of documents with a taken id that are not there themselves. Reads by id see what no search sees yet. */
async function ofOthers(client: SearchClient, conflicts: readonly Placed[]): Promise<Placed[]> {
	const { docs } = await client.call<{ docs: { _source?: { b?: string } }[] }>({
		method: 'POST',
		path: '/_mget',
		query: { _source: 'b' },
		body: {
			docs: conflicts.map(({ index, document: { id } }) => ({ _index: index, _id: `${id}` })),
		},
	});
	return conflicts.filter(({ document }, at) => docs[at]?._source?.b !== document.b);
}

function describe(error: Answer['error']): string {
	return `${error?.type ?? 'unknown error'}: ${(error?.reason ?? '').slice(0, 300)}`;
}
