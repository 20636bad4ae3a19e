/** An incident: what happened, who and what is involved, what is known about it, and what was done. */

import type { Actors } from '../../detection';
import type { Severity, Status } from '../../contract';

/** Where an incident or a piece of evidence came from. */
export type IncidentSource = 'search' | 'report' | 'alert' | 'manual';

/** Something known about an incident that somebody or an alert added. */
export interface Evidence {
	readonly id: number;
	readonly source: IncidentSource;
	readonly description: string;
	/** Any JSON value, for an alert its document. */
	readonly data: unknown;
	readonly addedBy: string;
	/** Epoch ms. */
	readonly createdAt: number;
}

/** A remark. */
export interface Note {
	readonly id: number;
	readonly text: string;
	readonly author: string;
	/** Epoch ms. */
	readonly createdAt: number;
}

/** One line of the activity log. */
export interface Activity {
	/** Epoch ms. */
	readonly time: number;
	/** Who did it, by name: a token, a ticketing connection, an alert profile. */
	readonly actor: string;
	/** What it was about: `created`, `status`, `severity`, `note`, `evidence`, `ticket`, ... */
	readonly action: string;
	/** In words, for instance `open to closed`. */
	readonly detail: string;
}

/** The alert profile that raised an incident. */
export interface ProfileRef {
	readonly id: number;
	readonly name: string;
}

/** An incident as the list shows it; all times are epoch ms. */
export interface IncidentSummary {
	/** As large as the vendor's sample 3000000438278: beyond 2^31, below 2^53. */
	readonly id: number;
	readonly name: string;
	readonly description: string;
	readonly severity: Severity;
	readonly status: Status;
	readonly assignee: string | null;
	readonly dueAt: number | null;
	readonly createdBy: string;
	readonly createdAt: number;
	/** Grows with every change, even within one millisecond: it tells versions apart. */
	readonly updatedAt: number;
	readonly source: IncidentSource;
	readonly actors: Actors;
	readonly profile: ProfileRef | null;
	/** Its ticket in the ticketing tool that was connected first; null without one. */
	readonly ticketId: string | null;
	/** Key that a caller created it under; null without one. */
	readonly key: string | null;
}

/** How keys of callers are told from those under which alerts are grouped, which begin with a profile's id. */
const CALLERS = 'api:';

/** A caller's key as incidents are kept under it. */
export function callersKey(key: string): string {
	return CALLERS + key;
}

/** The caller's key of what an incident is kept under; null when it is none. */
export function keyOfCaller(groupKey: string | null): string | null {
	return groupKey?.startsWith(CALLERS) === true ? groupKey.slice(CALLERS.length) : null;
}

/** An incident, whole; each list is in the order in which things were added. */
export interface Incident extends IncidentSummary {
	readonly notes: readonly Note[];
	readonly evidence: readonly Evidence[];
	readonly activity: readonly Activity[];
}

/** Evidence to add. */
export type NewEvidence = Pick<Evidence, 'source' | 'description' | 'data'>;

/** An incident to create. */
export interface NewIncident {
	readonly name: string;
	readonly description: string;
	readonly severity: Severity;
	readonly status: Status;
	readonly assignee: string | null;
	readonly dueAt: number | null;
	readonly actors: Actors;
	readonly source: IncidentSource;
	readonly note?: string | undefined;
	readonly evidence: readonly NewEvidence[];
	readonly profile?: ProfileRef | undefined;
}

/** What of an incident to change; what is absent stays, null clears. */
export interface IncidentChange {
	readonly name?: string | undefined;
	readonly description?: string | undefined;
	readonly severity?: Severity | undefined;
	readonly status?: Status | undefined;
	readonly assignee?: string | null | undefined;
	readonly dueAt?: number | null | undefined;
	readonly actors?: Actors | undefined;
	/** To add. */
	readonly note?: string | undefined;
	/** To add. */
	readonly evidence?: readonly NewEvidence[] | undefined;
	/** The `updatedAt` that the change is based on; refused when the incident has another by now. */
	readonly basedOn?: number | undefined;
}

/** Which incidents to list, and in which order; what is absent filters nothing. Times are epoch ms, inclusive. */
export interface IncidentFilter {
	readonly severities?: readonly Severity[] | undefined;
	readonly statuses?: readonly Status[] | undefined;
	/** Compared without case. */
	readonly assignee?: string | undefined;
	/** True = only those that nobody has. */
	readonly unassigned?: boolean | undefined;
	readonly createdSince?: number | undefined;
	readonly createdUntil?: number | undefined;
	readonly updatedSince?: number | undefined;
	readonly updatedUntil?: number | undefined;
	/** Text in name or description, compared without case. */
	readonly text?: string | undefined;
	/** Name of an actor of any role, whole, compared without case. */
	readonly actor?: string | undefined;
	/** Id or other name of a ticket. */
	readonly ticketId?: string | undefined;
	/** As {@link callersKey} gives it. */
	readonly key?: string | undefined;
	/** Only smaller ids. */
	readonly below?: number | undefined;
	/** By creation when absent. */
	readonly sortBy?: 'created' | 'updated' | undefined;
	/** Newest first when absent. */
	readonly descending?: boolean | undefined;
	/** Position of the first, from 1. */
	readonly from: number;
	readonly limit: number;
}

/** A page of what belongs to an incident. */
export interface PartPage {
	/** Position of the first, from 1. */
	readonly from: number;
	readonly limit: number;
}

/** What a page holds, and how many there are in all. */
export interface Parts<T> {
	readonly total: number;
	readonly items: readonly T[];
}

/** What a change of an incident did. */
export interface ChangedIncident {
	readonly incident: Incident;
	/** False: everything was so already. */
	readonly updated: boolean;
}

/** A change of several incidents. */
export interface BulkChange {
	readonly ids: readonly number[];
	readonly change: Omit<IncidentChange, 'basedOn'>;
	/** Refused when one of them has changed after this time, epoch ms. */
	readonly unchangedSince?: number | undefined;
}

/** Who does something, and when. */
export interface Doing {
	readonly actor: string;
	/** Epoch ms. */
	readonly now: number;
}
