/** Cuts whole JSON and XML documents into one record a line: exported event logs, arrays, and pretty-printed objects. */

/** Takes bytes in pieces, gives bytes in pieces. */
interface Breaker {
	push(bytes: Buffer): Buffer;
}

const MAX_START = 256;
const NEWLINE = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * A list of objects, an object whose members stand in further lines (a brace alone before anything else is a damaged line), or an object
 * around a list, as CloudTrail, Azure and Graph write it.
 */
const JSON_START =
	/^\s*(?:\[\s*\{|\{[^\S\n]*\n\s*"|\{\s*"(?:Records|records|value|events|Events|results|Results|data)"\s*:\s*\[)/;
const WRAPPED = /^\s*\{\s*"[A-Za-z]+"\s*:\s*\[/;
const XML_START = /^\s*(?:<\?xml[^>]{0,200}>\s*)?<Events?[\s>]/;

/** Told by how the bytes begin; bytes of any other kind pass as they are. */
export class DocumentBreaker {
	private start: Buffer = Buffer.alloc(0);
	private breaker: Breaker | undefined;

	/** @param give receives the bytes, with every record on a line of its own */
	constructor(private readonly give: (bytes: Uint8Array) => void) {}

	/** Takes the next bytes. */
	push(chunk: Uint8Array): void {
		const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		if (this.breaker !== undefined) {
			this.give(this.breaker.push(bytes));
			return;
		}
		this.start = this.start.length === 0 ? bytes : Buffer.concat([this.start, bytes]);
		if (this.start.length >= MAX_START) this.begin();
		// The caller may reuse its bytes once they are taken.
		else this.start = Buffer.from(this.start);
	}

	/** The bytes have ended. */
	end(): void {
		if (this.breaker === undefined) this.begin();
	}

	private begin(): void {
		const { start } = this;
		const text = start.toString('latin1', 0, MAX_START).replace(/^\xef\xbb\xbf/, '');
		this.breaker = breakerOf(text);
		this.start = Buffer.alloc(0);
		if (start.length > 0) this.give(this.breaker.push(start));
	}
}

/** The bytes with every record of a whole document on a line of its own; other bytes as they are. */
export async function* recordLines(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	const given: Uint8Array[] = [];
	const breaker = new DocumentBreaker((part) => given.push(part));
	for await (const chunk of bytes) {
		breaker.push(chunk);
		yield* given.splice(0);
	}
	breaker.end();
	yield* given;
}

function breakerOf(text: string): Breaker {
	if (XML_START.test(text)) return new XmlBreaker();
	if (JSON_START.test(text)) return new JsonBreaker(WRAPPED.test(text) ? 2 : 1);
	return { push: (bytes) => bytes };
}

/**
 * Puts every element of the document on a line: an object of a top-level list, of a list inside one object, or an object that follows
 * another. Line breaks inside become blanks, which JSON's strings have none of.
 */
class JsonBreaker implements Breaker {
	private readonly indents = new Indents();
	private depth = 0;
	private inString = false;
	private escaped = false;
	/** Depth at which elements stand: 1 inside a list, 0 for objects that follow each other, 2 inside an object's list. */
	private base: number | undefined;

	constructor(private readonly wrapperDepth: 1 | 2) {}

	push(bytes: Buffer): Buffer {
		const out = Buffer.allocUnsafe(bytes.length * 2);
		let length = 0;
		for (const byte of bytes) {
			if (this.indents.beginsElement(byte, this.depth - (this.base ?? this.depth))) {
				// The element before it was damaged: it is given as far as it goes, and refused by itself.
				out[length++] = NEWLINE;
				this.depth = this.base!;
			}
			// No string of JSON goes on in a further line.
			if (byte === NEWLINE) this.inString = this.escaped = false;
			if (this.inString) {
				if (this.escaped) this.escaped = false;
				else if (byte === BACKSLASH) this.escaped = true;
				else if (byte === QUOTE) this.inString = false;
				if (this.isInside()) out[length++] = byte;
				continue;
			}
			switch (byte) {
				case QUOTE:
					this.inString = true;
					break;
				case 0x5b: // [
				case 0x7b: // {
					this.base ??= this.wrapperDepth === 2 ? 2 : byte === 0x5b ? 1 : 0;
					if (this.isInside() || this.depth === this.base) out[length++] = byte;
					this.depth++;
					continue;
				case 0x5d: // ]
				case 0x7d: // }
					this.depth--;
					if (this.isInside() || this.depth === this.base) out[length++] = byte;
					if (this.depth === this.base) out[length++] = NEWLINE;
					continue;
			}
			if (this.isInside()) out[length++] = byte === NEWLINE || byte === 0x0d ? SPACE : byte;
		}
		return out.subarray(0, length);
	}

	/** Whether the current byte belongs to an element, not to what stands around and between them. */
	private isInside(): boolean {
		return this.base !== undefined && this.depth > this.base;
	}
}

/**
 * Tells where the next element begins in a document that is indented, whatever happened before: at a brace that begins a line as far in
 * as the first element's did, while that one's members stood further in.
 */
class Indents {
	/** Blanks at the beginning of the current line; none once something else came. */
	private blanks: number | undefined = 0;
	private element: number | undefined;
	private indented: boolean | undefined;

	/**
	 * Whether a byte begins an element though the one before it has not ended.
	 *
	 * @param inside how deep the byte stands within an element, 0 for between them
	 */
	beginsElement(byte: number, inside: number): boolean {
		if (byte === NEWLINE) {
			this.blanks = 0;
			return false;
		}
		if (this.blanks === undefined || byte === 0x0d) return false;
		if (byte === SPACE || byte === 0x09) {
			this.blanks++;
			return false;
		}
		const { blanks } = this;
		this.blanks = undefined;
		if (byte === 0x7b && inside <= 0) this.element ??= blanks;
		else if (this.element !== undefined) this.indented ??= blanks > this.element;
		return byte === 0x7b && inside > 0 && this.indented === true && blanks === this.element;
	}
}

const OPEN = Buffer.from('<Event');
const CLOSE = Buffer.from('</Event>');
/** What a line break inside an event's text becomes; inside a tag it is a blank. */
const BREAK = Buffer.from('&#10;');

/** Puts every `<Event>` on a line; what stands around events (declaration, `<Events>`) is none of them. */
class XmlBreaker implements Breaker {
	private inEvent = false;
	private inTag = false;
	/** Bytes of the mark that is looked for ({@link OPEN} or {@link CLOSE}) that have matched so far. */
	private matched = 0;

	push(bytes: Buffer): Buffer {
		const parts: Buffer[] = [];
		let from = 0;
		for (let i = 0; i < bytes.length; i++) {
			const byte = bytes[i]!;
			if (!this.inEvent) {
				if (!this.begins(byte)) continue;
				parts.push(OPEN);
				from = i;
			}
			if (byte === 0x3c) this.inTag = true;
			this.matched = byte === CLOSE[this.matched] ? this.matched + 1 : byte === CLOSE[0] ? 1 : 0;
			if (byte === NEWLINE || byte === 0x0d) {
				parts.push(bytes.subarray(from, i));
				if (byte === NEWLINE) parts.push(this.inTag ? Buffer.from(' ') : BREAK);
				from = i + 1;
			}
			if (byte === 0x3e) this.inTag = false;
			if (this.matched < CLOSE.length) continue;
			parts.push(bytes.subarray(from, i + 1), Buffer.from('\n'));
			this.inEvent = false;
			this.matched = 0;
		}
		if (this.inEvent) parts.push(bytes.subarray(from));
		return Buffer.concat(parts);
	}

	/** Whether an event's tag begins: its name is whole at the byte after it, which tells it from `<Events>`. */
	private begins(byte: number): boolean {
		if (this.matched < OPEN.length) {
			this.matched = byte === OPEN[this.matched] ? this.matched + 1 : byte === OPEN[0] ? 1 : 0;
			return false;
		}
		this.matched = 0;
		this.inEvent =
			byte === SPACE || byte === 0x3e || byte === NEWLINE || byte === 0x0d || byte === 0x09;
		this.inTag = this.inEvent && byte !== 0x3e;
		return this.inEvent;
	}
}
