/** Stores documents compressed, with dictionaries that it makes of the documents themselves. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DocumentBacklog } from './backlog';
import { withTables } from './dictionary-tables';
import { Compressor, hasKeptContexts } from './kept-zstd';
import {
	DICTIONARY_NUMBERS,
	dictionaryOf,
	type PackedDocuments,
	prefixOf,
} from './packed-documents';
import { DICTIONARY_BYTES, DocumentSamples, ENOUGH_SEEN } from './samples';
import { RatioWatch } from './ratio-watch';

/** About one of so many documents is kept as a sample; more until there is a dictionary. */
const SAMPLE_EVERY = { without: 4, with: 16 };

interface Current {
	readonly id: number;
	readonly prefix: Uint8Array;
	readonly content: Uint8Array;
	readonly compressor: Compressor;
	readonly watch: RatioWatch;
}

/** The writing side of documents; every call belongs into the writer's transaction. */
export class DocumentPacker {
	readonly backlog: DocumentBacklog;
	private current: Current | undefined;
	private isLoaded = false;
	/** Whether this Node can compress; undefined until it has been tried. */
	private tried: boolean | undefined;
	private readonly samples = new DocumentSamples();
	/** Events that need a dictionary more, or fewer when negative, by its number. */
	private readonly changes = new Map<number, number>();
	private readonly insertPlain: StatementSync;
	private readonly insertPacked: StatementSync;
	private readonly removePlain: StatementSync;
	private readonly insertDictionary: StatementSync;
	private readonly latest: StatementSync;
	private readonly count: StatementSync;
	private readonly forget: StatementSync;
	private readonly note: StatementSync;

	/**
	 * @param documents reads what is written, byte for byte, before it is believed
	 * @param works whether this Node can compress, tried at the first use by default; what it cannot is stored plain, to be
	 * compressed later
	 */
	constructor(
		database: DatabaseSync,
		private readonly documents: PackedDocuments,
		works?: boolean,
	) {
		this.backlog = new DocumentBacklog(database);
		if (works !== undefined) this.found(works);
		this.insertPlain = database.prepare(
			'INSERT INTO event_plain (id, doc) VALUES (?, CAST(? AS TEXT))',
		);
		this.insertPacked = database.prepare('INSERT INTO event_packed (id, doc) VALUES (?, ?)');
		this.removePlain = database.prepare('DELETE FROM event_plain WHERE id = ?');
		this.insertDictionary = database.prepare(
			'INSERT INTO document_dictionary (content, of_all) VALUES (?, ?)',
		);
		this.latest = database.prepare(
			'SELECT id, content, best FROM document_dictionary WHERE of_all = 0 ORDER BY id DESC LIMIT 1',
		);
		this.count = database.prepare(
			'UPDATE document_dictionary SET events = events + ? WHERE id = ?',
		);
		// The one in use stays, and the one that documents are being compressed anew with.
		this.forget = database.prepare(`
			DELETE FROM document_dictionary WHERE events <= 0
				AND id IS NOT (SELECT max(id) FROM document_dictionary WHERE of_all = 0)
				AND id IS NOT (SELECT dictionary FROM document_repack)`);
		this.note = database.prepare('UPDATE document_dictionary SET best = ? WHERE id = ?');
	}

	/** Tried when it is first asked: it takes milliseconds, for which no start waits. */
	private get works(): boolean {
		return this.tried ?? this.found(hasKeptContexts());
	}

	private found(works: boolean): boolean {
		if (!works) warn('this version of Node cannot compress events: they are stored as plain text');
		return (this.tried = works);
	}

	/** Whether the backlog can be worked on: there is one, and a dictionary or enough to make one of. */
	get mayRewrite(): boolean {
		const { open } = this.backlog;
		if (open === undefined || !this.works) return false;
		this.load();
		return this.current !== undefined || open.total >= ENOUGH_SEEN;
	}

	/** Whether this Node can compress. */
	get canPack(): boolean {
		return this.works;
	}

	/** Number of the dictionary that new events are compressed with; undefined while there is none. */
	get currentId(): number | undefined {
		this.load();
		return this.current?.id;
	}

	/** Whether documents that are stored now are compressed; call before the first of a transaction. */
	begin(): boolean {
		if (!this.works) return false;
		this.load();
		const { current } = this;
		if ((current === undefined || current.watch.isWorse) && this.samples.isEnough)
			this.makeDictionary(this.samples.dictionary(current?.content), current?.watch);
		return this.current !== undefined;
	}

	/** Begins to compress with a dictionary of these documents, where there is none yet. */
	beginWith(samples: readonly Uint8Array[]): void {
		this.load();
		if (this.current === undefined)
			this.makeDictionary(Buffer.concat(samples).subarray(-DICTIONARY_BYTES));
	}

	/** Stores the document of a new event. @param document JSON in UTF-8 */
	insert(id: number, document: Uint8Array): void {
		const { current } = this;
		this.samples.see(document, current === undefined ? SAMPLE_EVERY.without : SAMPLE_EVERY.with);
		const packed = this.pack(document);
		if (current !== undefined && this.works) {
			const best = current.watch.add(document.length, packed?.length ?? document.length);
			if (best !== undefined) this.note.run(best, current.id);
		} else {
			this.backlog.note(id);
		}
		// Unlike `run`, `get` makes no object of what changed.
		if (packed === undefined) this.insertPlain.get(id, document);
		else this.insertPacked.get(id, packed);
	}

	/** Compresses a document that is stored as plain text, where that makes it smaller. */
	compress(id: number, document: Uint8Array): void {
		const packed = this.pack(document);
		if (packed === undefined) return;
		this.removePlain.run(id);
		this.insertPacked.run(id, packed);
	}

	/** A document is removed. @param packed its compressed form; null when it is plain */
	removed(packed: Uint8Array | null): void {
		if (packed !== null) this.change(dictionaryOf(packed), -1);
	}

	/** Stores a dictionary of documents from all over the store, which new events are not compressed with. */
	addDictionary(content: Uint8Array): number {
		const id = Number(this.insertDictionary.run(content, 1).lastInsertRowid);
		if (id >= DICTIONARY_NUMBERS) throw new Error('there are too many dictionaries of documents');
		return id;
	}

	/** A stored document needs another dictionary from now on. */
	changed(from: number, to: number): void {
		this.change(from, -1);
		this.change(to, 1);
	}

	/** Removes dictionaries that no event needs. */
	forgetUnneeded(): void {
		this.flush();
		this.forget.run();
	}

	/** Writes down which dictionaries are needed; call at the end of the transaction. */
	flush(): void {
		this.backlog.flush();
		let isLess = false;
		for (const [id, change] of this.changes) {
			this.count.run(change, id);
			isLess ||= change < 0;
		}
		if (isLess) this.forget.run();
		this.changes.clear();
	}

	/** Call after a rollback: a dictionary may be gone, and its number may be given to another one. */
	reset(): void {
		this.backlog.reset();
		this.changes.clear();
		if (this.current !== undefined) this.leave(this.current);
		this.current = undefined;
		this.isLoaded = false;
	}

	/** Frees its memory. */
	close(): void {
		this.current?.compressor.close();
		this.documents.close();
	}

	/** The compressed form as a view that holds until the next call; undefined when plain text is to be stored. */
	private pack(document: Uint8Array): Uint8Array | undefined {
		const { current } = this;
		if (current === undefined || !this.works) return undefined;
		const packed = current.compressor.compress(document, current.prefix);
		if (packed.length >= document.length) return undefined;
		if (!this.readsBack(packed, document)) {
			this.tried = false;
			warn('a compressed event did not read back as it was: events are stored as plain text');
			return undefined;
		}
		this.change(current.id, 1);
		return packed;
	}

	private readsBack(packed: Uint8Array, document: Uint8Array): boolean {
		try {
			return this.documents.unpack(packed).equals(document);
		} catch {
			return false;
		}
	}

	private load(): void {
		if (this.isLoaded) return;
		const row = this.latest.get() as
			| { id: number; content: Uint8Array; best: number | null }
			| undefined;
		if (row !== undefined) this.use(row.id, row.content, new RatioWatch(row.best ?? undefined));
		this.isLoaded = true;
	}

	private makeDictionary(samples: Uint8Array, before?: RatioWatch): void {
		const content = withTables(samples);
		const id = Number(this.insertDictionary.run(content, 0).lastInsertRowid);
		if (id >= DICTIONARY_NUMBERS) throw new Error('there are too many dictionaries of documents');
		this.use(id, content, before?.successor() ?? new RatioWatch());
	}

	private use(id: number, content: Uint8Array, watch: RatioWatch): void {
		this.current?.compressor.close();
		const compressor = new Compressor(content);
		this.current = { id, prefix: prefixOf(id), content, compressor, watch };
	}

	private leave({ id, compressor }: Current): void {
		compressor.close();
		this.documents.forget(id);
	}

	private change(id: number, by: number): void {
		this.changes.set(id, (this.changes.get(id) ?? 0) + by);
	}
}

function warn(message: string): void {
	process.emitWarning(message, 'EventCompressionWarning');
}
