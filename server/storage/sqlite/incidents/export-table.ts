/** The rows of incident exports: V1 names an export by a small number, the job engine by an opaque id. */
import type { ExportFormat, ExportRecord } from '../../../response/incidents';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

/** Reads and writes exports. */
export class ExportTable {
	constructor(private readonly database: DatabaseSync) {}

	insert(incidentId: number, format: ExportFormat, now: number): ExportRecord {
		const { lastInsertRowid } = this.database
			.prepare('INSERT INTO export (incident_id, format, created_at) VALUES (?, ?, ?)')
			.run(incidentId, format, now);
		return { id: Number(lastInsertRowid), incidentId, format, createdAt: now, jobId: null };
	}

	find(id: number): ExportRecord | undefined {
		return this.all('WHERE id = ?', id)[0];
	}

	/** The newest export of an incident in a format, or undefined. */
	newest(incidentId: number, format: ExportFormat): ExportRecord | undefined {
		return this.all(
			'WHERE incident_id = ? AND format = ? ORDER BY id DESC LIMIT 1',
			incidentId,
			format,
		)[0];
	}

	setJob(id: number, jobId: string): void {
		this.database.prepare('UPDATE export SET job_id = ? WHERE id = ?').run(jobId, id);
	}

	private all(where: string, ...values: (string | number)[]): ExportRecord[] {
		return this.database
			.prepare(`SELECT * FROM export ${where}`)
			.all(...values)
			.map(toExport);
	}
}

function toExport(row: Record<string, SQLOutputValue>): ExportRecord {
	return {
		id: Number(row['id']),
		incidentId: Number(row['incident_id']),
		format: row['format'] as ExportFormat,
		createdAt: Number(row['created_at']),
		jobId: row['job_id'] === null ? null : String(row['job_id']),
	};
}
