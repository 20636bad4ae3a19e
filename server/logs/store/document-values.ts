/** Reads single values out of stored documents without parsing the rest of them. */
import { canonicalValue } from '../terms';
import type { FieldValue } from '../events';
import type { SpelledValue } from './aggregator';
import { CUT } from './document-bytes';

/** Texts of one field's values that are remembered with what they mean. */
const MAX_REMEMBERED = 50_000;

/** Reads one field of documents as `documentOf` makes them: flat JSON without blanks. */
export class DocumentValue {
	private readonly key: string;
	private readonly known = new Map<string, SpelledValue>();

	/** @param field server name */
	constructor(field: string) {
		// A quote inside of a string is escaped, so that this text is a key wherever it stands.
		this.key = `${JSON.stringify(field)}:`;
	}

	/** The field's value; undefined when the document has none. */
	of(document: string): SpelledValue | undefined {
		const at = document.indexOf(this.key);
		if (at < 0) return undefined;
		const start = at + this.key.length;
		const text = document.slice(start, valueEnd(document, start));
		let value = this.known.get(text);
		if (value === undefined) {
			const spelled = JSON.parse(text) as FieldValue;
			value = { canonical: canonicalValue(spelled), spelled };
			if (this.known.size >= MAX_REMEMBERED) this.known.clear();
			this.known.set(ownText(text), value);
		}
		return value;
	}
}

/** The same text on its own: a slice would keep the whole document in memory for as long as it is remembered. */
function ownText(slice: string): string {
	return Buffer.from(slice, 'utf16le').toString('utf16le');
}

/** Offset after the value that begins at `start` of a document. @throws RangeError when the document ends before it does */
export function valueEnd(document: string, start: number): number {
	return document[start] === '"' ? stringEnd(document, start) : bareEnd(document, start);
}

/** Offset after the closing quote of the string that opens at `start`. */
function stringEnd(text: string, start: number): number {
	let at = start + 1;
	for (;;) {
		const quote = text.indexOf('"', at);
		if (quote < 0) throw new RangeError(CUT);
		let slashes = 0;
		while (text[quote - 1 - slashes] === '\\') slashes++;
		if (slashes % 2 === 0) return quote + 1;
		at = quote + 1;
	}
}

function bareEnd(text: string, start: number): number {
	let at = start;
	while (text[at] !== ',' && text[at] !== '}') if (++at > text.length) throw new RangeError(CUT);
	return at;
}
