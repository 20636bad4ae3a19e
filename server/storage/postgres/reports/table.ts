/** The rows of custom reports in PostgreSQL; callers bring the transaction. */
import { InventoryError, quotedList } from '../../../platform';
import {
	changedReport,
	type NewReport,
	type Report,
	type ReportChange,
	reportOfRow,
	type ReportRow,
	rowOfReport,
} from '../../../inventory';
import type { Sql } from '../data/driver';

/** Custom reports count from here, so that later versions can add predefined ones below. */
const FIRST_CUSTOM_REPORT = 10_001;

/** The table. */
export const REPORTS = `
CREATE TABLE report (
	id bigint GENERATED ALWAYS AS IDENTITY (START WITH ${FIRST_CUSTOM_REPORT}) PRIMARY KEY,
	name text NOT NULL,
	description text NOT NULL,
	module text NOT NULL,
	category text NOT NULL,
	"group" text NOT NULL,
	query text NOT NULL
);
`;

/** What later versions added to the table. */
export const REPORT_COUNTS = 'ALTER TABLE report ADD COLUMN counts text';

/** All custom reports by id. */
export async function reports(sql: Sql): Promise<Report[]> {
	const rows = await sql.all<ReportRow>(
		'SELECT id, name, description, module, category, "group", query, counts FROM report ORDER BY id',
	);
	return rows.map(reportOfRow);
}

/** Stores a report; throws `conflict` when another has its name. */
export async function createReport(sql: Sql, report: NewReport): Promise<Report> {
	await requireFree(sql, report.name);
	const stored = await sql.one<{ id: number }>(
		`INSERT INTO report (name, description, module, category, "group", query, counts)
		VALUES (:name, :description, :module, :category, :group, :query, :counts) RETURNING id`,
		{ ...rowOfReport(report) },
	);
	return find(sql, stored?.id ?? 0);
}

/** Changes a report; throws `unknown_report` or `conflict`. */
export async function updateReport(sql: Sql, id: number, change: ReportChange): Promise<Report> {
	const before = await find(sql, id);
	if (change.name !== undefined) await requireFree(sql, change.name, id);
	await sql.run(
		`UPDATE report SET name = :name, description = :description, module = :module,
			category = :category, "group" = :group, query = :query, counts = :counts WHERE id = :id`,
		{ ...rowOfReport(changedReport(before, change)), id },
	);
	return find(sql, id);
}

/** Deletes a report; throws `unknown_report`. */
export async function deleteReport(sql: Sql, id: number): Promise<void> {
	await find(sql, id);
	await sql.run('DELETE FROM report WHERE id = $1', [id]);
}

async function find(sql: Sql, id: number): Promise<Report> {
	const report = (await reports(sql)).find((each) => each.id === id);
	if (report === undefined) throw new InventoryError('unknown_report', String(id));
	return report;
}

async function requireFree(sql: Sql, name: string, self?: number): Promise<void> {
	const wanted = name.toLowerCase();
	const owner = (await reports(sql)).find(
		(report) => report.id !== self && report.name.toLowerCase() === wanted,
	);
	if (owner === undefined) return;
	const detail = `report_name: report ${owner.id} has the name ${quotedList([name])}.`;
	throw new InventoryError('conflict', detail);
}
