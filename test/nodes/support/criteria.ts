/** What the tests of both dialects ask of them, and what goes over the wire of a call. */
import type { AlertCriteria, SearchCriteria } from '../../../nodes/Log360/dialects/dialect';
import type { Call } from '../../../nodes/Log360/transport/call';

/** Epoch ms. */
export interface Range {
	readonly from: number;
	readonly to: number;
}

/** A search of everything in a time, with what else is given. */
export const searchIn =
	(range: Range) =>
	(more: Partial<SearchCriteria> = {}): SearchCriteria => ({
		...range,
		query: '*',
		sourceIds: [],
		groupIds: [],
		logTypes: [],
		names: 'server',
		...more,
	});

/** All alerts in a time, with what else is given. */
export const alertsIn =
	(range: Range) =>
	(more: Partial<AlertCriteria> = {}): AlertCriteria => ({
		...range,
		query: '*',
		profileIds: [],
		severities: [],
		statuses: [],
		names: 'server',
		...more,
	});

/** What of a call goes over the wire. */
export const sent = ({ method, path, query, body }: Call) => ({
	line: `${method} ${path}`,
	...(query === undefined ? {} : { query }),
	...(body === undefined ? {} : { body }),
});
