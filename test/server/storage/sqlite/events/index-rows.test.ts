/** Rows of the full-text index and ids of events make one another out, and a range of ids is a range of rows in each list. */
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { IDS_PER_MS, MAX_TIME } from '../../../../../server/logs/events';
import {
	DENSE_END,
	DENSE_ROWS,
	idOfDense,
	PLACES,
	RowsWithin,
	SPARSE_ROWS,
} from '../../../../../server/storage/sqlite/events/index-rows';
import { runs } from '../../../../support/runs';

const LAST_ID = MAX_TIME * IDS_PER_MS + IDS_PER_MS - 1;
/** Where the rule changes: the first ids that are no early ones, and the first milliseconds whose dense rows would be too large. */
const EDGES = [0, DENSE_END, (DENSE_END / PLACES) * IDS_PER_MS, 1_767_225_600_000_000, LAST_ID];
/** Ids of all times, mostly near the places where something changes, and few to a millisecond. */
const ID = fc
	.oneof(
		fc.tuple(
			fc.constantFrom(...EDGES),
			fc.integer({ min: -3, max: 3 }),
			fc.oneof(fc.nat(PLACES + 2), fc.nat(IDS_PER_MS - 1)),
		),
		fc.tuple(fc.nat(LAST_ID), fc.constant(0), fc.constant(0)),
	)
	.map(([near, ms, place]) => Math.floor(near / IDS_PER_MS + ms) * IDS_PER_MS + place)
	.filter((id) => id >= 0 && id <= LAST_ID);
const RANGE = fc.tuple(ID, ID).map(([one, other]) => ({ low: Math.min(one, other), high: other }));

it('files an event under a row that tells its id, and no two under the same', () => {
	fc.assert(
		fc.property(ID, ID, (one, other) => {
			for (const rows of [DENSE_ROWS, SPARSE_ROWS]) {
				const [row, next] = [rows.rowOf(one), rows.rowOf(other)];
				expect(Number.isSafeInteger(row)).toBe(true);
				expect(rows.idOf(row)).toBe(one);
				expect(row === next).toBe(one === other);
				// In each list the order of rows is that of ids.
				if (rows.isDense(row) === rows.isDense(next))
					expect(Math.sign(row - next)).toBe(Math.sign(one - other));
			}
			// What was stored before there were dense rows: its id, unless that looks like one of these.
			if (one >= DENSE_END) expect(DENSE_ROWS.idOf(one)).toBe(one);
			expect(SPARSE_ROWS.rowOf(one)).toBe(one);
		}),
		{ numRuns: runs(20_000, 2_000) },
	);
});

it('gives the first events of a millisecond dense rows, and the others their ids', () => {
	const first = Date.UTC(2026, 0, 1) * IDS_PER_MS;
	const dense = (place: number) => DENSE_ROWS.isDense(DENSE_ROWS.rowOf(first + place));
	const places = Array.from({ length: 20 }, (_, place) => place);
	expect(places.filter(dense)).toEqual(places.slice(0, PLACES));
	expect(DENSE_ROWS.rowOf(first + IDS_PER_MS) - DENSE_ROWS.rowOf(first)).toBe(PLACES);
	expect(SPARSE_ROWS.isDense(1)).toBe(false);
});

it('a range of ids has exactly their rows', () => {
	fc.assert(
		fc.property(RANGE, ID, fc.nat(LAST_ID), ({ low, high }, id, other) => {
			for (const rows of [DENSE_ROWS, SPARSE_ROWS]) {
				const within = rows.within({ low, high });
				const filter = new RowsWithin(rows, { low, high });
				// Where an event is stored now, and where it is if it was stored before.
				const places = [rows.rowOf(id), ...(id >= DENSE_END ? [id] : []), rows.rowOf(other)];
				for (const row of places) {
					const isWithin = rows.idOf(row) >= low && rows.idOf(row) <= high;
					const range = rows.isDense(row) ? within.dense : within.sparse;
					expect(range !== undefined && row >= range.low && row <= range.high).toBe(isWithin);
					expect(filter.idOf(row)).toBe(isWithin ? rows.idOf(row) : -1);
				}
				const { dense, sparse } = within;
				if (dense !== undefined) expect(dense.high).toBeLessThan(DENSE_END);
				if (rows === DENSE_ROWS && sparse !== undefined)
					expect(sparse.low).toBeGreaterThanOrEqual(DENSE_END);
			}
		}),
		{ numRuns: runs(20_000, 2_000) },
	);
});

it('SQL makes the same id of a dense row', () => {
	const database = new DatabaseSync(':memory:');
	const id = database.prepare(
		`SELECT ${idOfDense('r')} AS id FROM (SELECT CAST(? AS INTEGER) AS r)`,
	);
	fc.assert(
		fc.property(ID, (each) => {
			const row = DENSE_ROWS.rowOf(each);
			if (DENSE_ROWS.isDense(row)) expect(id.get(row)?.['id']).toBe(each);
		}),
		{ numRuns: runs(2_000, 200) },
	);
	database.close();
});
