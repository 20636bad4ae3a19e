/** V2 reports: profiles are documented (for Cloud), data is observed. */
import type { IDataObject } from 'n8n-workflow';

import { segment, type Call } from '../../transport/call';
import type { TimeRange, Window } from '../dialect';
import { REPORT_ID } from '../idAdvice';
import { wireIds } from '../ids';
import { present } from '../present';
import { isoRange } from '../times';
import { read, readOnce, windowQuery } from './call';

export interface ReportFilters {
	readonly modules: readonly string[];
	readonly categories: readonly string[];
	readonly groups: readonly string[];
	readonly reportIds: readonly string[];
}

/** The most entries in each filter (documented). */
export const MAX_FILTER = 20;

export interface ReportCriteria extends TimeRange {
	readonly reportId: string;
	readonly sourceIds: readonly string[];
	readonly groupIds: readonly string[];
}

export function reportProfiles(window: Window, filters?: ReportFilters): Call {
	const body: IDataObject = present({
		module_name: filters?.modules,
		category_name: filters?.categories,
		group_name: filters?.groups,
		report_id: wireIds(filters?.reportIds ?? []),
		...windowQuery(window),
	});
	return read('list report profiles', '/report/profiles', 'reports.READ', { method: 'POST', body });
}

export function reportData(criteria: ReportCriteria): Call {
	return read('get report data', `/report/data/${segment(criteria.reportId)}`, 'reports.READ', {
		method: 'POST',
		body: reportRange(criteria),
		idAdvice: REPORT_ID,
	});
}

/** What of a body says over which logs a report is run. */
export function reportRange(criteria: ReportCriteria): IDataObject {
	return present({
		...isoRange(criteria),
		log_source_ids: wireIds(criteria.sourceIds),
		log_source_group_ids: wireIds(criteria.groupIds),
	});
}

export function reportDataNext(reportId: string, cursor: string): Call {
	return readOnce(
		'fetch the next page of report data',
		`/report/data/${segment(reportId)}`,
		'reports.READ',
		{
			body: { cursor },
			idAdvice: REPORT_ID,
		},
	);
}
