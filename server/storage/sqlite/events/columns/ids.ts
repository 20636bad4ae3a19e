/** The ids of a block as bytes: the differences of their milliseconds and what tells events of one millisecond apart, byte by byte. */
import { IDS_PER_MS } from '../../../../logs/events';
import { ByteReader, ByteWriter, packed, unpacked } from './bytes';

/**
 * The bytes to store: the first millisecond, and how many bytes the differences and the rests have, then a piece for each of
 * those bytes: neighbours in it are alike.
 *
 * @param ids ascending, at least one
 * @param isWhole whether they are compressed: those of small blocks are with all else
 */
export function encodeIds(ids: Float64Array, isWhole: boolean): Uint8Array {
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
	writePlanes(writer, differences, isWhole);
	writePlanes(writer, rests, isWhole);
	return writer.written();
}

/** Reads them. @param events how many there are */
export function decodeIds(bytes: Uint8Array, events: number): Float64Array {
	const reader = new ByteReader(bytes);
	let ms = reader.number();
	const differences = readPlanes(reader, events);
	const rests = readPlanes(reader, events);
	const ids = new Float64Array(events);
	for (let at = 0; at < events; at++) {
		ms += differences[at] as number;
		ids[at] = ms * IDS_PER_MS + (rests[at] as number);
	}
	return ids;
}

/** Reads their milliseconds alone, for half of the time. @param events how many there are */
export function decodeTimes(bytes: Uint8Array, events: number): Float64Array {
	const reader = new ByteReader(bytes);
	let ms = reader.number();
	const differences = readPlanes(reader, events);
	const times = new Float64Array(events);
	for (let at = 0; at < events; at++) {
		ms += differences[at] as number;
		times[at] = ms;
	}
	return times;
}

function writePlanes(writer: ByteWriter, numbers: Float64Array, isWhole: boolean): void {
	let largest = 0;
	for (const number of numbers) if (number > largest) largest = number;
	let planes = 0;
	for (let rest = largest; rest >= 1; rest /= 256) planes++;
	writer.number(planes);
	const plane = new Uint8Array(numbers.length);
	for (let number = 0, factor = 1; number < planes; number++, factor *= 256) {
		// What is assigned is taken modulo 256, as a whole number.
		if (factor === 1) plane.set(numbers);
		else for (let at = 0; at < plane.length; at++) plane[at] = (numbers[at] as number) / factor;
		writer.piece(packed(plane, isWhole ? 'well' : 'plain'));
	}
}

/** @throws RangeError when there are too few of them */
function readPlanes(reader: ByteReader, events: number): Uint32Array | Float64Array {
	const planes = Array.from({ length: reader.number() }, () => unpacked(reader.piece()));
	if (planes.some(({ length }) => length !== events))
		throw new RangeError('A column has too few ids');
	// Mostly two or three: whole numbers of the machine.
	const numbers = planes.length <= 3 ? new Uint32Array(events) : new Float64Array(events);
	for (const [number, plane] of planes.entries()) {
		const factor = 256 ** number;
		if (number === 0) numbers.set(plane);
		else
			for (let at = 0; at < events; at++)
				numbers[at] = (numbers[at] as number) + factor * (plane[at] as number);
	}
	return numbers;
}
