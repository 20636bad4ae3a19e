/** How often each value occurs in a period: in memory, and as the bytes that are stored. */

/**
 * Counts of one period: all events, and by field and value, both as numbers of `values.ts`.
 *
 * Stored as variable-length numbers (7 bits a byte, lowest first): the number of events, then for each field its number,
 * the length of what follows in bytes, and for each value the distance from the value before and its count.
 */
export class Counts {
	total = 0;
	readonly fields = new Map<number, Map<number, number>>();

	/** Adds `n` events with a value. */
	add(field: number, value: number, n: number): void {
		let values = this.fields.get(field);
		if (values === undefined) this.fields.set(field, (values = new Map<number, number>()));
		values.set(value, (values.get(value) ?? 0) + n);
	}

	/** Adds all counts of another period, `times` over; -1 takes them away. */
	addAll(other: Counts, times: 1 | -1 = 1): void {
		this.total += times * other.total;
		for (const [field, values] of other.fields)
			for (const [value, n] of values) this.add(field, value, times * n);
	}

	/** The bytes to store. */
	encode(): Uint8Array {
		const out = new Numbers();
		out.write(this.total);
		for (const [field, values] of [...this.fields].sort(byNumber)) {
			const pairs = new Numbers();
			let last = 0;
			for (const [value, n] of [...values].sort(byNumber)) {
				if (n === 0) continue;
				pairs.write(value - last);
				pairs.write(n);
				last = value;
			}
			if (pairs.bytes.length === 0) continue;
			out.write(field);
			out.write(pairs.bytes.length);
			for (const byte of pairs.bytes) out.bytes.push(byte);
		}
		return Uint8Array.from(out.bytes);
	}

	/** Reads stored bytes. */
	static decode(bytes: Uint8Array): Counts {
		const counts = new Counts();
		const input = new Input(bytes);
		counts.total = input.next();
		while (input.at < bytes.length) {
			const field = input.next();
			readPairs(input, input.next(), (value, n) => counts.add(field, value, n));
		}
		return counts;
	}
}

/**
 * Reads the number of events, and the counts of one field, without reading the other fields.
 *
 * @param field number of the field; undefined for none
 */
export function readCounts(
	bytes: Uint8Array,
	field: number | undefined,
	visit: (value: number, n: number) => void,
): number {
	const input = new Input(bytes);
	const total = input.next();
	if (field === undefined) return total;
	while (input.at < bytes.length) {
		const found = input.next();
		const length = input.next();
		if (found === field) {
			readPairs(input, length, visit);
			break;
		}
		input.at += length;
	}
	return total;
}

function readPairs(input: Input, length: number, visit: (value: number, n: number) => void): void {
	const end = input.at + length;
	let value = 0;
	while (input.at < end) {
		value += input.next();
		visit(value, input.next());
	}
}

function byNumber(one: readonly [number, unknown], other: readonly [number, unknown]): number {
	return one[0] - other[0];
}

class Numbers {
	readonly bytes: number[] = [];

	/** @param value not negative; may be larger than 32 bits */
	write(value: number): void {
		let rest = value;
		while (rest > 127) {
			this.bytes.push((rest % 128) | 128);
			rest = Math.floor(rest / 128);
		}
		this.bytes.push(rest);
	}
}

class Input {
	at = 0;

	constructor(private readonly bytes: Uint8Array) {}

	next(): number {
		let value = 0;
		for (let factor = 1; ; factor *= 128) {
			const byte = this.bytes[this.at++];
			if (byte === undefined) throw new RangeError('A tally ends in the middle of a number');
			if (byte < 128) return value + byte * factor;
			value += (byte - 128) * factor;
		}
	}
}
