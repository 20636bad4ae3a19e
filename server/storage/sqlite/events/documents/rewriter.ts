/** Compresses documents that were stored plain, in the background, a slice at a time. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { HOUR } from '../tallies/periods';
import type { DocumentPacker } from './packer';

/** One slice: what batches wait for at most, in documents, bytes of their text, and ms. */
const SLICE_DOCUMENTS = 400;
const SLICE_BYTES = 4 * 1024 * 1024;
const SLICE_MS = 15;
/** Hours and places in them that samples of an older store are taken from. */
const SAMPLE_HOURS = 50;
const SAMPLES = 400;

interface Row {
	readonly id: number;
	readonly doc: Uint8Array;
}

/** Works through the backlog; every call belongs into the writer's transaction. */
export class DocumentRewriter {
	private readonly select: StatementSync;
	private readonly first: StatementSync;

	constructor(
		private readonly database: DatabaseSync,
		private readonly packer: DocumentPacker,
	) {
		const columns = 'id, CAST(doc AS BLOB) AS doc';
		this.select = database.prepare(
			`SELECT ${columns} FROM event_plain WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?`,
		);
		this.first = database.prepare(
			`SELECT ${columns} FROM event_plain WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1`,
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
		if (!this.packer.begin()) this.packer.beginWith(this.samples());
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
	private rows(low: number, high: number): { readonly rows: Row[]; readonly isLast: boolean } {
		const rows: Row[] = [];
		let bytes = 0;
		for (const found of this.select.iterate(low, high, SLICE_DOCUMENTS + 1)) {
			if (rows.length === SLICE_DOCUMENTS || bytes > SLICE_BYTES) return { rows, isLast: false };
			const row = found as unknown as Row;
			rows.push(row);
			bytes += row.doc.length;
		}
		return { rows, isLast: true };
	}

	/** Plain documents from all over the store: from hours that have some, spread over them. */
	private samples(): Uint8Array[] {
		const hours = this.database
			.prepare('SELECT hour FROM kept_hour ORDER BY hour')
			.all()
			.map((row) => row['hour'] as number);
		const step = Math.max(1, hours.length / SAMPLE_HOURS);
		const chosen = Array.from(
			{ length: Math.min(hours.length, SAMPLE_HOURS) },
			(_, n) => hours[Math.floor(n * step)] as number,
		);
		const each = Math.ceil(SAMPLES / Math.max(1, chosen.length));
		const samples: Uint8Array[] = [];
		for (const hour of chosen) {
			let last = -1;
			for (let n = 0; n < each; n++) {
				const from = hour * HOUR + Math.floor((n * HOUR) / each);
				const row = this.first.get(from, (hour + 1) * HOUR - 1) as Row | undefined;
				if (row === undefined || row.id === last) continue;
				last = row.id;
				samples.push(row.doc);
			}
		}
		return samples;
	}
}
