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
		for (const [field, values] of sorted(this.fields)) writeField(out, field, values);
		return out.take();
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
 * Stored bytes with further counts, none of them below 0: what decoding, adding and encoding gives. Fields that get none are
 * copied as they are, as a day has thousands of values of which a batch brings some.
 */
export function withAdded(bytes: Uint8Array, added: Counts): Uint8Array {
	const input = new Input(bytes);
	const out = new Numbers();
	out.write(input.next() + added.total);
	const fields = sorted(added.fields);
	let at = 0;
	for (let start = input.at; start < bytes.length; start = input.at) {
		const field = input.next();
		const length = input.next();
		const end = input.at + length;
		for (; at < fields.length && (fields[at] as FieldCounts)[0] < field; at++)
			writeField(out, ...(fields[at] as FieldCounts));
		const more = fields[at];
		if (more?.[0] === field) {
			writeField(out, field, more[1], { input, end });
			at++;
		} else {
			out.copy(bytes, start, end);
		}
		input.at = end;
	}
	for (; at < fields.length; at++) writeField(out, ...(fields[at] as FieldCounts));
	return out.take();
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

type FieldCounts = readonly [field: number, values: ReadonlyMap<number, number>];

function sorted(fields: ReadonlyMap<number, ReadonlyMap<number, number>>): FieldCounts[] {
	return [...fields].sort((one, other) => one[0] - other[0]);
}

/** Pairs of one field while they are written, since their length comes first. */
let scratch: Numbers | undefined;

/**
 * Writes a field, unless nothing of it is counted.
 *
 * @param before stored pairs of the same field up to `end`, to which the values are added
 */
function writeField(
	out: Numbers,
	field: number,
	values: ReadonlyMap<number, number>,
	before?: { readonly input: Input; readonly end: number },
): void {
	const pairs = (scratch ??= new Numbers());
	pairs.length = 0;
	let last = 0;
	const write = (value: number, n: number): void => {
		if (n === 0) return;
		pairs.write(value - last);
		pairs.write(n);
		last = value;
	};
	const added = Float64Array.from(values.keys()).sort();
	let at = 0;
	if (before !== undefined)
		readPairs(before.input, before.end - before.input.at, (value, n) => {
			for (; at < added.length && (added[at] as number) < value; at++)
				write(added[at] as number, values.get(added[at] as number) as number);
			const isMore = added[at] === value;
			write(value, isMore ? n + (values.get(value) as number) : n);
			if (isMore) at++;
		});
	for (; at < added.length; at++)
		write(added[at] as number, values.get(added[at] as number) as number);
	if (pairs.length === 0) return;
	out.write(field);
	out.write(pairs.length);
	out.copy(pairs.bytes, 0, pairs.length);
}

/** Bytes of numbers, one after another. */
class Numbers {
	bytes = new Uint8Array(1 << 12);
	length = 0;

	/** @param value not negative; may be larger than 32 bits */
	write(value: number): void {
		if (this.length + MOST_BYTES > this.bytes.length) this.grow(MOST_BYTES);
		let rest = value;
		for (; rest > 0x7f_ff_ff_ff; rest = Math.floor(rest / 128))
			this.bytes[this.length++] = (rest % 128) | 128;
		for (; rest > 127; rest >>>= 7) this.bytes[this.length++] = (rest & 127) | 128;
		this.bytes[this.length++] = rest;
	}

	copy(from: Uint8Array, start: number, end: number): void {
		if (this.length + end - start > this.bytes.length) this.grow(end - start);
		this.bytes.set(from.subarray(start, end), this.length);
		this.length += end - start;
	}

	/** A copy of what was written. */
	take(): Uint8Array {
		return this.bytes.slice(0, this.length);
	}

	private grow(by: number): void {
		const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + by));
		larger.set(this.bytes.subarray(0, this.length));
		this.bytes = larger;
	}
}

/** Seven bits a byte of a number up to 2^53. */
const MOST_BYTES = 8;

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
