/** The V1 dialect: `/RestAPI/v1` of Log360 and EventLog Analyzer. */
import type { Dialect } from '../dialect';
import * as alerts from './alerts';
import * as jobs from './jobs';
import * as metadata from './metadata';
import * as search from './search';

export const v1: Dialect = {
	generation: 'v1',
	search: search.search,
	searchNext: search.searchNext,
	searchStart: search.searchStart,
	alerts: alerts.alerts,
	alertsNext: alerts.alertsNext,
	alertsStart: alerts.alertsStart,
	alertProfiles: alerts.alertProfiles,
	jobs: jobs.jobs,
	jobResults: jobs.jobResults,
	jobDelete: jobs.jobDelete,
	logSources: metadata.logSources,
	logTypes: metadata.logTypes,
	logFields: metadata.logFields,
};
