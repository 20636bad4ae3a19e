/** Cuts a byte stream into log lines: by newlines (files, HTTP bodies), or as syslog over TCP does (RFC 6587). */

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const NUL = 0x00;
const TRAILERS: readonly number[] = [NEWLINE, RETURN, NUL];
const SPACE = 0x20;
const LESS_THAN = 0x3c;
/** Ten digits and a space: the longest octet count that is looked at. */
const MAX_COUNT_DIGITS = 10;

/** Receives frames in stream order. */
export interface FrameSink {
	/**
	 * Takes a line as bytes, which stay as they are, instead of as text.
	 *
	 * @returns false when it wants the text
	 */
	bytes?(line: Buffer, start: number, end: number): boolean;
	/** One line, without its line end, decoded as UTF-8 (bytes that are not become U+FFFD); may be blank. */
	frame(text: string): void;
	/** A line that was too long or cut off; the next one is read as if nothing had happened. */
	refused(error: string): void;
}

/** Options of both splitters. */
export interface FramingOptions {
	/** Longest line in bytes, without its line end. */
	readonly maxLineBytes: number;
	/** Whether a NUL ends a line as well, as some senders over TCP have it. */
	readonly nulEnds?: boolean;
}

/** Bytes of a line that is too long that its refusal shows. */
const SHOWN_BYTES = 60;

/** A frame's bytes so far, kept in the chunks they came in, so that many small chunks cost no copying. */
class Partial {
	private parts: Buffer[] = [];
	length = 0;

	add(bytes: Buffer): void {
		if (bytes.length === 0) return;
		// The caller may reuse its buffer once push() has returned.
		this.parts.push(Buffer.from(bytes));
		this.length += bytes.length;
	}

	/** Joins what is there with `last` and starts anew. */
	take(last: Buffer): Buffer {
		const whole = this.parts.length === 0 ? last : Buffer.concat([...this.parts, last]);
		this.clear();
		return whole;
	}

	clear(): void {
		this.parts = [];
		this.length = 0;
	}
}

/** Splits at LF or CRLF, and at NUL where the options say so. The last line needs no line end. */
export class LineSplitter {
	private readonly partial = new Partial();
	/** Bytes of the current line that were dropped because it is too long. */
	private dropped = 0;
	/** How the line that is too long begins. */
	private beginning = '';
	/** Bytes of the stream before the current line. */
	private before = 0;

	constructor(
		private readonly options: FramingOptions,
		private readonly sink: FrameSink,
	) {}

	/** Takes the next bytes of the stream. */
	push(chunk: Uint8Array): void {
		const bytes = asBuffer(chunk);
		const { nulEnds } = this.options;
		let start = 0;
		for (let end = lineEnd(bytes, 0, nulEnds); end >= 0; end = lineEnd(bytes, start, nulEnds)) {
			if (this.partial.length > 0 || this.dropped > 0) this.finish(bytes.subarray(start, end));
			else this.whole(bytes, start, end);
			start = end + 1;
		}
		this.keep(bytes.subarray(start));
	}

	/** The stream ended: hands out the last line if it has no line end. */
	end(): void {
		if (this.partial.length > 0 || this.dropped > 0) this.finish(Buffer.alloc(0));
	}

	private keep(rest: Buffer): void {
		// One more than the limit may wait: it could be the CR of a CRLF.
		if (this.dropped === 0 && this.partial.length + rest.length <= this.options.maxLineBytes + 1) {
			this.partial.add(rest);
			return;
		}
		this.dropped += this.partial.length + rest.length;
		if (this.beginning === '') this.beginning = shown(this.partial.take(rest));
		else this.partial.clear();
	}

	private finish(last: Buffer): void {
		const { before } = this;
		if (this.dropped > 0) {
			this.before += this.dropped + last.length + 1;
			this.refuse(this.dropped + last.length, before, this.beginning);
			this.dropped = 0;
			this.beginning = '';
			return;
		}
		const line = this.partial.take(last);
		this.whole(line, 0, line.length);
	}

	/** Hands out a line whose bytes are all here. */
	private whole(bytes: Buffer, start: number, lineEnd: number): void {
		const { before } = this;
		this.before += lineEnd - start + 1;
		const end = lineEnd > start && bytes[lineEnd - 1] === RETURN ? lineEnd - 1 : lineEnd;
		if (end - start > this.options.maxLineBytes)
			this.refuse(end - start, before, shown(bytes.subarray(start, lineEnd)));
		else if (this.sink.bytes?.(bytes, start, end) !== true)
			this.sink.frame(bytes.toString('utf8', start, end));
	}

	private refuse(length: number, before: number, beginning: string): void {
		// In a connection that also counts octets, offsets of lines alone tell nothing.
		const at = this.options.nulEnds === true ? '' : `after byte ${before} `;
		const where = `it begins ${at}with ${JSON.stringify(beginning)}`;
		this.sink.refused(`${tooLong(length, this.options.maxLineBytes)}; ${where}`);
	}
}

function lineEnd(bytes: Buffer, from: number, nulEnds: boolean | undefined): number {
	if (nulEnds !== true) return bytes.indexOf(NEWLINE, from);
	// Looked for one after the other, the one that is far away would be looked for again after each of those near by.
	for (let at = from; at < bytes.length; at++)
		if (bytes[at] === NEWLINE || bytes[at] === NUL) return at;
	return -1;
}

function shown(line: Buffer): string {
	return line.toString('utf8', 0, Math.min(line.length, SHOWN_BYTES));
}

/**
 * Splits syslog over TCP. Each frame is either octet-counted (`123 <34>...`, RFC 6587 section 3.4.1) or ends at a
 * newline (3.4.2) or, as some senders have it, at a NUL; which one is told by its first bytes, so that senders of both kinds may share a port.
 * A frame counts as octet-counted when digits, one space and `<` begin it.
 */
export class SyslogStreamSplitter {
	private readonly lines: LineSplitter;
	private readonly partial = new Partial();
	private state: 'start' | 'line' | 'counted' | 'skip' = 'start';
	/** Bytes that the current counted or skipped frame still needs. */
	private needed = 0;
	private counted = 0;

	constructor(
		private readonly options: FramingOptions,
		private readonly sink: FrameSink,
	) {
		this.lines = new LineSplitter({ ...options, nulEnds: true }, sink);
	}

	/** Whether bytes of a frame are here that has not come to its end. */
	get isWithinFrame(): boolean {
		return this.state !== 'start' || this.partial.length > 0;
	}

	/** Takes the next bytes of the connection. */
	push(chunk: Uint8Array): void {
		let bytes = asBuffer(chunk);
		while (bytes.length > 0) {
			if (this.state === 'start') bytes = this.start(bytes);
			else if (this.state === 'line') bytes = this.line(bytes);
			else bytes = this.count(bytes);
		}
	}

	/** The connection ended: hands out a last line without newline, refuses a counted frame that is not whole. */
	end(): void {
		if (this.state === 'start') this.lines.push(this.partial.take(Buffer.alloc(0)));
		else if (this.state === 'counted') {
			const got = this.counted - this.needed;
			this.sink.refused(`connection ended after ${got} of ${this.counted} bytes of a message`);
			this.partial.clear();
		}
		this.lines.end();
		this.state = 'start';
	}

	/** Decides the framing of the next frame; keeps the bytes while they do not suffice. */
	private start(bytes: Buffer): Buffer {
		const head = this.partial.take(bytes);
		let at = 0;
		// Many senders end counted frames with a newline as well.
		while (head[at] === NEWLINE || head[at] === RETURN || head[at] === NUL) at++;
		const first = at;
		while (isDigit(head[at]) && at - first < MAX_COUNT_DIGITS) at++;
		const rest = head.subarray(first);
		const digits = at - first;
		if (rest.length === 0) return rest;
		const undecided =
			digits > 0 && (at === head.length || (head[at] === SPACE && at + 1 === head.length));
		if (undecided) {
			this.partial.add(rest);
			return Buffer.alloc(0);
		}
		if (digits === 0 || head[at] !== SPACE || head[at + 1] !== LESS_THAN || head[first] === 0x30) {
			this.state = 'line';
			return rest;
		}
		this.counted = this.needed = Number(head.toString('latin1', first, at));
		this.state = this.counted > this.options.maxLineBytes ? 'skip' : 'counted';
		if (this.state === 'skip') this.sink.refused(tooLong(this.counted, this.options.maxLineBytes));
		return head.subarray(at + 1);
	}

	private line(bytes: Buffer): Buffer {
		const end = lineEnd(bytes, 0, true);
		const upTo = end < 0 ? bytes.length : end + 1;
		this.lines.push(bytes.subarray(0, upTo));
		if (end >= 0) this.state = 'start';
		return bytes.subarray(upTo);
	}

	private count(bytes: Buffer): Buffer {
		const part = bytes.subarray(0, this.needed);
		this.needed -= part.length;
		if (this.needed > 0) {
			if (this.state === 'counted') this.partial.add(part);
		} else {
			if (this.state === 'counted') this.sink.frame(trimEnd(this.partial.take(part)));
			this.state = 'start';
		}
		return bytes.subarray(part.length);
	}
}

function asBuffer(chunk: Uint8Array): Buffer {
	return Buffer.isBuffer(chunk)
		? chunk
		: Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function isDigit(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** A counted message may carry its sender's line end inside the count. */
function trimEnd(message: Buffer): string {
	let end = message.length;
	while (end > 0 && TRAILERS.includes(message[end - 1]!)) end--;
	return message.toString('utf8', 0, end);
}

function tooLong(length: number, max: number): string {
	return `line of ${length} bytes is longer than the accepted ${max} bytes`;
}
