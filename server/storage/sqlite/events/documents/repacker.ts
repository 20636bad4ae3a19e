/** Compresses stored documents anew, in the background, a slice at a time, where a dictionary of the whole store makes them much smaller. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Compressor } from './kept-zstd';
import { giveBackPages } from '../retention/pages';
import { dictionaryOf, type PackedDocuments, prefixOf } from './packed-documents';
import type { DocumentPacker } from './packer';
import { RepackState } from './repack-state';
import { sliceOf } from './slice';
import type { StoredDocument } from './spread-samples';
import { betterDictionary } from './survey';

/** One slice: what batches wait for at most, in documents, bytes of their frames, and ms. */
const SLICE = { documents: 400, bytes: 1024 * 1024 };
const SLICE_MS = 15;
/** Share of its bytes that a slice must save to be written anew. */
const WORTH_WRITING = 0.05;
/** A frame that grows so little changes its dictionary as well, so that the old one can go. */
const LITTLE_MORE = 1.05;

interface Wanted {
	readonly id: number;
	readonly prefix: Uint8Array;
	readonly compressor: Compressor;
}

/**
 * Works through the store when a look at it says that it pays, at most once for every tenth that the store grows by; every
 * call belongs into the writer's transaction.
 */
export class DocumentRepacker {
	private readonly state: RepackState;
	private readonly select: StatementSync;
	private readonly remove: StatementSync;
	private readonly insert: StatementSync;
	private readonly content: StatementSync;
	private wanted: Wanted | undefined;

	constructor(
		private readonly database: DatabaseSync,
		private readonly packer: DocumentPacker,
		private readonly documents: PackedDocuments,
	) {
		this.state = new RepackState(database);
		this.select = database.prepare(
			'SELECT id, doc FROM event_packed WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?',
		);
		this.remove = database.prepare('DELETE FROM event_packed WHERE id BETWEEN ? AND ?');
		this.insert = database.prepare('INSERT INTO event_packed (id, doc) VALUES (?, ?)');
		this.content = database.prepare('SELECT content FROM document_dictionary WHERE id = ?');
	}

	/** Whether there is something to do. */
	get mayRepack(): boolean {
		const { open, isGivingBack, isDue } = this.state;
		return this.packer.canPack && (open !== undefined || isGivingBack || isDue);
	}

	/** Events were stored, and that is durable. */
	stored(events: number): void {
		this.state.stored(events);
	}

	/**
	 * Looks whether it pays, or tries some documents.
	 *
	 * @returns whether there is more to do
	 */
	step(): boolean {
		if (!this.mayRepack) return false;
		const pass = this.state.open;
		if (pass === undefined) return this.state.isGivingBack ? this.giveBack() : this.look();
		const { id, prefix, compressor } = this.dictionary(pass.dictionary);
		const { rows, isLast } = sliceOf(this.select, pass.next, pass.last, SLICE);
		const end = performance.now() + SLICE_MS;
		const fresh: (Uint8Array | undefined)[] = [];
		let [before, saved] = [0, 0];
		for (const { doc } of rows) {
			const frame = dictionaryOf(doc) === id ? undefined : this.better(doc, compressor, prefix);
			before += doc.length;
			saved += doc.length - (frame ?? doc).length;
			if (fresh.push(frame) < rows.length && performance.now() > end) break;
		}
		if (saved > 0 && saved >= WORTH_WRITING * before) this.write(rows, fresh, id);
		if (isLast && fresh.length === rows.length) {
			this.end();
			return this.mayRepack;
		}
		this.state.advance((rows[fresh.length - 1] as StoredDocument).id + 1, fresh.length);
		return true;
	}

	/** Call after a rollback: the dictionary may be gone, and its number may be given to another one. */
	reset(): void {
		this.state.reset();
		this.leave();
	}

	/** Frees its memory. */
	close(): void {
		this.leave();
	}

	/** Gives some pages that became free back to the file system, see `giveBackPages`. */
	private giveBack(): boolean {
		if (giveBackPages(this.database)) return true;
		this.state.gaveBack();
		return this.mayRepack;
	}

	/** Begins a pass when it pays. */
	private look(): boolean {
		const content = betterDictionary(this.database, this.documents, this.state.kept);
		this.state.looked();
		if (content === undefined) return false;
		this.state.begin(this.packer.addDictionary(content));
		return true;
	}

	/** The frame of a document with the wanted dictionary; undefined when it stays as it is. */
	private better(
		packed: Uint8Array,
		compressor: Compressor,
		prefix: Uint8Array,
	): Uint8Array | undefined {
		try {
			const text = this.documents.unpack(packed);
			const frame = compressor.compress(text, prefix);
			const most =
				dictionaryOf(packed) === this.packer.currentId
					? packed.length - 1
					: LITTLE_MORE * packed.length;
			if (frame.length > most) return undefined;
			// The text lies in the context of another dictionary, and is not touched by that.
			return this.documents.unpack(frame).equals(text) ? Buffer.from(frame) : undefined;
		} catch {
			// What was damaged stays as it is, and is told where somebody reads it.
			return undefined;
		}
	}

	/**
	 * Writes a slice anew, all of it: a row that shrinks leaves its page as large as it was, but when neighbours are removed
	 * and inserted in their order, nine tenths of each page are used.
	 */
	private write(
		rows: readonly StoredDocument[],
		fresh: readonly (Uint8Array | undefined)[],
		id: number,
	): void {
		const last = rows[fresh.length - 1] as StoredDocument;
		this.remove.run((rows[0] as StoredDocument).id, last.id);
		for (const [at, frame] of fresh.entries()) {
			const { id: row, doc } = rows[at] as StoredDocument;
			this.insert.run(row, frame ?? doc);
			if (frame !== undefined) this.packer.changed(dictionaryOf(doc), id);
		}
	}

	private end(): void {
		this.state.end();
		this.leave();
		this.packer.forgetUnneeded();
	}

	private dictionary(id: number): Wanted {
		if (this.wanted?.id !== id) {
			this.leave();
			const content = this.content.get(id)?.['content'];
			if (content === undefined) throw new Error(`dictionary ${id} of stored documents is missing`);
			const compressor = new Compressor(content as Uint8Array);
			this.wanted = { id, prefix: prefixOf(id), compressor };
		}
		return this.wanted;
	}

	private leave(): void {
		this.wanted?.compressor.close();
		this.wanted = undefined;
	}
}
