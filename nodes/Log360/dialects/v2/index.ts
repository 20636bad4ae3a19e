/** The V2 dialect: `/api/v2` of Log360 and EventLog Analyzer. */
import type { Dialect } from '../dialect';
import * as metadata from './metadata';
import * as search from './search';

export const v2: Dialect = {
	generation: 'v2',
	search: search.search,
	searchNext: search.searchNext,
	logSources: metadata.logSources,
	logTypes: metadata.logTypes,
	logFields: metadata.logFields,
};
