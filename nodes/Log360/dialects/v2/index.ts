/** The V2 dialect: `/api/v2` of Log360 and EventLog Analyzer. */
import type { Dialect } from '../dialect';
import * as alerts from './alerts';
import * as jobs from './jobs';
import * as logSources from './logSources';
import * as metadata from './metadata';
import * as search from './search';

export const v2: Dialect = {
	generation: 'v2',
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
	logSources: logSources.logSources,
	logTypes: metadata.logTypes,
	logFields: metadata.logFields,
};
