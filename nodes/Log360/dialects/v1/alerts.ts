/** V1 alerts and alert profiles (documented). */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import type { AlertCriteria, ProfileCriteria } from '../dialect';
import { PROFILE_FILTER } from '../idAdvice';
import { wireIds } from '../ids';
import { present } from '../present';
import { read, readOnce } from './call';

export function alerts(criteria: AlertCriteria): Call {
	return read('list alerts', '/alerts', {
		method: 'POST',
		body: alertBody(criteria),
		idAdvice: PROFILE_FILTER,
	});
}

export function alertsNext(cursor: string): Call {
	return readOnce('fetch the next page of alerts', '/alerts', { body: { cursor } });
}

export function alertsStart(criteria: AlertCriteria): Call {
	return readOnce('start the retrieval of alerts', '/alerts/async', {
		body: alertBody(criteria),
		idAdvice: PROFILE_FILTER,
	});
}

/** A POST, although it reads (documented). */
export function alertProfiles(_window: unknown, criteria: ProfileCriteria = {}): Call {
	const list = (word?: string) => (word === undefined ? [] : [capital(word)]);
	return read('list alert profiles', '/meta/alert_profiles', {
		method: 'POST',
		body: present({
			type: list(criteria.type),
			severity: list(criteria.severity),
			status: list(criteria.status),
		}),
	});
}

/** Severity and status are lists of upper-case words (documented). */
function alertBody(criteria: AlertCriteria): IDataObject {
	return present({
		query: criteria.query,
		alert_profiles: wireIds(criteria.profileIds),
		severity: criteria.severities.map((word) => word.toUpperCase()),
		// Clients send `Inprogress` (observed), without a separator.
		status: criteria.statuses.map((word) => word.replace('_', '').toUpperCase()),
		from: criteria.from,
		to: criteria.to,
	});
}

function capital(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
