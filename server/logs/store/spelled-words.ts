/** Finds the words of a search in the bytes of documents by how others spelled them: programs write a phrase the same way each time. */
import { spellingOf, type Value } from '../query';
import { WORD_CODES } from '../terms';
import { QUOTE } from './document-bytes';

const BACKSLASH = 0x5c;
/** What stands otherwise in a document than in the value. */
// eslint-disable-next-line no-control-regex
const ESCAPED = /["\\\0-\x1f]/;

/** The spelling of one word search that was found last. */
export class SpelledWords {
	private spelled: Buffer | undefined;

	constructor(private readonly value: Value) {}

	/** Hears of a text that has the words. */
	learn(text: string): void {
		const spelling = spellingOf(this.value, text);
		if (spelling !== undefined && !ESCAPED.test(spelling)) this.spelled = Buffer.from(spelling);
	}

	/**
	 * Whether a document's value has the words without a doubt; false tells nothing.
	 *
	 * @param start of the value's text, behind its quote
	 */
	isIn(document: Buffer, start: number): boolean {
		const { spelled } = this;
		if (spelled === undefined) return false;
		const at = document.indexOf(spelled, start);
		// A backslash may make a line break of the first letter.
		if (at < 0 || document[at - 1] === BACKSLASH) return false;
		if (isWord(document[at - 1]) || isWord(document[at + spelled.length])) return false;
		const end = document.indexOf(QUOTE, start);
		return end >= at + spelled.length;
	}
}

/** Whether a byte may belong to a word: of characters beyond ASCII that is not told. */
function isWord(byte: number | undefined): boolean {
	return byte === undefined || byte >= 0x80 || WORD_CODES[byte] === 1;
}
