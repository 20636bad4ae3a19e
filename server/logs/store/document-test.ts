/** Tests stored documents with a query, reading no more of their text than the query looks at. */
import type { FieldValue } from '../events';
import { compilePredicate, onlyFieldsOf, type Query } from '../query';
import { isTextField } from '../terms';
import { BytesValue, QUOTE, valueAt } from './document-bytes';
import { valueEnd } from './document-values';
import { SpelledWords } from './spelled-words';

/** A test of the JSON text of an event as `documentOf` makes it: flat, without blanks. */
export type DocumentTest = (document: string) => boolean;

/** The same test of a document's bytes. */
export type BytesTest = (document: Buffer) => boolean;

/** With more fields than this the whole document is read in one go. */
const MAX_FIELDS = 4;

/** Compiles a query to a test of stored documents, which answers what `compilePredicate` does of what they say. */
export function documentTest(query: Query): DocumentTest {
	const test = compilePredicate(query);
	const fields = onlyFieldsOf(query);
	if (fields === undefined || fields.length > MAX_FIELDS)
		return (document) => test(JSON.parse(document) as Record<string, FieldValue>);
	const keys = fields.map((field) => [field, `${JSON.stringify(field)}:`] as const);
	return (document) => {
		const event = Object.create(null) as Record<string, FieldValue>;
		for (const [field, key] of keys) {
			// A quote inside of a string is escaped, so that this text is a key wherever it stands.
			const at = document.indexOf(key);
			if (at < 0) continue;
			const start = at + key.length;
			event[field] = valueOf(document.slice(start, valueEnd(document, start)));
		}
		return test(event);
	};
}

/** The same of their bytes: what the query does not look at is not even decoded. */
export function bytesTest(query: Query): BytesTest {
	const fields = onlyFieldsOf(query);
	if (fields === undefined || fields.length > MAX_FIELDS) {
		const test = documentTest(query);
		return (document) => test(document.toString('utf8'));
	}
	if (query.kind === 'compare' && query.operator === '=' && isTextField(query.field))
		return wordsTest(query);
	const test = compilePredicate(query);
	const values = fields.map((field) => [field, new BytesValue(field)] as const);
	const event = Object.create(null) as Record<string, FieldValue>;
	return (document) => {
		for (const [field, value] of values) {
			const found = value.of(document);
			if (found === undefined) delete event[field];
			else event[field] = found;
		}
		return test(event);
	};
}

/** The test of a word search in one text: most hits spell the words as the last one did. */
function wordsTest(query: Extract<Query, { kind: 'compare' }>): BytesTest {
	const test = compilePredicate(query);
	const value = new BytesValue(query.field);
	const spelled = new SpelledWords(query.value);
	return (document) => {
		const start = value.startIn(document);
		if (start < 0) return test({});
		if (document[start] === QUOTE && spelled.isIn(document, start + 1)) return true;
		const text = valueAt(document, start);
		if (!test({ [query.field]: text })) return false;
		if (typeof text === 'string') spelled.learn(text);
		return true;
	};
}

/** The value of a JSON text. */
function valueOf(text: string): FieldValue {
	const isPlain = text.startsWith('"') && !text.includes('\\');
	return isPlain ? text.slice(1, -1) : (JSON.parse(text) as FieldValue);
}
