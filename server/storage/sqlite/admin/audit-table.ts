/** The rows of the audit log; synchronous, so it lives in a worker thread. */
import type {
	AuditCategory,
	AuditDetails,
	AuditEntry,
	AuditQuery,
	StoredAuditEntry,
} from '../../../access/admin';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** Reads and writes the audit log. */
export class AuditTable {
	constructor(private readonly database: DatabaseSync) {}

	/** Appends entries and drops the oldest, so that each category keeps at most `keep`. */
	append(entries: readonly AuditEntry[], keep: number): void {
		const insert = this.database.prepare(
			'INSERT INTO audit (category, time, event, doc) VALUES (?, ?, ?, ?)',
		);
		const trim = this.database.prepare(
			`DELETE FROM audit WHERE category = :category AND id <= (
				SELECT id FROM audit WHERE category = :category ORDER BY id DESC LIMIT 1 OFFSET :keep)`,
		);
		this.database.exec('BEGIN IMMEDIATE');
		try {
			for (const { category, time, event, details } of entries) {
				insert.run(category, time, event, JSON.stringify(details));
			}
			for (const category of new Set(entries.map((entry) => entry.category))) {
				trim.run({ category, keep });
			}
			this.database.exec('COMMIT');
		} catch (error) {
			if (this.database.isTransaction) this.database.exec('ROLLBACK');
			throw error;
		}
	}

	/** Lists entries, newest first. */
	list(query: AuditQuery): StoredAuditEntry[] {
		const conditions: string[] = [];
		const values: SQLInputValue[] = [];
		const where = (condition: string, value: SQLInputValue | undefined) => {
			if (value === undefined) return;
			conditions.push(condition);
			values.push(value);
		};
		where('id < ?', query.before);
		where('event = ?', query.event);
		where('category = ?', query.category);
		const filter = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
		const rows = this.database
			.prepare(`SELECT * FROM audit ${filter} ORDER BY id DESC LIMIT ?`)
			.all(...values, query.limit);
		return rows.map((row) => ({
			id: row['id'] as number,
			category: row['category'] as AuditCategory,
			time: row['time'] as number,
			event: row['event'] as string,
			details: JSON.parse(row['doc'] as string) as AuditDetails,
		}));
	}
}
