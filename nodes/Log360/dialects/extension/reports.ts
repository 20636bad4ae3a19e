/** Extension: counting the logs of a report. */
import { segment, type Call } from '../../transport/call';
import { REPORT_ID } from '../idAdvice';
import { type ReportCriteria, reportRange } from '../v2/reports';
import { read } from './call';

/** @param timeZone offset in which hours and days begin, such as `+02:00`, for reports that count by time */
export function reportCounts(criteria: ReportCriteria, timeZone: string): Call {
	const path = `/report/aggregate/${segment(criteria.reportId)}`;
	return read('count the logs of a report', path, 'reports.READ', {
		method: 'POST',
		body: { ...reportRange(criteria), time_zone: timeZone },
		idAdvice: REPORT_ID,
	});
}
