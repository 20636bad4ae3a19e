/** Columns of alerts that came later than their tables; they are added where they are missing. */
import type { DatabaseSync } from 'node:sqlite';

const COLUMNS = [
	// Alerts that were raised before it was noted have none.
	['alert', 'raised_at', 'INTEGER'],
	['alert', 'assignee', 'TEXT'],
	['alert_history', 'field', `TEXT NOT NULL DEFAULT 'status'`],
] as const;

/** Call in the writer, before statements are prepared. */
export function addLaterColumns(database: DatabaseSync): void {
	for (const [table, column, type] of COLUMNS) {
		const known = database.prepare(`SELECT 1 FROM pragma_table_info(?) WHERE name = ?`);
		if (known.get(table, column) === undefined)
			database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
	}
	database.exec('CREATE INDEX IF NOT EXISTS alert_raised ON alert (raised_at, seq)');
}
