/** Finds out by samples whether another dictionary would make the documents of a whole store much smaller. */
import type { DatabaseSync } from 'node:sqlite';
import { withTables } from './dictionary-tables';
import { Compressor } from './kept-zstd';
import type { PackedDocuments } from './packed-documents';
import { DICTIONARY_BYTES, MOST_OF_ONE } from './samples';
import { spreadSamples } from './spread-samples';

/** Documents that are looked at, and how many of them the dictionary is tried on and not made of. */
const SAMPLES = 500;
const TRIED = 150;
/** What must be saved: this share of all frames, and so many times what the dictionary takes itself. */
const MUCH_SMALLER = 0.1;
const TIMES_ITSELF = 2;

/**
 * A dictionary of documents from all over the store, when compressing all of them with it pays.
 *
 * @param kept events of the store
 */
export function betterDictionary(
	database: DatabaseSync,
	documents: PackedDocuments,
	kept: number,
): Uint8Array | undefined {
	const samples = spreadSamples(database, 'event_packed', SAMPLES).flatMap(({ doc }) => {
		const text = textOf(documents, doc);
		return text === undefined ? [] : [{ text, packed: doc.length }];
	});
	const tried = samples.slice(0, TRIED);
	const content = Buffer.concat(
		samples.slice(TRIED).map(({ text }) => text.subarray(0, MOST_OF_ONE)),
	).subarray(0, DICTIONARY_BYTES);
	if (content.length === 0) return undefined;
	const dictionary = withTables(content);
	const compressor = new Compressor(dictionary);
	let before = 0;
	let saved = 0;
	try {
		for (const { text, packed } of tried) {
			before += packed;
			// What would grow counts as well: of two dictionaries that fit alike, each is the better one for half of all documents.
			saved += packed - compressor.compress(text, NO_PREFIX).length - PREFIX_BYTES;
		}
	} finally {
		compressor.close();
	}
	const pays =
		saved >= MUCH_SMALLER * before &&
		(saved / tried.length) * kept >= TIMES_ITSELF * dictionary.length;
	return pays ? dictionary : undefined;
}

const NO_PREFIX = new Uint8Array(0);
/** What the number of a dictionary takes in most stores. */
const PREFIX_BYTES = 1;

/** A copy of the text; undefined when the document was damaged, which is told where somebody reads it. */
function textOf(documents: PackedDocuments, packed: Uint8Array): Buffer | undefined {
	try {
		return Buffer.from(documents.unpack(packed));
	} catch {
		return undefined;
	}
}
