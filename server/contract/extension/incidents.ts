/** Extension: notes, evidence, activity and alerts of an incident, create or update by key, bulk changes, and exports. */
import { z } from 'zod';
import { hits } from '../shared/hit';
import { numericId, numericIdOut, numericIds } from '../shared/ids';
import { v2TimeOut } from '../shared/time';
import { responseType } from '../shared/vocabulary';
import { words } from '../shared/words';
import { v2DataResponse, v2ListResponse, v2PageQuery } from '../v2/envelope';
import { incidentActivity, incidentEvidence, incidentNote, v2Incident } from '../v2/incident';
import { changes, KEY_MAX, v2CreateIncidentRequest } from '../v2/incidents';
import { note, updated } from './shared';

/** Body of `POST /api/v2/incident/{incident_id}/notes`. */
export const addNoteRequest = z.strictObject({ note });

/** Answer of the addition. */
export const addNoteResponse = v2DataResponse(incidentNote);

/** Query of the lists of an incident's parts, in the order in which they were added. */
export const partsQuery = z.strictObject(v2PageQuery);

/** Answer of the notes. */
export const notesResponse = v2ListResponse('notes', incidentNote);

/** Body of `POST /api/v2/incident/{incident_id}/evidence`. */
export const addEvidenceRequest = z.strictObject({
	evidence: changes.evidence.min(1, { error: 'expected at least one piece of evidence' }),
});

/** Answer of the addition: what was added. What the incident has already, word for word, is not added again. */
export const addEvidenceResponse = v2DataResponse(
	z.strictObject({ evidence: z.array(incidentEvidence) }),
);

/** Answer of the evidence. */
export const evidenceResponse = v2ListResponse('evidence', incidentEvidence);

/** Answer of the activity log. */
export const activityResponse = v2ListResponse('activity', incidentActivity);

/** Query of an incident's alerts. */
export const incidentAlertsQuery = z.strictObject({
	response_type: responseType.default('server'),
	...v2PageQuery,
});

/** Answer of an incident's alerts: hits as the list of alerts gives them, in the order in which they joined. */
export const incidentAlertsResponse = z.strictObject({
	data: z.strictObject({ hits }),
	meta: z.strictObject({
		total_items: z.int().min(0).meta({ description: 'Alerts that made or joined the incident' }),
		items_in_current_page: z.int().min(0),
	}),
});

/** Body of `POST /api/v2/incident/upsert`. */
export const upsertIncidentRequest = v2CreateIncidentRequest.extend({
	key: words('a key', KEY_MAX).meta({
		description:
			'What the incident is about, in words of the caller, such as the host or the fingerprint of an alert. While an incident of this key is not closed, it is that one which is updated',
		example: 'brute-force:dev-agent',
	}),
});

/** Answer of create or update. */
export const upsertIncidentResponse = z.strictObject({
	data: v2Incident,
	meta: z.strictObject({
		created: z.boolean().meta({ description: 'Whether there was no open incident of this key' }),
		updated,
	}),
});

/** Body of `PUT /api/v2/incident/bulk`. */
export const bulkUpdateIncidentsRequest = z
	.strictObject({
		incident_ids: numericIds().min(1, { error: 'expected at least one id' }),
		severity: changes.severity.optional(),
		status: changes.status.optional(),
		assignee: changes.assignee.nullable().optional().meta({ description: 'null clears it' }),
		due_date: changes.due_date.nullable().optional().meta({ description: 'null clears it' }),
		note: changes.note.optional().meta({ description: 'Note to add to each' }),
		unchanged_since: changes.due_date.optional().meta({
			description: 'Nothing is changed when one of them has changed after this time',
		}),
	})
	.superRefine(({ severity, status, assignee, due_date, note: text }, ctx) => {
		if ([severity, status, assignee, due_date, text].some((value) => value !== undefined)) return;
		const message = 'expected severity, status, assignee, due_date or note, got none of them';
		ctx.addIssue({ code: 'custom', message });
	});

/** Answer of the bulk change, in the order of the ids. */
export const bulkUpdateIncidentsResponse = v2DataResponse(
	z.strictObject({
		incidents: z.array(
			z.strictObject({ incident_id: numericIdOut, updated, updated_time: v2TimeOut }),
		),
	}),
);

/** Formats of an export. */
const formats = ['pdf', 'json', 'csv'] as const;

/** Body of `POST /api/v2/incident/{incident_id}/export`. */
export const exportIncidentRequest = z.strictObject({
	format: z
		.enum(formats, { error: `expected one of ${formats.join(', ')}` })
		.default('pdf')
		.meta({ description: 'Format of the file', example: 'pdf' }),
});

const exportState = z
	.strictObject({
		export_id: numericIdOut.meta({ example: 2 }),
		status: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
		message: z.string().meta({ description: 'For people; of a failure it says why' }),
	})
	.meta({ id: 'IncidentExport', description: 'The export of an incident' });

/** Answer of an export's start and of its state. */
export const exportResponse = v2DataResponse(exportState);

/** Path of an export. */
export const exportParams = z.strictObject({
	export_id: numericId.meta({ description: 'As the start answered it', example: 2 }),
});
