/** The store of incidents and their exports: what every engine offers, each method whole or not at all. */
import type { Store } from '../../platform';
import type { ExportFormat, ExportRecord } from './export-record';
import type {
	Activity,
	BulkChange,
	ChangedIncident,
	Doing,
	Evidence,
	Incident,
	IncidentChange,
	IncidentFilter,
	IncidentSummary,
	NewEvidence,
	NewIncident,
	Note,
	PartPage,
	Parts,
} from './incident';
import type { PlacedAlert } from './placed-alert';

/** What the store of incidents does. */
export interface IncidentStoreMethods {
	createIncident(incident: NewIncident, doing: Doing): Incident;
	/** @throws IncidentError `unknown_incident`; `conflict` when it has changed since `change.basedOn` */
	updateIncident(id: number, change: IncidentChange, doing: Doing): ChangedIncident;
	/** The same change of several incidents. @throws IncidentError as `updateIncident` */
	updateIncidents(
		change: BulkChange,
		doing: Doing,
	): { id: number; updated: boolean; updatedAt: number }[];
	/** Finds the open incident with this key and adds to it, or creates one. */
	upsertIncident(
		key: string,
		incident: NewIncident,
		doing: Doing,
	): ChangedIncident & { readonly created: boolean };
	addNote(id: number, note: string, doing: Doing): Note;
	/** Adds what is not among the incident's evidence yet. */
	addEvidence(id: number, evidence: readonly NewEvidence[], doing: Doing): Evidence[];
	notesOf(id: number, page: PartPage): Parts<Note>;
	evidenceOf(id: number, page: PartPage): Parts<Evidence>;
	activityOf(id: number, page: PartPage): Parts<Activity>;
	/** Numbers of the alerts that made or joined it. */
	alertsOf(id: number, page: PartPage): Parts<number>;
	/** Deletes all of them, or none. @throws IncidentError `unknown_incident` */
	deleteIncidents(ids: readonly number[]): void;
	/** @throws IncidentError `unknown_incident` */
	getIncident(id: number): Incident;
	findIncident(id: number): IncidentSummary | undefined;
	listIncidents(filter: IncidentFilter): { total: number; incidents: IncidentSummary[] };
	countIncidents(): number;
	/** Number of the last alert taken in; 0 at first. */
	alertPosition(): number;
	incidentOfAlert(alert: number): IncidentSummary | undefined;
	/** Takes in alerts in their order; those taken in before are left out, so that a repeated call does no harm. */
	takeAlerts(raised: readonly PlacedAlert[], now: number): void;
	/** Name of the alert profile as its newest incident has it. */
	profileName(id: number): string | undefined;
	addExport(incidentId: number, format: ExportFormat, now: number): ExportRecord;
	findExport(id: number): ExportRecord | undefined;
	/** The newest export of an incident in a format. */
	newestExport(incidentId: number, format: ExportFormat): ExportRecord | undefined;
	setExportJob(id: number, jobId: string): void;
}

/** Where incidents are kept. */
export type IncidentStore = Store<IncidentStoreMethods>;
