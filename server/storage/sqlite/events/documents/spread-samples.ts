/** Picks documents from all over a store, as many from each hour as it has events, in no order. */
import type { DatabaseSync } from 'node:sqlite';
import { HOUR } from '../tallies/periods';

/** Documents that are passed over at a place, at most: those after a gap would come too often. */
const PASSED = 8;
/** Seed of the choice, always the same, so that a run can be repeated. */
const SEED = 0x9e3779b9;

/** A stored document: JSON in UTF-8, or a frame behind the number of its dictionary. */
export interface StoredDocument {
	readonly id: number;
	readonly doc: Uint8Array;
}

/**
 * Some documents of a table, each once, at random places.
 *
 * @param table plain documents or compressed ones
 * @param most how many; there are fewer where events are few
 */
export function spreadSamples(
	database: DatabaseSync,
	table: 'event_plain' | 'event_packed',
	most: number,
): StoredDocument[] {
	const hours = database
		.prepare('SELECT hour, max(1, events) AS events FROM kept_hour ORDER BY hour')
		.all() as { hour: number; events: number }[];
	const all = hours.reduce((sum, { events }) => sum + events, 0);
	const ends = database.prepare(
		`SELECT (SELECT min(id) FROM ${table} WHERE id BETWEEN ?1 AND ?2) AS low,
			(SELECT max(id) FROM ${table} WHERE id BETWEEN ?1 AND ?2) AS high`,
	);
	const select = database.prepare(
		`SELECT id, CAST(doc AS BLOB) AS doc FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1 OFFSET ?`,
	);
	const random = numbers();
	const found = new Map<number, StoredDocument>();
	let until = 0;
	let taken = 0;
	for (const { hour, events } of hours) {
		until += events;
		const wanted = Math.round((until / all) * most);
		if (wanted === taken) continue;
		const range = ends.get(hour * HOUR, (hour + 1) * HOUR - 1);
		const { low, high } = range as { low: number | null; high: number | null };
		for (; taken < wanted; taken++) {
			if (low === null || high === null) continue;
			const from = low + Math.floor(random() * (high - low + 1));
			const row = (select.get(from, high, Math.floor(random() * PASSED)) ??
				select.get(from, high, 0)) as StoredDocument | undefined;
			if (row !== undefined) found.set(row.id, row);
		}
	}
	return shuffled([...found.values()], random);
}

function shuffled<T>(list: T[], random: () => number): T[] {
	for (let last = list.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[list[last], list[other]] = [list[other] as T, list[last] as T];
	}
	return list;
}

/** Numbers from 0 to 1 (xorshift32). */
function numbers(): () => number {
	let state = SEED | 0;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 2 ** 32;
	};
}
