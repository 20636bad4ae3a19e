/** Result pages in SQLite: one row a page, appended to, cut back and dropped within the caller's transaction. */
import { decodeIds, encodeIds } from '../../../jobs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Pages a job can have: 2^20, a thousand million hits at 1,000 a page. */
const PAGES_PER_JOB = 1_048_576;

interface PageRow {
	count: number;
	ids: Uint8Array;
}

/** The result pages of all jobs. */
export class ResultPages {
	private readonly select: StatementSync;
	private readonly replace: StatementSync | undefined;
	private readonly cut: StatementSync | undefined;

	/** @param db a read-only connection can only read */
	constructor(db: DatabaseSync, readOnly = false) {
		this.select = db.prepare('SELECT count, ids FROM page WHERE key = ?');
		if (readOnly) return;
		this.replace = db.prepare('INSERT OR REPLACE INTO page(key, count, ids) VALUES (?, ?, ?)');
		this.cut = db.prepare('DELETE FROM page WHERE key BETWEEN ? AND ?');
	}

	/** Appends to job `seq`, which has `hits` results; answers the new number of results. */
	append(seq: number, hits: number, pageSize: number, ids: readonly Float64Array[]): number {
		let count = hits;
		const page = new Float64Array(pageSize);
		let filled = count % pageSize;
		if (filled > 0) page.set(this.read(seq, Math.ceil(count / pageSize)) ?? [], 0);
		for (const batch of ids) {
			for (let from = 0; from < batch.length; ) {
				const part = batch.subarray(from, from + pageSize - filled);
				page.set(part, filled);
				from += part.length;
				filled += part.length;
				count += part.length;
				if (filled === pageSize) {
					this.write(seq, count / pageSize, page);
					filled = 0;
				}
			}
		}
		// A page that was only cut open is written back even if nothing was added: harmless and rare.
		if (filled > 0) this.write(seq, Math.ceil(count / pageSize), page.subarray(0, filled));
		return count;
	}

	/** Keeps the first `hits` results. */
	truncate(seq: number, hits: number, pageSize: number): void {
		const pages = Math.ceil(hits / pageSize);
		this.cut?.run(seq * PAGES_PER_JOB + pages + 1, (seq + 1) * PAGES_PER_JOB - 1);
		const rest = hits % pageSize;
		if (rest === 0) return;
		const last = this.read(seq, pages);
		if (last !== undefined && last.length > rest) this.write(seq, pages, last.subarray(0, rest));
	}

	/** The ids of page `page`, from 1. */
	read(seq: number, page: number): Float64Array | undefined {
		const row = this.select.get(seq * PAGES_PER_JOB + page) as PageRow | undefined;
		return row === undefined ? undefined : decodeIds(row.ids, row.count);
	}

	private write(seq: number, page: number, ids: Float64Array): void {
		if (page >= PAGES_PER_JOB) throw new RangeError(`A job has at most ${PAGES_PER_JOB - 1} pages`);
		this.replace?.run(seq * PAGES_PER_JOB + page, ids.length, encodeIds(ids));
	}
}
