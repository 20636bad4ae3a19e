/** The ids of a block as bytes: the differences of their milliseconds and what tells events of one millisecond apart, byte by byte. */
import { IDS_PER_MS } from '../../../../logs/events';
import { ByteReader, ByteWriter, packed, unpacked } from './bytes';

/**
 * The bytes to store: the first millisecond, and how many bytes the differences and the rests have, then a piece for each of
 * those bytes: neighbours in it are alike.
 *
 * @param ids ascending, at least one
 */
export function encodeIds(ids: Float64Array, compress: boolean): Uint8Array {
	const differences = new Float64Array(ids.length);
	const rests = new Float64Array(ids.length);
	const first = Math.floor((ids[0] as number) / IDS_PER_MS);
	let last = first;
	for (let at = 0; at < ids.length; at++) {
		const id = ids[at] as number;
		const ms = Math.floor(id / IDS_PER_MS);
		differences[at] = ms - last;
		rests[at] = id - ms * IDS_PER_MS;
		last = ms;
	}
	const writer = new ByteWriter(4 * ids.length + 64);
	writer.number(first);
	writePlanes(writer, differences, compress);
	writePlanes(writer, rests, compress);
	return writer.written();
}

/** Reads them. @param events how many there are */
export function decodeIds(bytes: Uint8Array, events: number): Float64Array {
	const reader = new ByteReader(bytes);
	let ms = reader.number();
	const ids = readPlanes(reader, events);
	const rests = readPlanes(reader, events);
	for (let at = 0; at < events; at++) {
		ms += ids[at] as number;
		ids[at] = ms * IDS_PER_MS + (rests[at] as number);
	}
	return ids;
}

function writePlanes(writer: ByteWriter, numbers: Float64Array, compress: boolean): void {
	let largest = 0;
	for (const number of numbers) if (number > largest) largest = number;
	let planes = 0;
	for (let rest = largest; rest >= 1; rest /= 256) planes++;
	writer.number(planes);
	const plane = new Uint8Array(numbers.length);
	for (let number = 0, factor = 1; number < planes; number++, factor *= 256) {
		for (let at = 0; at < plane.length; at++)
			plane[at] = Math.floor((numbers[at] as number) / factor) % 256;
		writer.piece(packed(plane, compress));
	}
}

function readPlanes(reader: ByteReader, events: number): Float64Array {
	const numbers = new Float64Array(events);
	const planes = reader.number();
	for (let number = 0, factor = 1; number < planes; number++, factor *= 256) {
		const plane = unpacked(reader.piece());
		if (plane.length !== events) throw new RangeError('A column has too few ids');
		for (let at = 0; at < events; at++)
			numbers[at] = (numbers[at] as number) + factor * (plane[at] as number);
	}
	return numbers;
}
