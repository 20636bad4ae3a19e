/** The list of incidents: filtered and sorted by the server, and by the node where a server does not. */
import type { IDataObject } from 'n8n-workflow';

import { INCIDENT_KEYS } from '../dialects/choices';
import type { FieldNames, Window } from '../dialects/dialect';
import { matchesFilters, sortedIncidents, type IncidentFilters } from '../dialects/incidentFilters';
import { incidents } from '../dialects/v2/incidents';
import { withDetails, type Details } from './incidentDetails';
import { windows, type ListAccess } from './lists';

export interface IncidentListing {
	readonly filters?: IncidentFilters;
	readonly names?: FieldNames;
	/** Told where the list lacks what a filter asks for. */
	onUntold?(details: Details): void;
}

/**
 * Incidents that match, as many as `access` asks for. A server that does not know a filter sends more, which are left out here; one that
 * does not know the order has all its incidents read, and sorted here.
 */
export async function listIncidents(
	access: ListAccess,
	listing: IncidentListing = {},
): Promise<IDataObject[]> {
	const { client, limit } = access;
	const { sort } = listing.filters ?? {};
	client.need('v2', 'list incidents');
	const found = await matching(access, listing);
	// log360-server says who it is, and sorts.
	if (sort === undefined || client.consoleUrl() !== undefined) return found;
	const whole =
		limit === Infinity ? found : await matching({ ...access, limit: Infinity }, listing);
	return sortedIncidents(whole, sort).slice(0, limit);
}

async function matching(access: ListAccess, listing: IncidentListing): Promise<IDataObject[]> {
	const { filters = {}, names } = listing;
	const call = (window: Window) => incidents(window, filters, names);
	const read: IDataObject[] = [];
	const wants = (record: IDataObject) => {
		read.push(record);
		return matchesFilters(record, filters);
	};
	const found = await windows(access, call, INCIDENT_KEYS, 'incidents', wants);
	// Where no record has what is filtered by, none can match, and the list was read to its end.
	if (found.length > 0) return found;
	const details = await withDetails(access.client, read, filters, access.limit);
	if (details.untold.length > 0) listing.onUntold?.(details);
	return details.records.slice(0, access.limit);
}
