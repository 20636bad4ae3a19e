/** The interface of stored alerts and profiles: what every adapter offers. */
import type { NameForm, ScanBatch, SearchCaller, SearchPage } from '../logs/store';
import type { MessagePort } from 'node:worker_threads';
import type { AlertDocument } from './document';
import type { AlertProfile, AlertSeverity, AlertStatus, ProfileDraft } from './profile';

/** Which alerts are wanted; absent filters let all pass, empty ones none. */
export interface AlertFilter {
	/** Query in the search language over the alerts' documents. */
	readonly query: string;
	/** Time range of the events that raised them, epoch ms, both ends inclusive. */
	readonly from: number;
	readonly to: number;
	/** Profile ids. */
	readonly profiles?: readonly number[] | undefined;
	readonly severities?: readonly AlertSeverity[] | undefined;
	readonly statuses?: readonly AlertStatus[] | undefined;
}

/** One page of alerts, newest first; see `SearchRequest` for the rest. */
export interface AlertSearchRequest extends AlertFilter {
	/**
	 * Which time `from` and `to` are about, and the order of the hits; `event` when absent. With `raised`, `before`,
	 * `upTo` and the page's `lastId` are numbers of alerts.
	 */
	readonly timeField?: 'event' | 'raised' | undefined;
	readonly before?: number | undefined;
	readonly upTo?: number | undefined;
	readonly limit: number;
	readonly form: NameForm;
	readonly withTotal: boolean;
}

/** An alert as the other parts of the server see it. */
export interface Alert {
	readonly id: number;
	/** Number in the order in which alerts were raised, from 1 without gaps. */
	readonly seq: number;
	readonly profileId: number;
	readonly profileName: string;
	readonly severity: AlertSeverity;
	readonly status: AlertStatus;
	/** Who has it; null = nobody. */
	readonly assignee: string | null;
	/** Time of the event that raised it, epoch ms. */
	readonly time: number;
	/** When it was raised, epoch ms; null for alerts of earlier versions. */
	readonly raisedAt: number | null;
	/** Group key, see `groupKey`; empty without one. */
	readonly group: string;
	/** Number of events that belong to it. */
	readonly events: number;
	/** Ids of the events that fulfilled the rule, oldest first, at most 100. */
	readonly evidence: readonly number[];
	/** Alert and event fields by server name, with TIME. */
	readonly document: AlertDocument;
}

/** One line of an alert's history. */
export interface AlertChange {
	/** Epoch ms. */
	readonly at: number;
	readonly actor: string;
	/** What it is about: a note alone changes nothing. */
	readonly field: 'status' | 'assignee' | 'note';
	/** The value before and after; empty where there is none. */
	readonly was: string;
	readonly became: string;
	readonly note: string;
}

/** What an import did to a profile. */
export type ImportChange = 'created' | 'updated' | 'unchanged';

/** What became of an imported draft. */
export interface ImportedDraft {
	/** Null when it was refused. */
	readonly profile: AlertProfile | null;
	readonly change: ImportChange | null;
	/** Why it was refused. */
	readonly problem?: string;
}

/** A change of alerts; what is absent stays. */
export interface AlertRevision {
	readonly ids: readonly number[];
	readonly status?: AlertStatus | undefined;
	/** Null = nobody. */
	readonly assignee?: string | null | undefined;
	/** Who changes it. */
	readonly actor: string;
	/** When, epoch ms. */
	readonly at: number;
	/** Why; may be empty. */
	readonly note: string;
	/** Keeps the note also of an alert that did not change. */
	readonly keepNote?: boolean | undefined;
}

/** What a change did. */
export type RevisedAlerts =
	/** Nothing, because this id is unknown. */
	| { readonly unknown: number }
	/** The ids that changed, or got a note. */
	| { readonly changed: readonly number[] };

/** Stores and finds alerts and profiles. Every method rejects when the store is closed. */
export interface AlertStore {
	/** One page of alerts. Rejects with a `QuerySyntaxError` (by name) on a bad query. */
	search(request: AlertSearchRequest, caller?: SearchCaller): Promise<SearchPage>;
	/** All alerts' ids, newest first, on one unchanging snapshot. */
	scan(filter: AlertFilter, signal?: AbortSignal): AsyncIterable<ScanBatch>;
	/** JSON text of the alerts with these ids, in the given order; ids that are gone are left out. */
	fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }>;
	get(id: number): Promise<Alert | undefined>;
	/** The alert's changes, oldest first. */
	history(id: number): Promise<AlertChange[]>;
	/** Alerts raised after the one with this number, in their order; what consumers read. */
	after(seq: number, limit: number): Promise<Alert[]>;
	/** Number of the last alert a consumer is done with, 0 before the first. */
	position(consumer: string): Promise<number>;
	setPosition(consumer: string, seq: number): Promise<void>;
	/** Sends the last alert's number to `port` whenever alerts were raised. */
	announce(port: MessagePort): Promise<void>;
	/** Changes all of them, with a line in the history of each that changes, or none. */
	revise(change: AlertRevision): Promise<RevisedAlerts>;
	/** All profiles by id. */
	profiles(): Promise<AlertProfile[]>;
	/** One of them, undefined when there is none with this id; of thousands no other is read. */
	profile(id: number): Promise<AlertProfile | undefined>;
	/** Rejects with an `InvalidProfileError` (by name). Holds for every event stored afterwards. */
	createProfile(draft: ProfileDraft): Promise<AlertProfile>;

	/**
	 * Stores imported profiles in one transaction. A draft whose rule (see `ProfileDraft.imported`) is known changes the
	 * profile that came of it, and leaves what people have decided about that; any other makes a profile.
	 *
	 * @param drafts that `checkProfile` accepts
	 * @returns what became of each, in their order
	 */
	importProfiles(drafts: readonly ProfileDraft[]): Promise<ImportedDraft[]>;
	/** Rejects with an `InvalidProfileError` or `NoSuchProfileError` (by name). */
	updateProfile(id: number, change: Partial<ProfileDraft>): Promise<AlertProfile>;
	/** As `updateProfile`; alerts of the profile stay. */
	deleteProfile(id: number): Promise<void>;
}
