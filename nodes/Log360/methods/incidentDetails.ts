/** Reads incidents one by one where the list does not tell what a filter asks for. */
import type { IDataObject } from 'n8n-workflow';

import { matchesFilters, type IncidentFilters } from '../dialects/incidentFilters';
import { payload, pick } from '../dialects/read';
import { incident } from '../dialects/v2/incidents';
import type { Client } from '../transport/client';
import { isObject } from '../transport/failure';

/** Each is a call, of which the server allows some sixty a minute to everybody together. */
export const MOST_DETAILS = 25;

/** What became of records whose list left a field out. */
export interface Details {
	/** The records that match, by their details. */
	readonly records: readonly IDataObject[];
	/** Fields that no record of the list had. */
	readonly untold: readonly string[];
	/** How many were read one by one, and how many that may match were not. */
	readonly asked: number;
	readonly left: number;
}

/**
 * Decides about records by their details. log360-server leaves out an assignee where there is none, and has every other field; of other
 * builds nobody knows whether their list has it, so where no record has, those that match otherwise are read one by one.
 *
 * @param read all records that the list gave
 * @param limit enough for the caller
 */
export async function withDetails(
	client: Client,
	read: readonly IDataObject[],
	filters: IncidentFilters,
	limit: number,
): Promise<Details> {
	const untold = client.consoleUrl() === undefined ? untoldOf(read, filters) : [];
	if (untold.length === 0) return { records: [], untold, asked: 0, left: 0 };
	const others = withoutFilters(filters, untold);
	const candidates = read.filter((record) => matchesFilters(record, others));
	const records: IDataObject[] = [];
	let asked = 0;
	for (const record of candidates.slice(0, MOST_DETAILS)) {
		if (records.length >= limit) break;
		asked += 1;
		const detailed = await detailsOf(client, record);
		if (matchesFilters(detailed, filters)) records.push(detailed);
	}
	const left = records.length >= limit ? 0 : candidates.length - asked;
	return { records, untold, asked, left };
}

/** A record of the list with what only the incident itself tells. */
export async function detailsOf(client: Client, record: IDataObject): Promise<IDataObject> {
	const id = pick(record, ['incident_id', 'id']);
	const inner = id === undefined ? undefined : payload(await client.send(incident(id, 'server')));
	return isObject(inner) ? { ...record, ...inner } : record;
}

/** Fields that are filtered by, and that no record has. */
export function untoldOf(read: readonly IDataObject[], filters: IncidentFilters): string[] {
	const { assignee, severities = [], statuses = [] } = filters;
	const asked = [
		...(assignee === undefined && filters.unassigned !== true ? [] : ['assignee']),
		...(severities.length === 0 ? [] : ['severity']),
		...(statuses.length === 0 ? [] : ['status']),
	];
	if (read.length === 0) return [];
	// Null is told: there is none.
	return asked.filter((field) => read.every((record) => record[field] === undefined));
}

/** The filters without those by fields that the list does not tell. */
function withoutFilters(filters: IncidentFilters, untold: readonly string[]): IncidentFilters {
	const has = (field: string) => untold.includes(field);
	return {
		...filters,
		...(has('assignee') ? { assignee: undefined, unassigned: false } : {}),
		...(has('severity') ? { severities: [] } : {}),
		...(has('status') ? { statuses: [] } : {}),
	};
}
