/** Searches of alerts: one page with its total, or all ids, from one snapshot. */
import type { AlertFilter, AlertSearchRequest } from '../../../detection';
import { GatheredPage, type ScanBatch, type SearchPage, TOTAL_LIMIT } from '../../../logs/store';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import {
	type AlertSelection,
	candidatesOf,
	countIndexed,
	isMeant,
	selectAlerts,
	withoutTerms,
} from './select';

/**
 * One page; it ends at `limit` hits or before `MAX_PAGE_LENGTH`, but has at least one hit when there is any.
 *
 * @param check called for every alert that is looked at; what it throws ends the search
 */
export async function searchAlerts(
	sql: Sql,
	request: AlertSearchRequest,
	check: () => void,
): Promise<SearchPage> {
	const { timeField, before, limit, withTotal } = request;
	const isRaised = timeField === 'raised';
	const upTo = request.upTo ?? (await largest(sql, isRaised ? 'seq' : 'id'));
	const selection = selectAlerts({ ...request, upTo });
	const page = new GatheredPage(request);
	let lastId = 0;
	const counts = withTotal && !selection.exact;
	const wanted = counts ? Math.max(TOTAL_LIMIT.read, limit + 1) : limit + 1;
	const pieces = candidatesOf(sql, selection, { before, first: limit + 1 });
	reading: for await (const found of pieces) {
		for (const candidate of found) {
			check();
			if (!isMeant(selection, candidate)) continue;
			if (page.take(candidate.doc)) lastId = isRaised ? candidate.seq : candidate.id;
			else if (!counts || page.seen >= wanted) break reading;
		}
	}
	return {
		...page.hits(),
		...{ lastId, upTo },
		total: withTotal ? (counts ? page.seen : await total(sql, selection, check)) : undefined,
	};
}

/** All alerts' ids, newest first. The snapshot is read as fast as the engine gives it: it holds nothing back meanwhile. */
export async function* scanAlerts(
	database: PostgresDatabase,
	filter: AlertFilter,
	signal?: AbortSignal,
): AsyncGenerator<ScanBatch, void, undefined> {
	signal?.throwIfAborted();
	const selection = selectAlerts(filter);
	const ready: ScanBatch[] = [];
	let over = false;
	let stopped = false;
	let wake = Promise.withResolvers<void>();
	const reading = database
		.read(async (sql) => {
			for await (const found of candidatesOf(sql, selection)) {
				if (stopped) return;
				const ids = found.filter((one) => isMeant(selection, one)).map(({ id }) => id);
				ready.push({ ids: Float64Array.from(ids), scanned: found.length });
				wake.resolve();
			}
		})
		.finally(() => {
			over = true;
			wake.resolve();
		});
	// Told when everything before the failure was handed out.
	reading.catch(() => undefined);
	try {
		for (;;) {
			signal?.throwIfAborted();
			const batch = ready.shift();
			if (batch !== undefined) yield batch;
			else if (over) return await reading;
			else {
				await wake.promise;
				wake = Promise.withResolvers<void>();
			}
		}
	} finally {
		stopped = true;
		await reading.catch(() => undefined);
	}
}

/** Those that the index is sure of, and those of the others that are meant. */
async function total(sql: Sql, selection: AlertSelection, check: () => void): Promise<number> {
	let sum = await countIndexed(sql, selection, TOTAL_LIMIT.indexed);
	let read = 0;
	for await (const found of candidatesOf(sql, withoutTerms(selection))) {
		for (const candidate of found) {
			check();
			if (!isMeant(selection, candidate)) continue;
			sum++;
			if (++read >= TOTAL_LIMIT.read) return sum;
		}
	}
	return sum;
}

async function largest(sql: Sql, column: 'id' | 'seq'): Promise<number> {
	const row = await sql.one<{ last: number | null }>(`SELECT max(${column}) AS last FROM alert`);
	return row?.last ?? 0;
}
