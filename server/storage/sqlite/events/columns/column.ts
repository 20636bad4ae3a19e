/** One field of some events: a code for each event, and the value that each code stands for. */
import { ByteReader, ByteWriter, packed, unpacked } from './bytes';

/** Numbers of values as in `tally_value`, by the codes of events. */
export interface Column {
	/** A code for each event. */
	readonly codes: Uint8Array | Uint16Array;
	/** The value of each code; 0 where events lack the field. Several codes may have one value. */
	readonly values: readonly number[];
}

/** Columns of a block by the numbers of their fields. */
export type ColumnsByField = ReadonlyMap<number, Column>;

/** How a column is written. */
const OWN_CODES = 0;
const CODES_OF_ANOTHER = 1;

/** Columns that others may take their codes from. */
const MOST_BASES = 24;

/** The bytes of a column with codes of its own. @param isWhole whether they are compressed: those of small blocks are as one */
export function encodeColumn({ codes, values }: Column, isWhole: boolean): Uint8Array {
	const writer = new ByteWriter(2 * codes.length + 3 * values.length + 64);
	writer.number(OWN_CODES);
	writeValues(writer, values);
	const narrow = values.length <= 256 ? Uint8Array.from(codes) : Uint16Array.from(codes);
	const plain = new Uint8Array(narrow.buffer, narrow.byteOffset, narrow.byteLength);
	writer.piece(packed(plain, isWhole ? 'well' : 'plain'));
	return writer.written();
}

/**
 * Reads a column.
 *
 * @param events how many the block has
 * @param other reads another column of the block
 */
export function decodeColumn(
	bytes: Uint8Array,
	events: number,
	other: (field: number) => Column | undefined,
): Column {
	const reader = new ByteReader(bytes);
	if (reader.number() === CODES_OF_ANOTHER) {
		const base = other(reader.number());
		const values = readValues(reader);
		if (base?.values.length !== values.length)
			throw new RangeError('A column lacks the one that has its codes');
		return { codes: base.codes, values };
	}
	const values = readValues(reader);
	const plain = unpacked(reader.piece());
	const width = values.length <= 256 ? 1 : 2;
	if (plain.length !== events * width) throw new RangeError('A column has too few codes');
	// A copy of its own, which may be kept; a view of 16-bit numbers must begin at an even place besides.
	const own = new Uint8Array(plain);
	return { codes: width === 1 ? own : new Uint16Array(own.buffer, 0, events), values };
}

/**
 * The bytes of all columns of a block. Where the value of one field tells that of another, as an event's number does its
 * category, the other has no codes of its own: a third of the bytes, and nothing to read twice.
 */
export function encodeColumns(columns: ColumnsByField): Map<number, Uint8Array> {
	const encoded = new Map<number, Uint8Array>();
	const bases: [field: number, column: Column][] = [];
	const many = [...columns].sort(([, one], [, other]) => other.values.length - one.values.length);
	for (const [field, column] of many) {
		const base = bases.find(([, { values }]) => values.length >= column.values.length)
			? derivedFrom(bases, column)
			: undefined;
		if (base !== undefined) {
			const writer = new ByteWriter(3 * base.values.length + 16);
			writer.number(CODES_OF_ANOTHER);
			writer.number(base.field);
			writeValues(writer, base.values);
			encoded.set(field, writer.written());
			continue;
		}
		if (bases.length < MOST_BASES) bases.push([field, column]);
		encoded.set(field, encodeColumn(column, true));
	}
	return encoded;
}

/** The first column whose codes tell another's values, with these. */
function derivedFrom(
	bases: readonly (readonly [field: number, column: Column])[],
	{ codes, values }: Column,
): { readonly field: number; readonly values: readonly number[] } | undefined {
	for (const [field, base] of bases) {
		const told = new Int32Array(base.values.length).fill(-1);
		let at = 0;
		for (; at < codes.length; at++) {
			const by = base.codes[at] as number;
			const code = codes[at] as number;
			if (told[by] === -1) told[by] = code;
			else if (told[by] !== code) break;
		}
		if (at === codes.length)
			return {
				field,
				values: Array.from(told, (code) => (code < 0 ? 0 : (values[code] as number))),
			};
	}
	return undefined;
}

function writeValues(writer: ByteWriter, values: readonly number[]): void {
	writer.number(values.length);
	for (const value of values) writer.number(value);
}

function readValues(reader: ByteReader): number[] {
	return Array.from({ length: reader.number() }, () => reader.number());
}
