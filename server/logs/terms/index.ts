/** Terms: what a full-text index files an event under; what others may use of it. */

/** The canonical text of a field value: equal values have equal canonical texts. */
export { canonicalValue, isTextField } from './canonical';

/** Reads decimal numbers the way the query language compares them. */
export { decimalOf } from './decimal';

/** Many texts in one buffer of UTF-8, which crosses threads without a copy and leaves no garbage behind. */
export { bytesAt, type PackedTexts, textAt, TextPacker, unpacked } from './packed-texts';

/** Gathers the words that the events of each day are found by, each once: what wildcards are looked up in. */
export { DAY_MS, type DayWords, LONG_WORD_MARK, wordLine } from './new-words';

/** Packs the index terms of events as `termsOf` names them, byte by byte: it runs for every character that is taken in. */
export { TermPacker } from './term-packer';

/** The index terms of an event: what a full-text index files it under. */
export {
	ALTERED,
	EVERY_EVENT,
	eventTermsOf,
	fieldPrefix,
	fieldTerm,
	isTermUnique,
	MAX_TERM_TEXT,
	RAW_FIELD,
	RAW_MARK,
	rawWordTerm,
	SPACE_IN_TERM,
	termsOf,
	wordTerm,
} from './terms';

/** Numbers the distinct field values of a batch, so that whoever stores it counts them without looking at texts again. */
export {
	type BatchValues,
	MAX_COUNTED_VALUES,
	type NumberedValue,
	ValueNumbers,
} from './value-numbers';

/** Splits text into the words that searches compare: runs of letters, digits and underscores, without case. */
export { fold, WORD_CODES, wordsOf } from './words';
