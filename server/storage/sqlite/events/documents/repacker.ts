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
/** Documents that are tried before the whole slice is, as most slices of a store may be as small as they become. */
const PROBED = 32;
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
			'SELECT id, doc FROM event_packed WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ? + 0',
		);
		this.remove = database.prepare('DELETE FROM event_packed WHERE id BETWEEN ? AND ?');
		this.insert = database.prepare('INSERT INTO event_packed (id, doc) VALUES (?, ?)');
		this.content = database.prepare('SELECT content FROM document_dictionary WHERE id = ?');
	}

	/** Whether there is something to do. */
	get mayRepack(): boolean {
		const { open, isGivingBack, isDue } = this.state;
		return (open !== undefined || isGivingBack || isDue) && this.packer.canPack;
	}

	/** Events were stored, and that is durable. */
	stored(events: number): void {
		this.state.stored(events);
	}

	/**
	 * Looks whether it pays, or goes on to the next slice that gains by it, and writes that.
	 *
	 * @returns whether there is more to do
	 */
	step(): boolean {
		if (!this.mayRepack) return false;
		const pass = this.state.open;
		if (pass === undefined) return this.state.isGivingBack ? this.giveBack() : this.look();
		const wanted = this.dictionary(pass.dictionary);
		const end = performance.now() + SLICE_MS;
		let { next } = pass;
		let looked = 0;
		for (let isTried = false; !isTried && (looked === 0 || performance.now() < end); ) {
			const { rows, isLast } = sliceOf(this.select, next, pass.last, SLICE);
			isTried = this.gains(rows, wanted);
			const done = isTried ? this.rewrite(rows, wanted, end) : rows.length;
			if (isLast && done === rows.length) {
				this.end();
				return this.mayRepack;
			}
			next = (rows[done - 1] as StoredDocument).id + 1;
			looked += done;
		}
		this.state.advance(next, looked);
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

	/** Whether documents of a slice become smaller, those that would grow counted in. */
	private gains(rows: readonly StoredDocument[], { id, prefix, compressor }: Wanted): boolean {
		let [before, saved] = [0, 0];
		const probed = Math.min(PROBED, rows.length);
		for (let n = 0; n < probed; n++) {
			const { doc } = rows[Math.floor((n * rows.length) / probed)] as StoredDocument;
			const text = dictionaryOf(doc) === id ? undefined : this.textOf(doc);
			before += doc.length;
			if (text !== undefined) saved += doc.length - compressor.compress(text, prefix).length;
		}
		return saved > 0 && saved >= WORTH_WRITING * before;
	}

	/** Tries the documents of a slice until `end`, and writes them where it pays. @returns how many were tried */
	private rewrite(
		rows: readonly StoredDocument[],
		{ id, prefix, compressor }: Wanted,
		end: number,
	): number {
		const fresh: (Uint8Array | undefined)[] = [];
		let [before, saved] = [0, 0];
		for (const { doc } of rows) {
			const frame = dictionaryOf(doc) === id ? undefined : this.better(doc, compressor, prefix);
			before += doc.length;
			saved += doc.length - (frame ?? doc).length;
			if (fresh.push(frame) < rows.length && performance.now() > end) break;
		}
		if (saved > 0 && saved >= WORTH_WRITING * before) this.write(rows, fresh, id);
		return fresh.length;
	}

	/** Its text, as a view that holds until the next call; undefined when it was damaged. */
	private textOf(packed: Uint8Array): Buffer | undefined {
		try {
			return this.documents.unpack(packed);
		} catch {
			// What was damaged stays as it is, and is told where somebody reads it.
			return undefined;
		}
	}

	/** The frame of a document with the wanted dictionary; undefined when it stays as it is. */
	private better(
		packed: Uint8Array,
		compressor: Compressor,
		prefix: Uint8Array,
	): Uint8Array | undefined {
		const text = this.textOf(packed);
		if (text === undefined) return undefined;
		const frame = compressor.compress(text, prefix);
		const most =
			dictionaryOf(packed) === this.packer.currentId
				? packed.length - 1
				: LITTLE_MORE * packed.length;
		if (frame.length > most) return undefined;
		// The text lies in the context of another dictionary, and is not touched by that.
		return this.textOf(frame)?.equals(text) === true ? Buffer.from(frame) : undefined;
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
