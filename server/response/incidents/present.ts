/** Writes incidents as V2 answers and exports show them. */
import type { Activity, Evidence, Incident, IncidentSummary, Note } from './incident';

/** Values as programs or as people read them: V2's `response_type` (client words assumed; the vendor shows none). */
export type IncidentForm = 'server' | 'client';

/** Severities for people. */
export const SEVERITY_LABELS = {
	critical: 'Critical',
	trouble: 'Trouble',
	attention: 'Attention',
} as const;

/** Statuses for people. */
export const STATUS_LABELS = {
	open: 'Open',
	in_progress: 'In progress',
	closed: 'Closed',
} as const;

/** An incident of a list; times in ISO 8601. */
export function presentSummary(incident: IncidentSummary, form: IncidentForm) {
	const { id, name, description, severity, status, assignee, dueAt, source, ticketId } = incident;
	return {
		incident_id: id,
		name,
		description,
		severity: form === 'client' ? SEVERITY_LABELS[severity] : severity,
		status: form === 'client' ? STATUS_LABELS[status] : status,
		...(assignee === null ? {} : { assignee }),
		...(dueAt === null ? {} : { due_date: iso(dueAt) }),
		created_by: incident.createdBy,
		created_time: iso(incident.createdAt),
		updated_time: iso(incident.updatedAt),
		source,
		...(ticketId === null ? {} : { ticket_id: ticketId }),
		actors: incident.actors.map((entry) =>
			Object.fromEntries(Object.entries(entry).map(([role, names]) => [role, [...names]])),
		),
		...(incident.key === null ? {} : { key: incident.key }),
	};
}

/** An incident, whole. */
export function presentIncident(incident: Incident, form: IncidentForm = 'server') {
	return {
		...presentSummary(incident, form),
		notes: incident.notes.map(presentNote),
		evidence: incident.evidence.map(presentEvidence),
		activity: incident.activity.map(presentActivity),
	};
}

/** A note. */
export function presentNote({ id, text, author, createdAt }: Note) {
	return { note_id: id, note: text, author, created_time: iso(createdAt) };
}

/** A piece of evidence. */
export function presentEvidence(evidence: Evidence) {
	const { id, source, description, data, addedBy, createdAt } = evidence;
	return {
		...{ evidence_id: id, source, description, data },
		...{ added_by: addedBy, created_time: iso(createdAt) },
	};
}

/** A line of the activity log. */
export function presentActivity({ time, actor, action, detail }: Activity) {
	return { time: iso(time), actor, action, detail };
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
