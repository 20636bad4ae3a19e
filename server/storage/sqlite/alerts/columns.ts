/** The step of the alerts' tables that gave them weights and values, and noted when an alert was raised and whose it is. */
import type { DatabaseSync } from 'node:sqlite';
import { addColumn } from '../data/layout';

const COLUMNS = [
	['alert_match', 'weight', 'INTEGER NOT NULL DEFAULT 1'],
	['alert_match', 'value', "TEXT NOT NULL DEFAULT ''"],
	// Alerts that were raised before it was noted have none.
	['alert', 'raised_at', 'INTEGER'],
	['alert', 'assignee', 'TEXT'],
	['alert_history', 'field', "TEXT NOT NULL DEFAULT 'status'"],
] as const;

/** The events' layout 5. */
export function addAlertColumns(database: DatabaseSync): void {
	for (const [table, column, type] of COLUMNS) addColumn(database, table, column, type);
	database.exec('CREATE INDEX IF NOT EXISTS alert_raised ON alert (raised_at, seq)');
}
