/** Looks words up that contain a text: the lists of the days searched are one long text each, in which it is looked for. */
import {
	isTermUnique,
	LONG_WORD_MARK,
	RAW_MARK,
	rawWordTerm,
	wordTerm,
} from '../../../../logs/terms';
import { zstdDecompressSync } from 'node:zlib';
import type { DatabaseSync } from 'node:sqlite';
import type { IdRange } from '../tallies/periods';
import { WordListTexts } from './kept-lists';
import { DAY } from './schema';

const LINE_FEED = 10;
/** Bytes of plain lists that one query may look through, in all its conditions: half a second. */
const MOST_LOOKED = 512 * 1024 * 1024;
/** Words that are tested for one condition: a short text is in most of them. */
const MOST_TESTED = 100_000;

/** The plain text of a list, see `word_list`. */
export function plainWords(words: Uint8Array, length: number): Buffer {
	if (words.length === length) return Buffer.from(words.buffer, words.byteOffset, words.byteLength);
	// One chunk, which need not be put together with others; fewer than 64 bytes are no chunk to Node.
	return zstdDecompressSync(words, { maxOutputLength: length, chunkSize: Math.max(64, length) });
}

/** The words of one query's range of events; made for the query, within one read transaction. */
export class WordSearch {
	private left = MOST_LOOKED;
	private hasBegun = false;

	/** @param texts those of the same database */
	constructor(
		private readonly database: DatabaseSync,
		private readonly range: IdRange,
		private readonly texts = new WordListTexts(database),
	) {}

	/** See `Dictionary.words`. */
	find(part: string, test: (word: string) => boolean, most: number): readonly string[] | undefined {
		return this.lines(part, (line) => (line.startsWith(RAW_MARK) ? undefined : line), test, most);
	}

	/** See `RawWords.terms`. */
	rawTerms(
		part: string,
		test: (word: string) => boolean,
		most: number,
	): readonly string[] | undefined {
		const wordOf = (line: string) => (line.startsWith(RAW_MARK) ? line.slice(1) : line);
		return this.lines(part, wordOf, test, most)?.map((line) =>
			line.startsWith(RAW_MARK) ? rawWordTerm(line.slice(1)) : wordTerm(line),
		);
	}

	/** Lines that contain `part` and whose word passes. @param wordOf undefined for lines that are not asked for */
	private lines(
		part: string,
		wordOf: (line: string) => string | undefined,
		test: (word: string) => boolean,
		most: number,
	): readonly string[] | undefined {
		const wanted = Buffer.from(part);
		if (wanted.length === 0 || !this.isKnown()) return undefined;
		const found = new Set<string>();
		let tests = MOST_TESTED;
		for (const list of this.lists()) {
			this.left -= list.length;
			if (this.left < 0) return undefined;
			for (const line of wordsWith(list, wanted)) {
				if (--tests < 0) return undefined;
				const word = wordOf(line);
				if (word === undefined || found.has(line)) continue;
				if (isTermUnique(word) && !test(word)) continue;
				found.add(line);
				if (found.size > most) return undefined;
			}
		}
		return [...found];
	}

	/** Whether the lists tell all words of the range. */
	private isKnown(): boolean {
		const open = this.database
			.prepare('SELECT last_day FROM word_backlog WHERE next IS NOT NULL')
			.get();
		return open === undefined || this.firstDay > Number(open['last_day']);
	}

	/** An event whose millisecond had no id left may have one of the day after its own. */
	private get firstDay(): number {
		return Math.floor(this.range.low / DAY) - 1;
	}

	private lists(): Iterable<Buffer> {
		if (!this.hasBegun) this.texts.begin();
		this.hasBegun = true;
		return this.texts.of(this.firstDay, Math.floor(this.range.high / DAY));
	}
}

/** The lines of a list that contain `wanted`, without the mark of long words, and all that may have been cut. */
function* wordsWith(list: Buffer, wanted: Buffer): Iterable<string> {
	for (let at = list.indexOf(wanted); at >= 0; ) {
		let start = at;
		while (start > 0 && list[start - 1] !== LINE_FEED && list[start - 1] !== LONG_WORD_MARK)
			start--;
		const end = list.indexOf(LINE_FEED, at);
		yield list.toString('utf8', start, end);
		at = list.indexOf(wanted, end);
	}
	for (let at = list.indexOf(LONG_WORD_MARK); at >= 0; at = list.indexOf(LONG_WORD_MARK, at + 1)) {
		const word = list.toString('utf8', at + 1, list.indexOf(LINE_FEED, at));
		if (!isTermUnique(word.replace(RAW_MARK, ''))) yield word;
	}
}
