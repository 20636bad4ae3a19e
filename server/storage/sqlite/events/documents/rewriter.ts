/** Compresses documents that were stored plain, in the background, a slice at a time. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DocumentPacker } from './packer';
import { sliceOf } from './slice';
import { spreadSamples } from './spread-samples';

/** One slice: what batches wait for at most, in documents, bytes of their text, and ms. */
const SLICE = { documents: 400, bytes: 4 * 1024 * 1024 };
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
			'SELECT id, CAST(doc AS BLOB) AS doc FROM event_plain WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ? + 0',
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
		const { rows, isLast } = sliceOf(this.select, range.next, range.last, SLICE);
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
}
