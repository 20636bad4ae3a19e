/** Reads committed jobs and result pages over a connection of its own. */
import type { JobFilter, JobRecord } from '../../../jobs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

import { ResultPages } from './pages';
import { toRecord, type JobRow } from './rows';

const DEFAULT_LIMIT = 1_000;

/** The reading half of {@link JobQueue}. */
export class JobReader {
	private readonly pages: ResultPages;
	private readonly byId: StatementSync;

	/** @param db a read-only connection, so that the open transaction's writes stay unseen */
	constructor(private readonly db: DatabaseSync) {
		this.pages = new ResultPages(db, true);
		this.byId = db.prepare('SELECT * FROM job WHERE id = ?');
	}

	get(id: string): JobRecord | undefined {
		const row = this.byId.get(id) as unknown as JobRow | undefined;
		return row === undefined ? undefined : toRecord(row);
	}

	list(filter: JobFilter): { total: number; jobs: JobRecord[] } {
		const where = [`state <> 'EXPIRED'`, '(expires IS NULL OR expires > ?)'];
		const values: SQLInputValue[] = [filter.now];
		if (filter.owner !== undefined) {
			where.push('owner = ?');
			values.push(filter.owner);
		}
		for (const [column, choice] of [
			['kind', filter.kinds],
			['state', filter.states],
		] as const) {
			if (choice === undefined) continue;
			where.push(`${column} IN (SELECT value FROM json_each(?))`);
			values.push(JSON.stringify(choice));
		}
		const from = `FROM job WHERE ${where.join(' AND ')}`;
		const rows = this.db
			.prepare(`SELECT * ${from} ORDER BY seq DESC LIMIT ?`)
			.all(...values, filter.limit ?? DEFAULT_LIMIT) as unknown as JobRow[];
		const { total } = this.db.prepare(`SELECT count(*) AS total ${from}`).get(...values) as {
			total: number;
		};
		return { total, jobs: rows.map(toRecord) };
	}

	page(id: string, page: number): { job: JobRecord; ids: Float64Array | undefined } | undefined {
		const row = this.byId.get(id) as unknown as JobRow | undefined;
		if (row === undefined) return undefined;
		return { job: toRecord(row), ids: this.pages.read(row.seq, page) };
	}
}
