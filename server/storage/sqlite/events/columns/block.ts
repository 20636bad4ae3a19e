/** Some events with their columns, in memory: put together from others, and written into one piece while they are few. */
import { ByteReader, ByteWriter, packed, unpacked } from './bytes';
import { type Column, type ColumnsByField, decodeColumn, encodeColumn } from './column';
import { decodeIds, encodeIds } from './ids';

/** Events in the order of their ids. */
export interface Columns {
	readonly ids: Float64Array;
	readonly byField: ColumnsByField;
}

/** All of it as one piece: the ids, then each field's number and column. */
export function encodeSmall({ ids, byField }: Columns): Uint8Array {
	const writer = new ByteWriter(16 * ids.length + 256);
	writer.piece(encodeIds(ids, false));
	for (const [field, column] of byField) {
		writer.number(field);
		writer.piece(encodeColumn(column, false));
	}
	return packed(writer.written(), 'fast');
}

/** Reads what {@link encodeSmall} wrote. @param only the one field that is wanted; all by default */
export function decodeSmall(bytes: Uint8Array, events: number, only?: number): Columns {
	const reader = new ByteReader(unpacked(bytes));
	const ids = reader.piece();
	const byField = new Map<number, Column>();
	while (!reader.isAtEnd) {
		const field = reader.number();
		const piece = reader.piece();
		if (only === undefined || only === field)
			byField.set(
				field,
				decodeColumn(piece, events, () => undefined),
			);
	}
	return {
		// The ids are the most to read, and nobody wants them of one field.
		ids: only === undefined ? decodeIds(ids, events) : new Float64Array(0),
		byField,
	};
}

/** The ids alone of what {@link encodeSmall} wrote. @param room see {@link decodeIds} */
export function decodeSmallIds(
	bytes: Uint8Array,
	events: number,
	room?: Float64Array<ArrayBuffer>,
): Float64Array {
	return decodeIds(new ByteReader(unpacked(bytes)).piece(), events, room);
}

/** One block of all events of others. */
export function joined(blocks: readonly Columns[]): Columns {
	const sorted = [...blocks].sort((one, other) => (one.ids[0] ?? 0) - (other.ids[0] ?? 0));
	const ids = new Float64Array(sorted.reduce((sum, block) => sum + block.ids.length, 0));
	let start = 0;
	for (const block of sorted) {
		ids.set(block.ids, start);
		start += block.ids.length;
	}
	const places = placesInOrder(ids);
	const byField = new Map<number, Column>();
	for (const field of new Set(sorted.flatMap((block) => [...block.byField.keys()])))
		byField.set(field, joinedColumn(sorted, field, ids.length, places));
	return { ids: places === undefined ? ids : ids.sort(), byField };
}

/** The events of a block whose ids pass; undefined when none does. */
export function kept(
	{ ids, byField }: Columns,
	passes: (id: number) => boolean,
): Columns | undefined {
	const places = Array.from(ids.keys()).filter((at) => passes(ids[at] as number));
	if (places.length === 0) return undefined;
	const columns = new Map<number, Column>();
	for (const [field, { codes, values }] of byField)
		columns.set(field, { codes: Uint16Array.from(places, (at) => codes[at] as number), values });
	return { ids: Float64Array.from(places, (at) => ids[at] as number), byField: columns };
}

/** For each event the place that it has in the order of the ids; undefined when they are in order. */
function placesInOrder(ids: Float64Array): Uint32Array | undefined {
	let isAscending = true;
	for (let at = 1; at < ids.length && isAscending; at++)
		isAscending = (ids[at - 1] as number) < (ids[at] as number);
	if (isAscending) return undefined;
	// An array, not a typed one: its sort takes hardly longer than a look where most is in order.
	const order = Array.from(ids.keys()).sort(
		(one, other) => (ids[one] as number) - (ids[other] as number),
	);
	const places = new Uint32Array(ids.length);
	for (const [place, at] of order.entries()) places[at] = place;
	return places;
}

function joinedColumn(
	blocks: readonly Columns[],
	field: number,
	length: number,
	places: Uint32Array | undefined,
): Column {
	const values = [0];
	const codeOf = new Map<number, number>([[0, 0]]);
	const codes = new Uint16Array(length);
	let start = 0;
	for (const { ids, byField } of blocks) {
		const column = byField.get(field);
		if (column !== undefined) {
			const now = Uint16Array.from(column.values, (value) => {
				let code = codeOf.get(value);
				if (code === undefined) {
					codeOf.set(value, (code = values.length));
					values.push(value);
				}
				return code;
			});
			for (let at = 0; at < ids.length; at++)
				codes[places === undefined ? start + at : (places[start + at] as number)] = now[
					column.codes[at] as number
				] as number;
		}
		start += ids.length;
	}
	return { codes, values };
}
