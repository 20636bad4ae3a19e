/** The operations that this server answers; a test compares the list with the mounted routes. */
import type { OperationId } from './operations';

export const IMPLEMENTED: readonly OperationId[] = [
	'v1.search.run',
	'v1.logFields.list',
	'v1.logTypes.list',
	'v1.logSources.list',
	'v2.search.run',
	'v2.logFields.list',
	'v2.logTypes.list',
	'v2.logSources.list',
	'v2.logSourceGroups.list',
	'v1.search.start',
	'v2.search.start',
	'v1.jobs.list',
	'v1.jobs.delete',
	'v1.jobs.results',
	'v2.jobs.list',
	'v2.jobs.delete',
	'v2.jobs.results',
	'server.ingest',
	'server.health',
];
