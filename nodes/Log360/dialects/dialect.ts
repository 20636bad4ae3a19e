/** What the node needs to say to a server and to read from it, whichever generation the server speaks. */
import type { IDataObject } from 'n8n-workflow';

import type { Call, Generation } from '../transport/call';

/** Field names of an answer: as stored (`EVENTID`) or as the console shows them (`Event ID`). V1 has no choice. */
export type FieldNames = 'server' | 'client';

export interface TimeRange {
	/** Epoch milliseconds. */
	readonly from: number;
	/** Epoch milliseconds. */
	readonly to: number;
}

export interface SearchCriteria extends TimeRange {
	readonly query: string;
	readonly sourceIds: readonly string[];
	readonly groupIds: readonly string[];
	readonly logTypes: readonly string[];
	readonly names: FieldNames;
}

export type Severity = 'critical' | 'trouble' | 'attention';
export type Status = 'open' | 'in_progress' | 'closed';

export interface AlertCriteria extends TimeRange {
	readonly query: string;
	readonly profileIds: readonly string[];
	/** Empty means all. V2 takes only one at a time. */
	readonly severities: readonly Severity[];
	/** Empty means all. V2 takes only one at a time. */
	readonly statuses: readonly Status[];
	readonly names: FieldNames;
	/** Extension: times and order are about when alerts were raised, not about their events. V2 only. */
	readonly timeField?: 'raised_time';
}

/** Filters of alert profiles; V1 only. */
export interface ProfileCriteria {
	readonly type?: string;
	readonly severity?: string;
	readonly status?: string;
}

/** Hits that are walked through; an array, or something that makes each hit when its turn comes. */
export interface Hits extends Iterable<IDataObject> {
	readonly length: number;
}

/** One page of hits. No cursor means that there is no further page. */
export interface Page {
	readonly hits: IDataObject[];
	readonly cursor?: string;
	/** Number of hits over all pages, where the server tells. */
	readonly total?: number;
}

/** A thing that pickers offer. */
export interface Choice {
	readonly id: string;
	readonly name: string;
	readonly hint?: string;
}

/** A window of a list, counted from 1. */
export interface Window {
	readonly from: number;
	readonly size: number;
}

/** What both generations can do. */
export interface Dialect {
	readonly generation: Generation;

	search(criteria: SearchCriteria): Call;
	/** The next page; `times` is given when they should be sent along with the cursor. */
	searchNext(cursor: string, times?: TimeRange): Call;
	searchStart(criteria: SearchCriteria): Call;

	alerts(criteria: AlertCriteria): Call;
	alertsNext(cursor: string, times?: TimeRange): Call;
	alertsStart(criteria: AlertCriteria): Call;
	alertProfiles(window: Window, criteria?: ProfileCriteria): Call;

	/** One job, or all of them. */
	jobs(id?: string): Call;
	/** @param page counted from 1 */
	jobResults(id: string, page: number): Call;
	jobDelete(id: string): Call;

	logSources(window: Window): Call;
	logTypes(window: Window): Call;
	logFields(): Call;
}
