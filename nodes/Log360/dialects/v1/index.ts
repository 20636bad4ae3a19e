/** The V1 dialect: `/RestAPI/v1` of Log360 and EventLog Analyzer. */
import type { Dialect } from '../dialect';
import * as metadata from './metadata';
import * as search from './search';

export const v1: Dialect = {
	generation: 'v1',
	search: search.search,
	searchNext: search.searchNext,
	logSources: metadata.logSources,
	logTypes: metadata.logTypes,
	logFields: metadata.logFields,
};
