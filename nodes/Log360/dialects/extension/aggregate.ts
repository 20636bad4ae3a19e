/** Extension: counting logs by time and by values, while the caller waits or as a job. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import type { SearchCriteria } from '../dialect';
import { wireIds } from '../ids';
import { present } from '../present';
import { isoRange } from '../times';
import { read, readOnce } from './call';

/** Most fields whose values make a group. */
export const MAX_GROUP_FIELDS = 2;

export interface AggregateCriteria extends SearchCriteria {
	/** Width of time buckets, such as `1h` or `auto`; no buckets without it. */
	readonly interval?: string;
	/** Offset in which hours and days begin, such as `+02:00`. */
	readonly timeZone?: string;
	/** One or two fields; no groups without them. */
	readonly groupBy: readonly string[];
	/** Most groups. */
	readonly limit?: number;
	/** A field whose distinct values are counted. */
	readonly distinct?: string;
}

export function aggregate(criteria: AggregateCriteria): Call {
	return read('count logs', '/search/aggregate', 'search.READ', {
		method: 'POST',
		body: bodyOf(criteria),
	});
}

/** Starts the same as a job, which has no limit of time. */
export function aggregateStart(criteria: AggregateCriteria): Call {
	return readOnce('count logs in the background', '/search/aggregate/async', 'search.READ', {
		body: bodyOf(criteria),
	});
}

/** What a job counted: the answer of {@link aggregate}. */
export function aggregateResult(id: string): Call {
	return read('get the counts of a job', '/jobs/aggregate', 'jobs.READ', {
		query: { request_id: id },
	});
}

function bodyOf(criteria: AggregateCriteria): IDataObject {
	return present({
		query: criteria.query,
		...isoRange(criteria),
		log_source_ids: wireIds(criteria.sourceIds),
		log_source_group_ids: wireIds(criteria.groupIds),
		log_types: criteria.logTypes,
		interval: criteria.interval,
		time_zone: criteria.timeZone,
		group_by: criteria.groupBy,
		limit: criteria.limit,
		distinct: criteria.distinct,
		response_type: criteria.names,
	});
}
