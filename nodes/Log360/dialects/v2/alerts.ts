/** V2 alerts (documented) and alert profiles (existence documented, paths observed). */
import type { IDataObject } from 'n8n-workflow';

import { segment, type Call } from '../../transport/call';
import type { AlertCriteria, TimeRange, Window } from '../dialect';
import { PROFILE_FILTER, PROFILE_ID } from '../idAdvice';
import { wireIds } from '../ids';
import { present } from '../present';
import { isoRange } from '../times';
import { read, readOnce, windowQuery } from './call';

const SCOPE = 'alerts.READ';

export function alerts(criteria: AlertCriteria): Call {
	return read('list alerts', '/alerts', SCOPE, {
		method: 'POST',
		body: alertBody(criteria),
		idAdvice: PROFILE_FILTER,
	});
}

export function alertsNext(cursor: string, times?: TimeRange): Call {
	return readOnce('fetch the next page of alerts', '/alerts', SCOPE, {
		body: times ? { cursor, ...isoRange(times) } : { cursor },
	});
}

/** Assumed, by analogy with the search. */
export function alertsStart(criteria: AlertCriteria): Call {
	return readOnce('start the retrieval of alerts', '/alerts/async', SCOPE, {
		body: alertBody(criteria),
		idAdvice: PROFILE_FILTER,
	});
}

/** A GET, unlike in V1, and singular. It takes no filters. */
export function alertProfiles(window: Window): Call {
	return read('list alert profiles', '/alerts/profile', SCOPE, { query: windowQuery(window) });
}

export function alertProfile(id: string): Call {
	return read('get an alert profile', `/alerts/profile/${segment(id)}`, SCOPE, {
		idAdvice: PROFILE_ID,
	});
}

/** Severity and status are single lower-case words (documented), so only the first of each goes out. */
function alertBody(criteria: AlertCriteria): IDataObject {
	return present({
		query: criteria.query,
		...isoRange(criteria),
		status: criteria.statuses[0]?.toLowerCase(),
		severity: criteria.severities[0]?.toLowerCase(),
		profile_ids: wireIds(criteria.profileIds),
		response_type: criteria.names,
		time_field: criteria.timeField,
	});
}
