/** Compresses documents that were stored plain, in the background, a slice at a time. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DocumentPacker } from './packer';
import { spreadSamples, type StoredDocument } from './spread-samples';

/** One slice: what batches wait for at most, in documents, bytes of their text, and ms. */
const SLICE_DOCUMENTS = 400;
const SLICE_BYTES = 4 * 1024 * 1024;
const SLICE_MS = 15;
/** Documents of an older store that its first dictionary is made of, at most. */
const SAMPLES = 400;

/** Works through the backlog; every call belongs into the writer's transaction. */
export class DocumentRewriter {
	private readonly select: StatementSync;

	constructor(
		private readonly database: DatabaseSync,
		private readonly packer: DocumentPacker,
	) {
		this.select = database.prepare(
			'SELECT id, CAST(doc AS BLOB) AS doc FROM event_plain WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?',
		);
	}

	/**
	 * Compresses some documents.
	 *
	 * @returns whether there are more; false as well while there are too few for a dictionary
	 */
	step(): boolean {
		const { backlog } = this.packer;
		const range = backlog.open;
		if (range === undefined || !this.packer.mayRewrite) return false;
		if (!this.packer.begin()) {
			const samples = spreadSamples(this.database, 'event_plain', SAMPLES);
			this.packer.beginWith(samples.map(({ doc }) => doc));
		}
		const end = performance.now() + SLICE_MS;
		const { rows, isLast } = this.rows(range.next, range.last);
		let looked = 0;
		let last = range.next;
		for (const { id, doc } of rows) {
			this.packer.compress(id, doc);
			last = id;
			if (++looked < rows.length && performance.now() > end) break;
		}
		if (isLast && looked === rows.length) {
			backlog.end();
			return false;
		}
		backlog.advance(last + 1, looked);
		return true;
	}

	/** The next documents: collected first, as a table is not changed while it is read. */
	private rows(
		low: number,
		high: number,
	): { readonly rows: StoredDocument[]; readonly isLast: boolean } {
		const rows: StoredDocument[] = [];
		let bytes = 0;
		for (const found of this.select.iterate(low, high, SLICE_DOCUMENTS + 1)) {
			if (rows.length === SLICE_DOCUMENTS || bytes > SLICE_BYTES) return { rows, isLast: false };
			const row = found as unknown as StoredDocument;
			rows.push(row);
			bytes += row.doc.length;
		}
		return { rows, isLast: true };
	}
}
