/** Reads events by their ids, those too that no search sees yet, and the largest id of all. */
import type { SearchClient } from '../client';
import { inGroups } from './groups';
import type { Places } from './places';

/** Events of one request by id. */
const FETCHED = 1_000;

/** Ids with their documents, in the order of the ids; what is not there is left out. */
export async function documentsById(
	client: SearchClient,
	places: Places,
	ids: readonly number[],
): Promise<(readonly [number, string])[]> {
	const found: (readonly [number, string])[] = [];
	for (const group of inGroups(ids, FETCHED))
		found.push(...(await documentsAtOnce(client, places, group)));
	return found;
}

async function documentsAtOnce(
	client: SearchClient,
	places: Places,
	ids: readonly number[],
): Promise<(readonly [number, string])[]> {
	const wanted = ids.flatMap((id) =>
		places.indicesOf(id).map((index) => ({ _index: index, _id: String(id) })),
	);
	if (wanted.length === 0) return [];
	const { docs } = await client.call<{ docs: { _id: string; _source?: { doc: string } }[] }>({
		method: 'POST',
		path: '/_mget',
		query: { _source: 'doc', filter_path: 'docs._id,docs._source' },
		body: { docs: wanted },
	});
	return docs.flatMap(({ _id, _source }) =>
		_source === undefined ? [] : [[Number(_id), _source.doc] as const],
	);
}

/**
 * Of a batch's ids those that have its own events, with the index of each and its document: another batch may have been
 * given the same ids, as by a server that knows less than is stored.
 *
 * @param name of the batch
 */
export async function ownDocuments(
	client: SearchClient,
	places: Places,
	ids: readonly number[],
	name: string,
): Promise<{ readonly index: string; readonly id: number; readonly doc: string }[]> {
	const wanted = ids.flatMap((id, at) =>
		places.indicesOf(id).map((index) => ({ index, id, mark: markOf(name, at) })),
	);
	const found = [];
	for (const group of inGroups(wanted, FETCHED)) {
		const { docs } = await client.call<{ docs: { _source?: { doc: string; b?: string } }[] }>({
			method: 'POST',
			path: '/_mget',
			query: { _source: 'doc,b', filter_path: 'docs._id,docs._source' },
			body: { docs: group.map(({ index, id }) => ({ _index: index, _id: String(id) })) },
		});
		for (const [at, { index, id, mark }] of group.entries()) {
			const source = docs[at]?._source;
			if (source?.b === mark) found.push({ index, id, doc: source.doc });
		}
	}
	return found;
}

/** What an event of a batch bears, so that it is known again. @param at its place in the batch */
export function markOf(batch: string, at: number): string {
	return `${batch}:${at}`;
}

/** The largest id that searches see; 0 without events. @param events pattern of the indices */
export async function largestId(client: SearchClient, events: string): Promise<number> {
	const { hits } = await client.call<{ hits: { hits: { sort: [number] }[] } }>({
		method: 'POST',
		path: `/${events}/_search`,
		body: { size: 1, sort: [{ id: 'desc' }], stored_fields: '_none_', track_total_hits: false },
	});
	return hits.hits[0]?.sort[0] ?? 0;
}
