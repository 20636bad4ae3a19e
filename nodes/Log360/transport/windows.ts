/** Reads lists that come in windows, and neither skips nor repeats a record when the list changes meanwhile. */
import type { IDataObject } from 'n8n-workflow';

import type { Window } from '../dialects/dialect';
import { windowOf } from '../dialects/read';
import type { Call } from './call';
import type { Client } from './client';
import { causeOfError } from './errors';

/** How often the reading steps back to find its place again, how often the same window may come, and how many there may be at all. */
const MOST_STEPS_BACK = 5;
const MOST_REPEATS = 2;
const MOST_WINDOWS = 100_000;

/** What the records of a list are, to {@link readWindows}. */
export interface WindowedList {
	call(window: Window): Call;
	/** Reads an answer; throws when it is not understood. */
	read(body: unknown): IDataObject[];
	/** What stays the same of a record, such as its id. */
	identity(record: IDataObject): string;
	/** Whether a record is one that is looked for; all of them by default. */
	wants?(record: IDataObject): boolean;
}

/**
 * Reads a list that is asked for in windows (V1 `from`/`to`, V2 `from`/`limit`) until a window is not full.
 *
 * Each window begins with the last record of the one before. Where records were added meanwhile, the window holds known ones, which
 * are left out; where records were removed, it holds none, and the reading steps back until it does. A server that ignores the
 * window sends everything at once or the same again; both end the reading. Where the server says how many records there are,
 * or how many it sends at most, a window that is shorter than was asked for need not be the last one.
 *
 * @param limit stop when so many were found
 */
export async function readWindows(
	client: Client,
	list: WindowedList,
	limit: number,
	size = 100,
): Promise<IDataObject[]> {
	const known = new Set<string>();
	const wanted: IDataObject[] = [];
	let last = '';
	let repeats = 0;
	let stepsBack = 0;
	let overlap = 0;
	let from = 1;
	for (let count = 0; wanted.length < limit && count < MOST_WINDOWS; count += 1) {
		const body = await client.send(list.call({ from, size }));
		const part = list.read(body);
		const ids = part.map((record) => list.identity(record));
		const isJoined = overlap === 0 || ids.some((id) => known.has(id));
		if (!isJoined && stepsBack < MOST_STEPS_BACK) {
			stepsBack += 1;
			from = Math.max(1, from - size * stepsBack);
			continue;
		}
		const before = known.size;
		part.forEach((record, index) => {
			if (known.has(ids[index])) return;
			known.add(ids[index]);
			if (list.wants?.(record) ?? true) wanted.push(record);
		});
		const { total = 0, start = from, most } = windowOf(body);
		const mayBeMore = part.length === size || part.length === most || known.size < total;
		if (!mayBeMore || (part.length !== size && known.size === before)) {
			const isShort = part.length === total - start && known.size === total - 1;
			if (isShort) wanted.unshift(...(await recordAtZero(client, list, known)));
			break;
		}
		const window = ids.join();
		repeats = window === last ? repeats + 1 : 0;
		if (repeats >= MOST_REPEATS) break;
		last = window;
		// A window of one record has none to spare.
		overlap = Math.min(size, part.length) > 1 ? 1 : 0;
		from += Math.max(1, Math.min(size, part.length) - overlap);
		stepsBack = 0;
	}
	return wanted.slice(0, limit);
}

/**
 * The record at position 0, if positions count from there: the last window is one record shorter then than its position and the
 * total promise. One sibling product counts from 0, another from 1 (both documented), and so refuses the question.
 */
async function recordAtZero(
	client: Client,
	list: WindowedList,
	known: ReadonlySet<string>,
): Promise<IDataObject[]> {
	const body = await client.send(list.call({ from: 0, size: 1 })).catch(async (error: unknown) => {
		return causeOfError(error) === 'badRequest' ? [] : await Promise.reject(error);
	});
	const [first] = list.read(body);
	if (first === undefined || known.has(list.identity(first))) return [];
	return (list.wants?.(first) ?? true) ? [first] : [];
}
