/** Frees buffers at once whose last user is done: V8 finds that out when it collects garbage, and until then they lie about in `malloc`. */

/** Frees the bytes of a value that SQLite handed over, which nobody may look at any more. */
export function free({ buffer }: ArrayBufferView): void {
	if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

/** The same numbers with more room behind them; what held them before is freed, unless it was empty. */
export function grown(numbers: Float64Array<ArrayBuffer>, room: number): Float64Array<ArrayBuffer> {
	if (numbers.length === 0) return new Float64Array(room);
	return new Float64Array(numbers.buffer.transfer(room * Float64Array.BYTES_PER_ELEMENT));
}
