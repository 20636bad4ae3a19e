/** Lists of event ids as compact bytes: the difference to the previous id, zigzag, seven bits a byte. */

const HIGH = 0x80;
const LOW_MASK = 0x7f;
/** Longest varint: 2^54 takes eight groups of seven bits. */
const MAX_BYTES = 8;

/**
 * Encodes integers with |id| ≤ 2^53 − 1; neighbouring ids (newest first) take two to four bytes each.
 *
 * @throws RangeError naming the position of a value that is not a safe integer
 */
export function encodeIds(ids: Float64Array): Uint8Array {
	const bytes = new Uint8Array(ids.length * MAX_BYTES + MAX_BYTES);
	let at = 0;
	let previous = 0;
	for (let index = 0; index < ids.length; index++) {
		const id = ids[index] as number;
		const delta = id - previous;
		if (!Number.isSafeInteger(id) || !Number.isSafeInteger(delta)) {
			throw new RangeError(`Result ${index} is not an event id: ${id}`);
		}
		previous = id;
		at = writeSigned(bytes, at, delta);
	}
	return bytes.slice(0, at);
}

/** Decodes what {@link encodeIds} made. @throws RangeError when `bytes` hold fewer than `count` ids */
export function decodeIds(bytes: Uint8Array, count: number): Float64Array {
	const ids = new Float64Array(count);
	let at = 0;
	let previous = 0;
	for (let index = 0; index < count; index++) {
		if (at >= bytes.length) throw new RangeError(`Id list ends after ${index} of ${count} ids`);
		const first = bytes[at++] as number;
		let value = (first & LOW_MASK) >> 1;
		let byte = first;
		// Multiplication, not shifts: ids go beyond 32 bits.
		for (let scale = 64; byte >= HIGH; scale *= HIGH) {
			if (at >= bytes.length) throw new RangeError(`Id list ends inside id ${index} of ${count}`);
			byte = bytes[at++] as number;
			value += (byte & LOW_MASK) * scale;
		}
		previous += first % 2 === 1 ? -value - 1 : value;
		ids[index] = previous;
	}
	return ids;
}

/** Zigzag puts the sign in the lowest bit; done on two halves because 2 × 2^53 is not a safe integer. */
function writeSigned(bytes: Uint8Array, start: number, delta: number): number {
	let at = start;
	const negative = delta < 0;
	let rest = negative ? -delta - 1 : delta;
	let low = (rest % 64) * 2 + (negative ? 1 : 0);
	rest = Math.floor(rest / 64);
	while (rest > 0) {
		bytes[at++] = low | HIGH;
		low = rest % HIGH;
		rest = Math.floor(rest / HIGH);
	}
	bytes[at++] = low;
	return at;
}
