/** The rows of exports of incidents in PostgreSQL; callers bring the transaction. */
import type { ExportFormat, ExportRecord } from '../../../response/incidents';
import type { Sql } from '../data/driver';

const COLUMNS =
	'id, incident_id AS "incidentId", format, created_at AS "createdAt", job_id AS "jobId"';

/** Writes down that there is to be an export. */
export async function addExport(
	sql: Sql,
	incidentId: number,
	format: ExportFormat,
	now: number,
): Promise<ExportRecord> {
	const row = await sql.one<ExportRecord>(
		`INSERT INTO incident_export (incident_id, format, created_at) VALUES ($1, $2, $3) RETURNING ${COLUMNS}`,
		[incidentId, format, now],
	);
	return row as ExportRecord;
}

/** One export. */
export function findExport(sql: Sql, id: number): Promise<ExportRecord | undefined> {
	return sql.one<ExportRecord>(`SELECT ${COLUMNS} FROM incident_export WHERE id = $1`, [id]);
}

/** The newest export of an incident in a format. */
export function newestExport(
	sql: Sql,
	incidentId: number,
	format: ExportFormat,
): Promise<ExportRecord | undefined> {
	return sql.one<ExportRecord>(
		`SELECT ${COLUMNS} FROM incident_export WHERE incident_id = $1 AND format = $2 ORDER BY id DESC LIMIT 1`,
		[incidentId, format],
	);
}

/** Says which job makes an export. */
export async function setExportJob(sql: Sql, id: number, jobId: string): Promise<void> {
	await sql.run('UPDATE incident_export SET job_id = $2 WHERE id = $1', [id, jobId]);
}
