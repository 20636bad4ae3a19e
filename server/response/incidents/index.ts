/** Incidents: what alerts and people make of events that matter; what others may use of it. */

/** Brings actors into the documented form: one role an object, every role and every name once. */
export { mergeActors } from './actors';

/** Takes raised alerts in as they come and makes incidents of them. */
export { alertConsumer, type ProfileSettings } from './alert-consumer';

/** What a change makes of an incident, and which changes are refused: decided here, whichever engine keeps incidents. */
export {
	changedIncident,
	dataText,
	type Held,
	howCreated,
	MOST_ENTRIES,
	MOST_LENGTH,
	refuseChangedSince,
	refuseTooMuch,
	tooMuch,
} from './changed';

/** The error of incidents, tickets and exports; it crosses the worker thread, where only name, code and details survive. */
export { IncidentError, isIncidentError } from './errors';

/** An export of an incident: V1 names it by a small number, the job engine by an opaque id. */
export { EXPORT_FORMATS, type ExportFormat, type ExportRecord } from './export-record';

/** Exports of incidents: jobs that write a file, named by a small number. */
export { EXPORT_KIND, IncidentExports } from './exports';

/** An incident: what happened, who and what is involved, what is known about it, and what was done. */
export {
	type Activity,
	callersKey,
	type ChangedIncident,
	type Doing,
	type Evidence,
	type Incident,
	type IncidentChange,
	type IncidentFilter,
	type IncidentSummary,
	type NewEvidence,
	type NewIncident,
	type Note,
	type PartPage,
	type Parts,
	type ProfileRef,
} from './incident';

/** Incidents as the rest of the server uses them: kept durably, changed by somebody at some time. */
export { Incidents } from './incidents';

/** Puts incidents and their exports together. */
export { type IncidentParts, openIncidents } from './open';

/** A raised alert with what its profile's rule says of it: how it becomes an incident, or joins one. */
export type { PlacedAlert } from './placed-alert';

/** How a raised alert becomes an incident, or joins one: decided here, whichever engine keeps incidents. */
export {
	evidenceOfAlert,
	incidentOf,
	joinedBy,
	keyAt,
	keysAround,
	MOST_ALERTS,
	reportedAgain,
} from './placing';

/** Writes incidents as V2 answers and exports show them. */
export {
	presentActivity,
	presentEvidence,
	presentIncident,
	presentNote,
	presentSummary,
	SEVERITY_LABELS,
	STATUS_LABELS,
} from './present';

/** Turns rows of a store into incidents and their parts. */
export { type IncidentRow, toActivity, toEvidence, toNote, toSummary } from './rows';

/** The store of incidents and their exports: what every engine offers, each method whole or not at all. */
export type { IncidentStoreMethods } from './store';
