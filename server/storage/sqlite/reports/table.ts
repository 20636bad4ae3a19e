/** The rows of custom reports; synchronous, so it lives in a worker thread. */
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
import type { DatabaseSync } from 'node:sqlite';

/** All custom reports by id. */
export function listReports(database: DatabaseSync): Report[] {
	const rows = database.prepare(
		'SELECT id, name, description, module, category, "group", query, counts FROM report ORDER BY id',
	);
	return rows.all().map((row) => reportOfRow(row as unknown as ReportRow));
}

/** Writes custom reports; each method runs inside a transaction of the caller's. */
export class ReportTable {
	constructor(private readonly database: DatabaseSync) {}

	/** Stores a report; throws `conflict` when another has its name. */
	create(report: NewReport): Report {
		this.requireFree(report.name);
		const { lastInsertRowid } = this.database
			.prepare(
				`INSERT INTO report (name, description, module, category, "group", query, counts)
				VALUES (:name, :description, :module, :category, :group, :query, :counts)`,
			)
			.run({ ...rowOfReport(report) });
		return this.find(Number(lastInsertRowid));
	}

	/** Changes a report; throws `unknown_report` or `conflict`. */
	update(id: number, change: ReportChange): Report {
		const before = this.find(id);
		if (change.name !== undefined) this.requireFree(change.name, id);
		this.database
			.prepare(
				`UPDATE report SET name = :name, description = :description, module = :module,
					category = :category, "group" = :group, query = :query, counts = :counts WHERE id = :id`,
			)
			.run({ ...rowOfReport(changedReport(before, change)), id });
		return this.find(id);
	}

	/** Deletes a report; throws `unknown_report`. */
	delete(id: number): void {
		this.find(id);
		this.database.prepare('DELETE FROM report WHERE id = ?').run(id);
	}

	private find(id: number): Report {
		const report = listReports(this.database).find((each) => each.id === id);
		if (report === undefined) throw new InventoryError('unknown_report', String(id));
		return report;
	}

	private requireFree(name: string, self?: number): void {
		const wanted = name.toLowerCase();
		const owner = listReports(this.database).find(
			(report) => report.id !== self && report.name.toLowerCase() === wanted,
		);
		if (owner === undefined) return;
		const detail = `report_name: report ${owner.id} has the name ${quotedList([name])}.`;
		throw new InventoryError('conflict', detail);
	}
}
