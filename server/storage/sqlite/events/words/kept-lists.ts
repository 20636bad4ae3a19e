/** Plain texts of word lists that a thread keeps, so that a search need not decompress them anew. */
import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { FrameDecompressor } from '../documents/kept-zstd';
import { free } from '../buffers';
import { type Digest, KeptByContent } from '../kept-by-content';

/** Bytes of texts that a thread keeps: those of a million events of the benchmark's mix are 19 MB. */
const MOST_KEPT = 20 * 2 ** 20;

/** Texts by what they are compressed to. */
export class KeptTexts {
	readonly kept: KeptByContent<Buffer>;
	private readonly frames = new FrameDecompressor();

	constructor(most = MOST_KEPT) {
		this.kept = new KeptByContent(most);
	}

	/**
	 * The plain text of a list.
	 *
	 * @param length its bytes
	 * @returns the text, which may hold until the next call only, and what it is kept by
	 */
	text(words: Uint8Array, length: number): { readonly text: Buffer; readonly digest?: Digest } {
		if (words.length === length)
			return { text: Buffer.from(words.buffer, words.byteOffset, length) };
		const digest = hash('sha1', words, 'base64');
		const known = this.kept.get(digest);
		if (known !== undefined) return { text: known, digest };
		const text = this.frames.decompress(words, length);
		if (!this.kept.hasRoom(length)) return { text };
		const own = Buffer.allocUnsafeSlow(length);
		text.copy(own);
		this.kept.keep(digest, own, length);
		return { text: own, digest };
	}
}

/** One for all connections of a thread. */
const ofThread = new KeptTexts();

/** The lists of one connection, as long as nothing was written since: these need not even be read. */
export class WordListTexts {
	private readonly list: StatementSync;
	private readonly words: StatementSync;
	private readonly version: StatementSync;
	private seen: unknown;
	/** What the text of a list is kept by, by the list's id. */
	private readonly digests = new Map<number, Digest>();

	constructor(
		database: DatabaseSync,
		private readonly texts = ofThread,
	) {
		this.list = database.prepare(
			'SELECT id, length FROM word_list WHERE last_day >= ? AND first_day <= ? ORDER BY last_day',
		);
		this.words = database.prepare('SELECT words FROM word_list WHERE id = ?');
		this.version = database.prepare('PRAGMA data_version');
	}

	/** A search begins, within one read transaction. */
	begin(): void {
		const version = this.version.get()?.['data_version'];
		if (version !== this.seen) this.digests.clear();
		this.seen = version;
		this.texts.kept.begin();
	}

	/** The texts of the lists of some days; each may hold until the next one only. */
	*of(firstDay: number, lastDay: number): Generator<Buffer, void, undefined> {
		const lists = this.list.all(firstDay, lastDay) as unknown as { id: number; length: number }[];
		for (const { id, length } of lists) {
			const known = this.digests.get(id);
			const kept = known === undefined ? undefined : this.texts.kept.get(known);
			if (kept !== undefined) {
				yield kept;
				continue;
			}
			const words = this.words.get(id)?.['words'] as Uint8Array;
			const { text, digest } = this.texts.text(words, length);
			// A short list is its own text.
			if (text.buffer !== words.buffer) free(words);
			if (digest !== undefined) this.digests.set(id, digest);
			yield text;
		}
	}
}
