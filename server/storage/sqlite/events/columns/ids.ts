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

/**
 * Reads them.
 *
 * @param events how many there are
 * @param room where they are written, of as many; a new array by default
 */
export function decodeIds(
	bytes: Uint8Array,
	events: number,
	room = new Float64Array(events),
): Float64Array {
	const reader = new ByteReader(bytes);
	let ms = reader.number();
	const differences = readPlanes(reader, events);
	for (let at = 0; at < events; at++) {
		ms += differences[at] as number;
		room[at] = ms * IDS_PER_MS;
	}
	const rests = readPlanes(reader, events);
	for (let at = 0; at < events; at++) room[at] = (room[at] as number) + (rests[at] as number);
	return room;
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

/** Whole numbers of the machine, which mostly are enough: read for every block, they would be a quarter of a MiB of garbage each. */
let shared = new Uint32Array(0);

/** Numbers that hold until the next call. @throws RangeError when there are too few of them */
function readPlanes(reader: ByteReader, events: number): Uint32Array | Float64Array {
	const planes = reader.number();
	if (shared.length < events) shared = new Uint32Array(events);
	const numbers = planes <= 3 ? shared : new Float64Array(events);
	if (planes === 0) numbers.fill(0, 0, events);
	for (let number = 0, factor = 1; number < planes; number++, factor *= 256) {
		const plane = unpacked(reader.piece());
		if (plane.length !== events) throw new RangeError('A column has too few ids');
		if (number === 0) numbers.set(plane);
		else
			for (let at = 0; at < events; at++)
				numbers[at] = (numbers[at] as number) + factor * (plane[at] as number);
	}
	return numbers;
}
