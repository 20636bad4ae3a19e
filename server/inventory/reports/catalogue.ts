/** All reports: the predefined ones, which cannot be changed, and those that users made. */
import { InventoryError, quotedList } from '../../platform';
import { parseQuery } from '../../logs/query';
import type { Inventory } from '../inventory';
import { PREDEFINED_REPORTS } from './predefined';
import type { NewReport, Report, ReportChange } from './report';

/** Which reports are wanted; names are compared without case, absent or empty lists want all. */
export interface ReportFilter {
	readonly modules?: readonly string[] | undefined;
	readonly categories?: readonly string[] | undefined;
	readonly groups?: readonly string[] | undefined;
	readonly ids?: readonly number[] | undefined;
}

/** Finds and changes reports. Rejects with an `InventoryError`, or a `QuerySyntaxError` for a bad query. */
export class ReportCatalogue {
	constructor(
		private readonly inventory: Pick<
			Inventory,
			'reports' | 'createReport' | 'updateReport' | 'deleteReport'
		>,
	) {}

	/** The reports that pass the filter, by module, category, group and id (documented order). */
	async list(filter: ReportFilter = {}): Promise<Report[]> {
		const all = [...PREDEFINED_REPORTS, ...(await this.inventory.reports())];
		return all
			.filter(
				(report) =>
					isOneOf(report.module, filter.modules) &&
					isOneOf(report.category, filter.categories) &&
					isOneOf(report.group, filter.groups) &&
					(!filter.ids?.length || filter.ids.includes(report.id)),
			)
			.sort(
				(one, other) =>
					compare(one.module, other.module) ||
					compare(one.category, other.category) ||
					compare(one.group, other.group) ||
					one.id - other.id,
			);
	}

	/** The report of that id; rejects with `unknown_report`. */
	async find(id: number): Promise<Report> {
		const report = predefined(id) ?? (await this.inventory.reports()).find((it) => it.id === id);
		if (report === undefined) throw new InventoryError('unknown_report', String(id));
		return report;
	}

	/** Makes a report; `conflict` when another has its name. */
	async create(report: NewReport): Promise<Report> {
		check(report);
		return this.inventory.createReport(report);
	}

	/** Changes a report that a user made. */
	async update(id: number, change: ReportChange): Promise<Report> {
		requireCustom(id);
		check(change);
		return this.inventory.updateReport(id, change);
	}

	/** Deletes a report that a user made. */
	async delete(id: number): Promise<void> {
		requireCustom(id);
		await this.inventory.deleteReport(id);
	}
}

function check({ name, query }: ReportChange): void {
	if (query !== undefined) parseQuery(query);
	const taken = PREDEFINED_REPORTS.find((it) => it.name.toLowerCase() === name?.toLowerCase());
	if (taken === undefined) return;
	const detail = `report_name: report ${taken.id} has the name ${quotedList([taken.name])}.`;
	throw new InventoryError('conflict', detail);
}

function requireCustom(id: number): void {
	if (predefined(id) === undefined) return;
	const why = 'only custom reports can be changed or deleted';
	throw new InventoryError('conflict', `Report ${id} is predefined: ${why}.`);
}

function predefined(id: number): Report | undefined {
	return PREDEFINED_REPORTS.find((report) => report.id === id);
}

function isOneOf(value: string, wanted: readonly string[] | undefined): boolean {
	if (wanted === undefined || wanted.length === 0) return true;
	return wanted.some((each) => each.toLowerCase() === value.toLowerCase());
}

/** By code unit: the order must not depend on the machine's language. */
function compare(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}
