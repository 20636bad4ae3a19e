/** Reads single values out of the bytes of stored documents: most of a document never becomes a string. */
import type { FieldValue } from '../events';

export const QUOTE = 0x22;
const [BACKSLASH, COMMA, BRACE] = [0x5c, 0x2c, 0x7d];
/** Of a document that was damaged: without an end of it, a thread would look for one forever. */
export const CUT = 'a stored document ends in the middle of a value';

/** Reads one field of documents as `documentOf` makes them: flat JSON without blanks, here in UTF-8. */
export class BytesValue {
	private readonly key: Buffer;

	/** @param field server name */
	constructor(field: string) {
		// A quote inside of a string is escaped, so that this text is a key wherever it stands.
		this.key = Buffer.from(`${JSON.stringify(field)}:`);
	}

	/** The field's value; undefined when the document has none. */
	of(document: Buffer): FieldValue | undefined {
		const start = this.startIn(document);
		return start < 0 ? undefined : valueAt(document, start);
	}

	/** Where the field's value begins; -1 when the document has none. */
	startIn(document: Buffer): number {
		const found = document.indexOf(this.key);
		return found < 0 ? -1 : found + this.key.length;
	}
}

/** The value that begins at `start`. @throws RangeError when the document ends before it does */
export function valueAt(document: Buffer, start: number): FieldValue {
	return document[start] === QUOTE ? stringAt(document, start) : bareAt(document, start);
}

/** The string whose opening quote stands at `quote`. */
function stringAt(document: Buffer, quote: number): string {
	let at = quote + 1;
	let all = 0;
	let isEscaped = false;
	for (;;) {
		const byte = document[at];
		if (byte === QUOTE) break;
		if (byte === undefined) throw new RangeError(CUT);
		if (byte === BACKSLASH) {
			isEscaped = true;
			at++;
		}
		all |= byte;
		at++;
	}
	if (isEscaped) return JSON.parse(document.toString('utf8', quote, at + 1)) as string;
	return document.toString(all < 0x80 ? 'latin1' : 'utf8', quote + 1, at);
}

function bareAt(document: Buffer, start: number): FieldValue {
	let end = start;
	while (document[end] !== COMMA && document[end] !== BRACE)
		if (++end > document.length) throw new RangeError(CUT);
	return JSON.parse(document.toString('latin1', start, end)) as FieldValue;
}
