/** Blocks are read as they were written, and put together in the order of their ids. */
import fc from 'fast-check';
import { IDS_PER_MS } from '../../../../../../server/logs/events';
import {
	type Columns,
	decodeSmall,
	decodeSmallIds,
	encodeSmall,
	joined,
	kept,
} from '../../../../../../server/storage/sqlite/events/columns/block';
import {
	type Column,
	decodeColumn,
	encodeColumns,
} from '../../../../../../server/storage/sqlite/events/columns/column';
import {
	decodeIds,
	decodeTimes,
	encodeIds,
} from '../../../../../../server/storage/sqlite/events/columns/ids';
import { PartCache } from '../../../../../../server/storage/sqlite/events/columns/cache';

/** Events as lists of field and value, by id. */
type Rows = Map<number, Map<number, number>>;

const rowsArbitrary: fc.Arbitrary<Rows> = fc
	.array(
		fc.tuple(
			fc.oneof(
				fc.nat(50),
				fc.integer({ min: 1_700_000_000_000_000, max: 1_800_000_000_000_000 }),
				fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER - 1),
			),
			fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 400 }))),
		),
		{ minLength: 1, maxLength: 60 },
	)
	.map((rows) => new Map(rows.map(([id, values]) => [id, new Map(values)])));

function columnsOf(rows: Rows): Columns {
	const ids = [...rows.keys()].sort((one, other) => one - other);
	const fields = new Set([...rows.values()].flatMap((row) => [...row.keys()]));
	const byField = new Map<number, Column>();
	for (const field of fields) {
		const values = [0, ...new Set([...rows.values()].flatMap((row) => row.get(field) ?? []))];
		const codes = Uint16Array.from(ids, (id) => values.indexOf(rows.get(id)?.get(field) ?? 0));
		byField.set(field, { codes, values });
	}
	return { ids: Float64Array.from(ids), byField };
}

function rowsOf({ ids, byField }: Columns): Rows {
	const rows: Rows = new Map();
	for (const [at, id] of ids.entries()) {
		const row = new Map<number, number>();
		for (const [field, { codes, values }] of byField) {
			const value = values[codes[at] as number] as number;
			if (value !== 0) row.set(field, value);
		}
		rows.set(id, row);
	}
	return rows;
}

it('reads small blocks as they were written, all of them or one field', () => {
	fc.assert(
		fc.property(rowsArbitrary, (rows) => {
			const columns = columnsOf(rows);
			const bytes = encodeSmall(columns);
			expect(rowsOf(decodeSmall(bytes, rows.size))).toEqual(rowsOf(columns));
			expect(decodeSmallIds(bytes, rows.size)).toEqual(columns.ids);
			for (const [field, { codes, values }] of columns.byField) {
				const found = decodeSmall(bytes, rows.size, field).byField;
				expect([...found.keys()]).toEqual([field]);
				expect(Array.from(found.get(field)?.codes ?? [])).toEqual(Array.from(codes));
				expect(found.get(field)?.values).toEqual(values);
			}
		}),
	);
});

it.each([255, 256, 257, 2_048])(
	'reads columns of %i values, wherever they stand in the bytes',
	(count) => {
		const ids = Float64Array.from({ length: 3_000 }, (_, n) => 1_767_225_600_000_000 + n * 12_345);
		const codes = Uint16Array.from(ids, (_, n) => (n * 7_919) % (count + 1));
		const values = Array.from({ length: count + 1 }, (_, n) => (n === 0 ? 0 : n + 10));
		const told = { codes: codes.map((code) => code % 3), values: [0, 1, 2] };
		for (let fields = 0; fields < 4; fields++) {
			// Each field before it moves it by some odd number of bytes.
			const before = Array.from({ length: fields }, (_, n) => [n + 1, told] as const);
			const byField = new Map<number, Column>([...before, [100, { codes, values }], [101, told]]);
			const small = decodeSmall(encodeSmall({ ids, byField }), ids.length);
			expect(rowsOf(small)).toEqual(rowsOf({ ids, byField }));
			const encoded = encodeColumns(byField);
			const read = (field: number): Column | undefined => {
				const bytes = encoded.get(field);
				// As the database hands it out, at any place of a buffer of Node.
				const moved = bytes && Buffer.concat([Buffer.alloc(fields), bytes]).subarray(fields);
				return moved && decodeColumn(moved, ids.length, read);
			};
			const whole = new Map([...byField.keys()].map((field) => [field, read(field) as Column]));
			expect(rowsOf({ ids, byField: whole })).toEqual(rowsOf({ ids, byField }));
		}
	},
);

it('reads whole blocks as they were written, also columns that have the codes of another', () => {
	fc.assert(
		fc.property(rowsArbitrary, (rows) => {
			const columns = columnsOf(rows);
			const encoded = encodeColumns(columns.byField);
			const read = (field: number): Column | undefined => {
				const bytes = encoded.get(field);
				return bytes && decodeColumn(bytes, rows.size, read);
			};
			const byField = new Map([...encoded.keys()].map((field) => [field, read(field) as Column]));
			const stored = encodeIds(columns.ids, true);
			const ids = decodeIds(stored, rows.size);
			expect(rowsOf({ ids, byField })).toEqual(rowsOf(columns));
			const times = columns.ids.map((id) => Math.floor(id / IDS_PER_MS));
			expect(decodeTimes(stored, rows.size)).toEqual(times);
		}),
	);
});

it('writes a field whose value another tells without codes of its own', () => {
	const length = 4_000;
	const noise = Uint16Array.from({ length }, (_, n) => (n * 7_919) % 251);
	const told = noise.map((code) => code % 9);
	const encoded = encodeColumns(
		new Map([
			[1, { codes: told, values: [0, 11, 12, 13, 14, 15, 16, 17, 18] }],
			[2, { codes: noise, values: Array.from({ length: 251 }, (_, n) => n) }],
		]),
	);
	expect(encoded.get(1)?.length).toBeLessThan(600);
	const base = decodeColumn(encoded.get(2) as Uint8Array, length, () => undefined);
	const column = decodeColumn(encoded.get(1) as Uint8Array, length, () => base);
	const values = Array.from(column.codes, (code) => column.values[code]);
	expect(values).toEqual(Array.from(told, (code) => (code === 0 ? 0 : code + 10)));
});

it('puts blocks together in the order of their ids, and takes events out of them', () => {
	fc.assert(
		fc.property(rowsArbitrary, rowsArbitrary, rowsArbitrary, (...parts) => {
			const seen = new Set<number>();
			const apart = parts
				.map((rows) => new Map([...rows].filter(([id]) => !seen.has(id) && seen.add(id))))
				.filter(({ size }) => size > 0);
			const all = new Map(apart.flatMap((rows) => [...rows]));
			const block = joined(apart.map(columnsOf));
			expect(Array.from(block.ids)).toEqual([...all.keys()].sort((one, other) => one - other));
			expect(rowsOf(block)).toEqual(rowsOf(columnsOf(all)));
			const even = kept(block, (id) => id % 2 === 0);
			const rest = new Map([...all].filter(([id]) => id % 2 === 0));
			expect(even && rowsOf(even)).toEqual(rest.size === 0 ? undefined : rowsOf(columnsOf(rest)));
		}),
	);
});

it('keeps parts up to a number of bytes, and those that are asked for longest', () => {
	const cache = new PartCache<string>(10);
	cache.set(1, 'one', 4);
	cache.set(2, 'two', 4);
	expect(cache.get(1)).toBe('one');
	cache.set(3, 'three', 4);
	expect([1, 2, 3].map((id) => cache.get(id))).toEqual(['one', undefined, 'three']);
	cache.set(4, 'four', 11);
	expect([1, 3, 4].map((id) => cache.get(id))).toEqual([undefined, undefined, undefined]);
});
