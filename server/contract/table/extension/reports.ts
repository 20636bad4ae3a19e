/** The table's rows for what only this server offers on reports. */
import type { Operation } from '../../operation';
import { aggregateResponse, reportAggregateRequest } from '../../extension/aggregate';
import { v2ReportParams } from '../../v2/reports';
import { extension } from './row';

const ERRORS = [
	'unknown_report',
	'too_many_ids',
	'invalid_time',
	'time_order',
	'unknown_host',
	'unknown_group',
	'too_many_searches',
] as const;

export const reportExtensions = {
	'server.reports.aggregate': extension({
		resource: 'Report',
		method: 'POST',
		path: '/api/v2/report/aggregate/{report_id}',
		scope: 'reports.READ',
		source: 'Own extension: Log360 shows counts in its reports and offers none over its API.',
		summary: 'Count the events of a report',
		description:
			'As its aggregate says, by time or by fields; a report without one is counted by time. The answer is that of /api/v2/search/aggregate.',
		request: { params: v2ReportParams, body: reportAggregateRequest },
		response: aggregateResponse,
		errors: ERRORS,
	}),
	'server.reports.aggregateFile': extension({
		resource: 'Report',
		method: 'POST',
		path: '/api/v2/report/aggregate/{report_id}/csv',
		scope: 'reports.READ',
		source: 'Own extension: Log360 exports reports in its pages only.',
		summary: 'Export the counts of a report as CSV',
		description:
			'The same counts, a row each. Groups that are not listed, and events without a value, have rows of their own at the end.',
		request: { params: v2ReportParams, body: reportAggregateRequest },
		response: null,
		responseType: 'text/csv',
		errors: ERRORS,
	}),
} as const satisfies Record<string, Operation>;
