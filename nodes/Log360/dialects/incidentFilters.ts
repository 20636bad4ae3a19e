/** Filters of the list of incidents, on the wire and, for servers that do not know them, on what was read. */
import type { IDataObject } from 'n8n-workflow';

import { present } from './present';
import { simplifyIncident } from './simplify';
import { isoTime } from './times';

/**
 * Which incidents are wanted. One severity, one status and the assignee are filters that Log360 may have (assumed); the rest is an
 * extension of log360-server.
 */
export interface IncidentFilters {
	/** Empty or absent means all, here and below. */
	readonly severities?: readonly string[];
	readonly statuses?: readonly string[];
	readonly assignee?: string;
	readonly unassigned?: boolean;
	/** Times in epoch milliseconds, inclusive. */
	readonly createdSince?: number;
	readonly createdUntil?: number;
	readonly updatedSince?: number;
	readonly updatedUntil?: number;
	/** In name or description, without case. */
	readonly text?: string;
	/** Name of an actor of any role, whole and without case. */
	readonly actor?: string;
	readonly ticketId?: string;
	readonly key?: string;
	/** Order of the list (extension); by default the newest stand first. */
	readonly sort?: IncidentSort;
}

export interface IncidentSort {
	readonly by: 'createdTime' | 'updatedTime';
	readonly order: 'asc' | 'desc';
}

/** The query of the call. */
export function filterQuery(filters: IncidentFilters): IDataObject {
	const time = (value?: number) => (value === undefined ? undefined : isoTime(value));
	const words = (list: readonly string[] = []) => (list.length === 0 ? undefined : list.join(','));
	return present({
		assignee: filters.assignee,
		severity: words(filters.severities),
		status: words(filters.statuses),
		unassigned: filters.unassigned === true ? 'true' : undefined,
		created_since: time(filters.createdSince),
		created_until: time(filters.createdUntil),
		updated_since: time(filters.updatedSince),
		updated_until: time(filters.updatedUntil),
		text: filters.text,
		actor: filters.actor,
		ticket_id: filters.ticketId,
		key: filters.key,
		sort_by: filters.sort && (filters.sort.by === 'createdTime' ? 'created_time' : 'updated_time'),
		sort_order: filters.sort?.order,
	});
}

/** In order; records whose time cannot be read stand last. */
export function sortedIncidents(
	records: readonly IDataObject[],
	sort: IncidentSort,
): IDataObject[] {
	const sign = sort.order === 'asc' ? 1 : -1;
	const timed = records.map((record) => {
		const time = Date.parse(bare(simplifyIncident(record)[sort.by]).toUpperCase());
		return { record, time: Number.isNaN(time) ? sign * Infinity : time };
	});
	// Equal times, infinite ones too, keep the order of the list.
	const compare = (one: number, other: number) => (one === other ? 0 : sign * (one - other));
	return timed.sort((one, other) => compare(one.time, other.time)).map(({ record }) => record);
}

/** Whether a record of the list, in either form of names, is wanted. A server without a filter sends all of them. */
export function matchesFilters(raw: IDataObject, filters: IncidentFilters): boolean {
	const record = simplifyIncident(raw);
	return (
		isOneOf(record.severity, filters.severities) &&
		isOneOf(record.status, filters.statuses) &&
		isSame(record.assignee, filters.assignee) &&
		(filters.unassigned !== true || bare(record.assignee) === '') &&
		isWithin(record.createdTime, filters.createdSince, filters.createdUntil) &&
		isWithin(record.updatedTime, filters.updatedSince, filters.updatedUntil) &&
		holdsText(record, filters.text) &&
		hasActor(record, filters.actor) &&
		isSame(record.ticketId, filters.ticketId) &&
		isSame(record.key, filters.key)
	);
}

function bare(value: unknown): string {
	if (value === undefined || value === null) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value as string);
	return text.trim().toLowerCase();
}

function isSame(value: unknown, wanted: string | undefined): boolean {
	return wanted === undefined || bare(value) === bare(wanted);
}

function isOneOf(value: unknown, wanted: readonly string[] = []): boolean {
	return wanted.length === 0 || wanted.includes(bare(value));
}

/** A time that cannot be read is in no range. */
function isWithin(value: unknown, since = -Infinity, until = Infinity): boolean {
	if (since === -Infinity && until === Infinity) return true;
	const time = Date.parse(bare(value).toUpperCase());
	return time >= since && time <= until;
}

function holdsText({ name, description }: IDataObject, wanted: string | undefined): boolean {
	if (wanted === undefined) return true;
	return [name, description].some((text) => bare(text).includes(bare(wanted)));
}

function hasActor({ actors }: IDataObject, wanted: string | undefined): boolean {
	if (wanted === undefined) return true;
	const names = Object.values((actors ?? {}) as Record<string, unknown>).flat();
	return names.some((name) => isSame(name, wanted));
}
