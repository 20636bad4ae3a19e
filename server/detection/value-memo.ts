/** Remembers what values of a field lead to by the bytes of their JSON text, so that values that come again are not read. */
import { KIND_BITS, kindOfMark, type PlainEvent } from '../logs/events';

/** Longer texts are not remembered, bytes. */
const MOST_BYTES = 64;
/** Values that are remembered, a power of two; one goes when another comes to its place. */
const PLACES = 256;

/** What the values of one field lead to. */
export class ValueMemo<T> {
	private readonly bytes = new Uint8Array(PLACES * MOST_BYTES);
	private readonly lengths = new Uint8Array(PLACES);
	private readonly kinds = new Uint8Array(PLACES);
	private readonly known: (T | undefined)[] = new Array<undefined>(PLACES).fill(undefined);

	/** @param find finds it by the value; equal values of a kind lead to the same */
	constructor(private readonly find: (value: ReturnType<PlainEvent['value']>) => T) {}

	/** What a value of an event leads to. @param place of its field among the shape's keys */
	of(event: PlainEvent, place: number): T {
		const { bytes: line, start, marks, from } = event.line;
		const ends = marks[from + 2 * place + 1]!;
		const begins = start + marks[from + 2 * place]!;
		const length = start + (ends >> KIND_BITS) - begins;
		if (length > MOST_BYTES) return this.find(event.value(place));
		const kind = kindOfMark(ends);
		// Texts that are made to meet in one place cost what they would without all this.
		let hash = kind;
		for (let at = 0; at < length; at++) hash = (Math.imul(hash, 31) + line[begins + at]!) | 0;
		const slot = (hash ^ (hash >>> 15)) & (PLACES - 1);
		const { bytes } = this;
		const first = slot * MOST_BYTES;
		const known = this.known[slot];
		if (known !== undefined && this.lengths[slot] === length && this.kinds[slot] === kind) {
			let same = 0;
			while (same < length && bytes[first + same] === line[begins + same]) same++;
			if (same === length) return known;
		}
		const found = this.find(event.value(place));
		for (let at = 0; at < length; at++) bytes[first + at] = line[begins + at]!;
		this.lengths[slot] = length;
		this.kinds[slot] = kind;
		this.known[slot] = found;
		return found;
	}
}
